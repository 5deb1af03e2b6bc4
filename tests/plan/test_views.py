"""What templates get: a typed view for each, and a head that is made for them."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import meta, nodes
from msgspec.structs import replace

from tests.conftest import ROOT, SiteFolder
from zhuanlan.build import load
from zhuanlan.core.registry import registry_of
from zhuanlan.model.page import Page
from zhuanlan.model.post import Body
from zhuanlan.model.site import Site
from zhuanlan.model.view import StoryMeta, View
from zhuanlan.plan.articles import ArticleView
from zhuanlan.plan.outline import OF_POSTS
from zhuanlan.plan.planning import furniture, plan
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, find_theme

TEMPLATES = sorted(BUNDLED.glob("*/templates/*"))


EVERYWHERE = {"head", "body", "here", "current", "campaign", "organisers", "navigation", "_", "ui"}
"""What all templates get besides their view, and what `base.html` imports for all."""

VIEWS: dict[str, type[View]] = {**OF_POSTS}
for maker in registry_of().pages.values():
    VIEWS.update(maker.views)


def rendering(site: Site) -> Renderer:
    theme = find_theme("default", [BUNDLED])
    return Renderer(Recipe(site.config, theme, site.campaigns, furniture(site)))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: f"{f.parent.parent.name}/{f.name}")
def test_no_template_asks_whether_a_name_is_there(file: Path) -> None:
    assert not re.search(r"\bis (not )?defined\b|\bdefault\(", file.read_text("utf-8"))


@pytest.mark.parametrize("name", VIEWS)
def test_a_template_reads_nothing_but_its_view(site: SiteFolder, name: str) -> None:
    environment = rendering(load(site.options())).environment("zh-Hans")
    assert environment.loader is not None
    known = {*VIEWS[name].__struct_fields__, *EVERYWHERE, *environment.globals}
    read: set[str] = set()
    parent: str | None = name
    while parent:
        tree = environment.parse(environment.loader.get_source(environment, parent)[0])
        extends = next(tree.find_all(nodes.Extends), None)
        parent = extends.template.value if extends else None  # type: ignore[attr-defined]
        if not parent or tree.find(nodes.Block):
            read |= meta.find_undeclared_variables(tree)
        known |= {one.target.name for one in tree.find_all(nodes.Assign)}  # type: ignore[attr-defined]
        known |= {one.target for one in tree.find_all(nodes.Import)}
    assert not read - known


def test_every_page_has_the_view_of_its_template(site: SiteFolder) -> None:
    site.write("content/spring/about.md", "---\ntitle: 关于\naliases: [old.html]\n---\n正文。\n")
    loaded = load(site.options())
    pages = [page for group in plan(loaded).page_groups for page in group]
    assert {page.template for page in pages} >= {"article.html", "page.html", "redirect.html"}
    for page in pages:
        assert type(page.view()) is VIEWS[page.template]


def test_the_table_of_the_views_is_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "views.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def article(site: Site) -> Page:
    """Return the page of the site's newest post."""
    pages = (page for group in plan(site).page_groups for page in group)
    return next(page for page in pages if page.source == site.newest[0].path)


def structured(html: str) -> list[dict[str, object]]:
    """Return the JSON-LD of a page."""
    return [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', html)]


HOSTILE = '</script><script>alert("1")</script> & \'<!--'


def test_no_text_ends_the_script_of_the_structured_data(site: SiteFolder) -> None:
    site.post("news/1.md", title=json.dumps(HOSTILE), author=json.dumps(HOSTILE))
    site.build()
    crumbs, story = structured(site.page("spring/news/1.html"))
    assert story["headline"] == HOSTILE
    assert story["author"] == {"@type": "Person", "name": HOSTILE}
    assert crumbs["@type"] == "BreadcrumbList"
    assert "<script>alert" not in site.page("spring/news/1.html")


class Listed(ArticleView, frozen=True, kw_only=True):
    """An article as it is with a front-matter field that joins the JSON-LD."""

    @property
    def meta(self) -> StoryMeta:
        own = super().meta
        assert isinstance(own, StoryMeta)
        return replace(own, structured=(("isbn", HOSTILE), ("headline", "另一个标题")))


def test_a_field_joins_the_structured_data_and_replaces_nothing(site: SiteFolder) -> None:
    site.post("news/1.md", title="标题甲", date="2013-05-05")
    loaded = load(site.options())
    page = article(loaded)
    shown: View = Listed(**page.view().variables())
    body = Body(html="<p>正文</p>", text="正文")
    html = rendering(loaded).render(dataclasses.replace(page, view=lambda: shown), body).decode()
    (_, story) = structured(html)
    assert (story["isbn"], story["headline"]) == (HOSTILE, "标题甲")


def test_the_view_names_what_of_it_differs(site: SiteFolder) -> None:
    site.post("news/1.md", title="标题甲", date="2013-05-01")
    site.post("news/2.md", date="2013-05-02")
    site.build()
    site.post("news/1.md", title="标题乙", date="2013-05-01")
    reasons = dict(site.build().reasons)
    assert reasons["spring/news/1.html"].parts == ("title", "post")
    assert reasons["spring/news/2.html"].parts == ("older", "more")
