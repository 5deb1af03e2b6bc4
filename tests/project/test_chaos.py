"""Some rounds of the harness; `python -m tests.chaos --rounds 200` goes on for longer."""

from __future__ import annotations

import pytest

from tests.chaos.__main__ import rounds
from tests.chaos.faults import FAULTS, Fault


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_nothing_is_lost(fault: Fault) -> None:
    assert "0 failed" in rounds(3 if fault.__name__ == "kill" else 2, 20, [fault])
