"""What a plug-in returns is checked: a wrong value is a problem that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import command
from zhuanlan.testing import SmallSite

HEAD = "from zhuanlan.plugin import BodyPass, Importer, PageMaker, PageView, Rule, Taxonomy\n"

TERMS = """
class Mine(Taxonomy):
    name, title, prefix = "mine", "mine", "mine"

    def terms(self, post, campaign, regions):
        return {given}


def register(registry):
    registry.taxonomies.add("mine", Mine())
"""
STEP = """
def register(registry):
    registry.body_passes.add("mine", BodyPass("mine", lambda html, source: None))
"""
PAGES = """
class Mine(PageMaker):
    name, views = "mine", {}

    def pages(self, site):
        yield 5


def register(registry):
    registry.pages.add("mine", Mine())
"""
RULE = """
def mine(piece, source):
    return {given}


def register(registry):
    registry.rules.add("mine", Rule("mine", "warning", "mine", {{"piece": mine}}))
"""
IMPORTER = """
def register(registry):
    registry.importers.add("mine", Importer((".vcf",), lambda file: None))
"""
ENDS = """
import sys


def register(registry):
    sys.exit(3)
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path)


def with_plugin(site: SmallSite, code: str) -> SmallSite:
    file = site.write("given/mine.py", HEAD + code)
    site.use(str(file))
    site.post("news/a.md", "正文。")
    return site


@pytest.mark.parametrize("given", ["post.matter.title", "post.matter.author", "[3]"])
def test_terms(site: SmallSite, given: str) -> None:
    [told] = with_plugin(site, TERMS.replace("{given}", given)).problems()
    assert "terms() of the taxonomy “mine” returns" in told
    assert "return a list of texts" in told
    assert "mine.py" in told


def test_a_pass(site: SmallSite) -> None:
    [told] = with_plugin(site, STEP).problems()
    assert "it returns NoneType, no str" in told


def test_pages(site: SmallSite) -> None:
    [told] = with_plugin(site, PAGES).problems()
    assert "pages() yields int, no Page" in told


@pytest.mark.parametrize("given", ["None", "[3]"])
def test_a_rule(site: SmallSite, given: str) -> None:
    with_plugin(site, RULE.format(given=given))
    shown = command(site.folder, "check", LC_ALL="en_US.UTF-8")
    assert "mine.py:3:1: error: the function “mine” of a rule returns" in shown.stdout
    assert "Traceback" not in shown.stderr


def test_an_importer(site: SmallSite) -> None:
    with_plugin(site, IMPORTER)
    site.write("a.vcf", "FN:示例")
    words = ("import", "a.vcf", "--into", "content/spring/news")
    shown = command(site.folder, *words, LC_ALL="en_US.UTF-8")
    assert "a.vcf: the importer of this file fails" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_one_that_ends_the_program(site: SmallSite) -> None:
    [told] = with_plugin(site, ENDS).problems()
    assert "cannot be loaded: SystemExit: 3" in told


def test_one_that_is_named_twice(site: SmallSite) -> None:
    with_plugin(site, "\n\ndef register(registry):\n    pass\n")
    site.settings["plugins"].append("mine")
    site._declare()
    [told] = site.problems()
    assert told.endswith("the plug-in “mine” is named twice; delete one of the two")


def test_a_link_that_leads_nowhere(site: SmallSite) -> None:
    with_plugin(site, "\n\ndef register(registry):\n    pass\n")
    (site.folder / "plugins/mine.py").unlink()
    (site.folder / "plugins/mine.py").symlink_to("gone.py")
    [told] = site.problems()
    assert told.endswith("mine.py: this link leads nowhere")


def test_a_file_and_a_folder_of_one_name(site: SmallSite) -> None:
    site.write("plugins/mine/__init__.py", "def register(registry):\n    pass\n")
    [told] = with_plugin(site, "\n\ndef register(registry):\n    pass\n").problems()
    assert "there are both mine.py and a folder of that name" in told
