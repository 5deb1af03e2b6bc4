"""One broken site for each kind of mistake, with the exact messages that an editor gets.

A folder of `sites/broken/` holds only what differs from `sites/minimal/`; `expected.txt` the
messages in Chinese and, after an empty line, in English. `pytest --update-golden` rewrites them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SITES, SiteFolder

CASES = sorted((SITES / "broken").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_messages(case: Path, site: SiteFolder, request: pytest.FixtureRequest) -> None:
    shutil.copytree(case, site.root, dirs_exist_ok=True, symlinks=True)
    (site.root / "expected.txt").unlink(missing_ok=True)
    found = site.found()
    texts = "\n".join([*site.shown(found, "zh-Hans"), "", *site.shown(found), ""])
    golden = case / "expected.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(texts, "utf-8")
    assert texts == golden.read_text("utf-8")
    assert not (site.root / "output").exists()


def test_there_is_one_for_many_kinds_of_mistake() -> None:
    assert len(CASES) >= 40
