"""Shares, which are rounded once."""

from __future__ import annotations

import pytest

from zhuanlan.features.reports.formats.shown import Forms
from zhuanlan.features.reports.table import share


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(1, 23, "4.3%"), (1, 8, "12.5%"), (1, 3, "33.3%"), (2, 3, "66.7%")]
)
def test_a_share_is_rounded_once(part: int, whole: int, shown: str) -> None:
    found = share(part, whole)
    assert found is not None
    assert Forms("zh-Hans").share(found) == shown


def test_of_nothing_there_is_no_share() -> None:
    assert share(0, 0) is None
