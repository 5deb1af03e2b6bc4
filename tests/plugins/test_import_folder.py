"""Drafts are written where a build looks for posts, or not at all."""

from __future__ import annotations

import pytest

from tests.commands import command
from tests.conftest import SiteFolder


@pytest.mark.parametrize(
    "folder",
    ["contnet/spring/news", "content/sprnig/news", "content/spring", "drafts", "content/a/b"],
)
def test_a_folder_that_is_no_column_is_a_problem(site: SiteFolder, folder: str) -> None:
    (site.root / "elsewhere").mkdir()
    (site.root / "content/a").symlink_to(site.root / "elsewhere")
    site.write("letter.txt", "标题\n正文。\n")
    before = sorted(site.root.rglob("*.md"))
    shown = command(site.root, "import", "letter.txt", "--into", folder)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr.startswith(f"{folder}: this is not the folder of a column; a column lies")
    assert sorted(site.root.rglob("*.md")) == before
