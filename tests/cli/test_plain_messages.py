"""Messages say what is wrong in the words of whoever wrote it, and print commands that work."""

from __future__ import annotations

from pathlib import Path

from tests.commands import command
from zhuanlan.testing import SmallSite


def test_a_theme_that_is_a_list_is_no_text(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"theme": ["a"]})
    assert site.problems() == ["config.yaml:6:1: “theme” must be a text"]


def test_an_output_below_a_file_is_named(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.post("news/a.md")
    site.write("f", "mine")
    for path in ("f", "f/x/y"):
        shown = command(tmp_path, "build", "--output", path)
        assert shown.returncode == 1
        assert shown.stderr.startswith("f: this is a file, not a folder\n")
    assert (tmp_path / "f").read_text("utf-8") == "mine"


def test_a_printed_command_can_be_pasted(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"signoff": {"columns": {"news": ["editor"]}}})
    site.post("news/a b.md", slug="a-b")
    found = "\n".join(site.problems(signed=True))
    assert f"zhuanlan sign '{tmp_path}/content/spring/news/a b.md' --as editor" in found or (
        "zhuanlan sign 'content/spring/news/a b.md' --as editor" in found
    )
