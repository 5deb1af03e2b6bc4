"""What fails in a plug-in is named by its own file and line, with the content that it failed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhuanlan.testing import SmallSite

DIRECTIVE = """
from zhuanlan.plugin import Directive, Settings
class Seats(Settings):
    pass
def seats(given, use):
    return count(use)
def count(use):
    return str(int("three"))
def register(registry):
    registry.directives.add("seats", Directive("seats", Seats, seats))
"""
MARK = """
from zhuanlan.plugin import BodyPass
def mark(html, source):
    return int("three")
def register(registry):
    registry.body_passes.add("mark", BodyPass("mark", mark))
"""
MAKER = """
from zhuanlan.plugin import Page, PageMaker
class Mine(PageMaker):
    name, views = "mine", {}
    def pages(self, site):
        return int("three")
def register(registry):
    registry.pages.add("mine", Mine())
"""
VIEW = """
from zhuanlan.plugin import Page, PageMaker, PageView
class View(PageView, frozen=True, kw_only=True):
    pass
class Mine(PageMaker):
    name, views = "mine", {"home.html": View}
    def pages(self, site):
        yield Page("mine/", "home.html", lambda: int("three"))
def register(registry):
    registry.pages.add("mine", Mine())
"""


@pytest.mark.parametrize(
    ("code", "line", "told"),
    [
        (DIRECTIVE, 8, "directive “seats” of the plug-in “own” failed in spring/news/a.md:9"),
        (MARK, 4, "body pass “mark” of the plug-in “own” failed in spring/news/a.md"),
        (MAKER, 6, "page maker “mine” of the plug-in “own” failed"),
        (VIEW, 8, "page maker “mine” of the plug-in “own” failed"),
    ],
)
def test_the_place_is_the_plug_ins_own(tmp_path: Path, code: str, line: int, told: str) -> None:
    site = SmallSite(tmp_path)
    site.use(site.write("given/own.py", code))
    site.post("news/a.md", "正文。\n\n::seats\n" if code is DIRECTIVE else "正文。")
    problems = site.problems()
    assert len(problems) == 1, problems
    problem = problems[0]
    reason = "ValueError: invalid literal for int() with base 10: 'three'"
    assert problem == f"plugins/own.py:{line}:1: the {told}: {reason}"
