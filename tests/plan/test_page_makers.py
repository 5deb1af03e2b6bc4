"""Sorts of pages: ours and those of plug-ins, with data files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.conftest import ROOT, SiteFolder
from tests.plugins.honours import HONOURS, HonoursView
from zhuanlan.build import build, load
from zhuanlan.build.session import Session
from zhuanlan.core.registry import registry_of
from zhuanlan.model.page import GroupKey, Page
from zhuanlan.model.page_groups import SITE, all_of, group
from zhuanlan.model.page_maker import PageMaker, SiteReader
from zhuanlan.model.view import View

PLUGINS = ("tests.plugins.honours",)
HEADS = "name,honour,unit\n"
ROWS = "张示例,示例奖,a-unit\n李示例,示例章,b-unit\n"
TEMPLATE = """{% extends "base.html" %}
{% block main %}
<h1>{{ title }}</h1><p>{{ note }}</p>
<ul>{% for name, honour in rows %}<li>{{ name }}：{{ honour }}</li>{% endfor %}</ul>
{{ ui.lines(news) }}
{% endblock %}
"""


@pytest.fixture
def honoured(site: SiteFolder) -> SiteFolder:
    """A site with the plug-in's data files and template."""
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}theme: mine\n")
    site.write("themes/mine/theme.yaml", "name: mine\nextends: default\n")
    site.write("themes/mine/templates/honours.html", TEMPLATE)
    site.write("data/honours.csv", HEADS + ROWS)
    site.write("data/notes.yaml", "note: 示例名单  # 编辑部\n")
    return site


def same_as_clean(site: SiteFolder, **options: Any) -> None:
    """Hold that the output is what a clean build makes."""
    clean = site.root / "clean"
    build(site.options(output=clean, plugins=PLUGINS, **options))
    assert files(site.root / "output") == files(clean)


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }


def rendered(site: SiteFolder) -> dict[str, tuple[str, ...]]:
    """Build, and return the pages that were rendered with what of them differs."""
    return {file: reason.parts for file, reason in site.build(plugins=PLUGINS).reasons}


def test_all_sorts_of_pages_are_registered_with_their_templates_and_views() -> None:
    registry = registry_of()
    assert all(maker.name == name for name, maker in registry.pages.items())
    views: list[tuple[str, type[View]]] = [
        one for maker in registry.pages.values() for one in maker.views.items()
    ]
    assert len(dict(views)) == len(views)
    assert all(issubclass(view, View) for _, view in views)


def test_a_plug_in_adds_pages_from_a_table(honoured: SiteFolder) -> None:
    honoured.build(plugins=PLUGINS)
    page = honoured.page("spring/honours/index.html")
    assert "<li>张示例：示例奖</li><li>李示例：示例章</li>" in page
    assert "<p>示例名单</p>" in page
    assert "<title>荣誉  · " in page
    assert "李示例" not in honoured.page("spring/honours/a-unit/index.html")
    (problem,) = honoured.problems()  # without the plug-in
    assert "no page and no other template uses “honours.html”" in problem
    (honoured.root / "themes/mine/templates/honours.html").unlink()
    honoured.build()
    assert not (honoured.root / "output/spring/honours").exists()


def test_a_row_that_comes_changes_or_goes_makes_its_pages_alone(honoured: SiteFolder) -> None:
    honoured.build(plugins=PLUGINS)
    assert rendered(honoured) == {}
    honoured.write("data/honours.csv", HEADS + ROWS.replace("示例章", "新章"))
    own, unit = "spring/honours/index.html", "spring/honours/b-unit/index.html"
    assert rendered(honoured) == {own: ("rows",), unit: ("rows",)}
    same_as_clean(honoured)
    honoured.write("data/honours.csv", HEADS + ROWS + "王示例,示例杯,c-unit\n")
    assert rendered(honoured).keys() == {own, unit, "spring/honours/c-unit/index.html"}
    same_as_clean(honoured)
    honoured.write("data/honours.csv", HEADS + "张示例,示例奖,a-unit\n")
    assert rendered(honoured) == {own: ("rows",)}
    assert not (honoured.root / "output/spring/honours/b-unit").exists()
    same_as_clean(honoured)
    honoured.write("data/notes.yaml", "note: 另一句\n")
    assert set(rendered(honoured).values()) == {("note",)}
    same_as_clean(honoured)


def test_a_post_of_a_declared_group_makes_the_pages_again(honoured: SiteFolder) -> None:
    honoured.build(plugins=PLUGINS)
    honoured.post("news/new.md", title="新消息", date="2013-05-20")
    assert rendered(honoured)["spring/honours/index.html"] == ("news",)
    honoured.post("exemplars/new.md", title="新人物", person="{name: 王示例}")
    assert "spring/honours/index.html" not in rendered(honoured)
    same_as_clean(honoured)


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_are_made_in_any_process(honoured: SiteFolder, jobs: int) -> None:
    honoured.build(plugins=PLUGINS, jobs=jobs)
    same_as_clean(honoured)


def test_a_preview_shows_a_data_file_that_is_saved(honoured: SiteFolder) -> None:
    session = Session(honoured.options(plugins=PLUGINS))
    session.build()
    honoured.post("news/first.md", "另一段。\n")
    session.update(["spring/news/first.md"])
    honoured.write("data/notes.yaml", "note: 预览里的话\n")
    session.build()
    session.close()
    assert "预览里的话" in honoured.page("spring/honours/index.html")
    same_as_clean(honoured)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("honours.csv", "name,honour\n甲,乙,丙\n", "2:1: the row has 3 cells, the first line 2"),
        (
            "honours.csv",
            "name,name\n",
            "1:1: each column needs a head of its own in the first line",
        ),
        ("honours.csv", 'name,unit\n"甲,乙\n', "2:1: the CSV cannot be read here: "),
        ("notes.yaml", "note: [\n", "1:7: a bracket is not closed"),
        ("notes.yaml", None, "the file does not exist"),
    ],
)
def test_a_mistake_in_a_data_file_is_told_with_its_place(
    honoured: SiteFolder, name: str, text: str | None, expected: str
) -> None:
    file = honoured.root / "data" / name
    file.unlink() if text is None else file.write_text(text, "utf-8")
    honoured.post("news/bad.md", date="never")
    first, *others = sorted(honoured.problems(plugins=PLUGINS), reverse=True)
    assert first.startswith(f"data/{name}:{' ' if text is None else ''}{expected}")
    assert all(other.startswith("content/spring/news/bad.md:") for other in others)
    assert others


class Careless(PageMaker):
    """Reads what it does not declare."""

    name = "careless"
    views: ClassVar = {"honours.html": HonoursView}

    def __init__(self, read: str) -> None:
        self.read = read

    def reads(self, campaigns: Mapping[str, Any]) -> Iterable[GroupKey]:
        return [group(campaigns["spring"], "column", "news")]

    def pages(self, site: SiteReader) -> Iterable[Page]:
        spring = site.campaigns["spring"]
        asked = {
            "site": site.newest,
            "campaign": lambda: site.posts(spring),
            "term": lambda: site.posts(spring, "column", "exemplars"),
            "terms": lambda: site.terms(spring, "column"),
            "data": lambda: site.data("notes.yaml"),
            "fault": lambda: 1 // 0,
            "declared": lambda: site.posts(spring, "column", "news"),
        }
        asked[self.read]()
        return ()


@pytest.mark.parametrize(
    ("read", "what"),
    [
        ("site", "posts"),
        ("campaign", "spring · posts"),
        ("term", "spring · column · exemplars"),
        ("terms", "spring · column"),
        ("data", "data · notes.yaml"),
    ],
)
def test_what_is_read_without_being_declared_is_a_problem(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, read: str, what: str
) -> None:
    monkeypatch.setitem(registry_of(PLUGINS).pages._things, "honours", Careless(read))
    (problem,) = site.problems(plugins=PLUGINS)
    assert re.fullmatch(
        rf"\S*test_page_makers\.py: the page maker “careless” reads {what}, which it does not "
        r"declare; name it in reads\(\), or a file in data: .*",
        problem,
    )


def test_a_maker_that_fails_is_named(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = registry_of(PLUGINS).pages._things
    monkeypatch.setitem(pages, "honours", Careless("fault"))
    (problem,) = site.problems(plugins=PLUGINS)
    assert "“careless” cannot make its pages: ZeroDivisionError" in problem
    monkeypatch.setitem(pages, "honours", Careless("declared"))
    site.build(plugins=PLUGINS)


def test_a_wider_declaration_covers_a_narrower_read(site: SiteFolder) -> None:
    loaded = load(site.options())
    spring = loaded.campaigns["spring"]
    for key in (SITE, all_of(spring), group(spring, "column")):
        reader = SiteReader(loaded, frozenset([key]), HONOURS)
        assert len(reader.posts(spring, "column", "news")) == 1
        assert [link.count for link in reader.terms(spring, "column")]


def test_the_page_maker_of_the_documentation_works(
    honoured: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        (ROOT / "docs/architecture.md").read_text("utf-8").partition("**Add a sort of pages**")[2]
    )
    code = text.partition("```python\n")[2].partition("```")[0]
    register = "def register(registry):\n    registry.pages.add('honours', Honours())\n"
    honoured.write("documented_honours.py", f"{code}\n\n{register}")
    honoured.write(
        "themes/mine/templates/honours.html",
        '{% extends "base.html" %}{% block main %}{{ rows[1].name }}{% endblock %}',
    )
    monkeypatch.syspath_prepend(honoured.root)
    honoured.build(plugins=("documented_honours",))
    assert "李示例" in honoured.page("spring/honours/index.html")
