"""No output goes into a folder that a build reads."""

from __future__ import annotations

import pytest

from tests.conftest import SiteFolder
from zhuanlan.core.problems import ProblemError


@pytest.mark.parametrize("place", ["data", "data/out", "plugins/out", "ledgers/out", "themes/out"])
def test_the_output_is_no_folder_of_the_site(site: SiteFolder, place: str) -> None:
    site.write("data/names.csv", "name\n示例\n")
    with pytest.raises(ProblemError):
        site.build(output=site.root / place)
    assert not (site.root / place / "index.html").exists()
