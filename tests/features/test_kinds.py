"""Kinds of columns: each is one object, also one from outside, and nothing compares names."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SiteFolder
from zhuanlan import scaffold
from zhuanlan.check.run import check
from zhuanlan.core.i18n import translator
from zhuanlan.core.registry import Registry, made, registry_of
from zhuanlan.features import kinds
from zhuanlan.model.campaign import Campaign
from zhuanlan.schema.schemas import schema_of

PACKAGE = ROOT / "zhuanlan"
NAMES = frozenset(Registry().kinds)


def compared(tree: ast.AST) -> set[int]:
    """Return the lines at which a program compares with the name of a kind, or looks it up."""
    found = set()
    shown = [
        one for one in ast.walk(tree) if isinstance(one, ast.keyword) and one.arg == "examples"
    ]
    examples = {id(node) for one in shown for node in ast.walk(one)}
    for node in ast.walk(tree):
        if id(node) in examples:
            continue
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        elif isinstance(node, ast.Dict):
            parts = [key for key in node.keys if key]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("get", "count"):
            parts = node.args[:1]
        else:
            continue
        words = [word for part in parts for word in ast.walk(part)]
        if any(isinstance(word, ast.Constant) and word.value in NAMES for word in words):
            found.add(node.lineno)
    return found


_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORD = re.compile(r"""\b_\((['"])[^'"]*\1\)""")
"""A word for readers, which is no name of a kind."""
_NAMED = re.compile(rf"""(['"])(?:{"|".join(sorted(NAMES))})\1""")


def named(template: str) -> list[str]:
    """Return the tags of a template that say the name of a kind."""
    return [tag for tag in _TAGS.findall(template) if _NAMED.search(_WORD.sub("", tag))]


def test_no_program_compares_with_the_name_of_a_kind() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if file.parent != PACKAGE / "kinds"]
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files}
    assert {file: found for file, tree in trees.items() if (found := compared(tree))} == {}


def test_no_template_says_the_name_of_a_kind() -> None:
    templates = [*(ROOT / "themes").glob("*/templates/*")]
    assert len(templates) > 20
    assert {t: found for t in templates if (found := named(t.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "program",
    ['kind == "news"', 'kind in ("works", "videos")', '{"news": 7}[kind]', 'days.get("notices")'],
)
def test_a_comparison_is_found(program: str) -> None:
    assert compared(ast.parse(program)) == {1}
    assert named(f"{{{{ {program} }}}}")


def test_kinds_are_registered_by_their_own_names() -> None:
    assert all(kind.name == name for name, kind in Registry().kinds.items())


KIND = """
from zhuanlan.model.kind import ColumnKind, Excerpt, Needed

SONGS = ColumnKind(
    name="songs",
    title="歌曲",
    chinese=("歌",),
    needs=(Needed("author", "a song needs “author”", "write author: and who wrote it"),),
    macro="songs",
    home=Excerpt(1, "songs"),
    front=Excerpt(2, "songs", title="新歌"),
    schema_type="MusicComposition",
    days=3,
    draft={"author": "词曲作者"},
)
"""

MACROS = """{% extends "default/macros.html" %}
{% macro songs(items, level) %}
<ol class="songs">{% for card in items %}<li>{{ card.title }} ♪{{ level }}</li>{% endfor %}</ol>
{% endmacro %}
"""


@pytest.fixture
def plugin(
    site: SiteFolder, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A plug-in with a kind, and a site with a column of it and a theme that shows it."""
    name = f"kind_{abs(hash((request.node.name, site.root))):x}"
    site.write(f"outside/{name}_songs.py", KIND)
    register = f"def register(registry):\n    registry.kinds.add('songs', '{name}_songs:SONGS')\n"
    site.write(f"outside/{name}.py", register)
    monkeypatch.syspath_prepend(str(site.root / "outside"))
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    column = "columns:\n  - {slug: sung, name: 唱雷锋, kind: 歌}\n"
    assert "columns:\n" in campaign
    site.write("content/spring/campaign.yaml", campaign.replace("columns:\n", column))
    site.write("themes/mine/theme.yaml", "name: mine\nextends: default\n")
    site.write("themes/mine/templates/macros.html", MACROS)
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}theme: mine\n")
    return name


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_kind_from_outside_has_its_pages(site: SiteFolder, plugin: str, jobs: int) -> None:
    site.post("sung/a.md", title="学习雷锋好榜样", author="示例")
    site.post("sung/b.md", title="接过雷锋的枪", author="示例", date="2013-03-06")
    site.build(plugins=(plugin,), jobs=jobs)
    both = "<li>接过雷锋的枪 ♪{}</li><li>学习雷锋好榜样 ♪{}</li>"
    lists = site.page("spring/sung/index.html")
    assert f'<ol class="songs">{both.format(2, 2)}</ol>' in lists
    assert '<meta name="ColumnType" content="歌曲">' in lists
    home = site.page("spring/index.html")
    assert '<section class="column-section column-songs"' in home
    assert '<ol class="songs"><li>接过雷锋的枪 ♪3</li></ol>' in home
    front = site.page("index.html")
    assert '<h2 id="zl-songs" class="section-title">新歌</h2>' in front
    assert both.format(3, 3) in front
    article = site.page("spring/sung/a.html")
    assert '<meta name="ColumnType" content="歌曲">' in article
    assert '"@type":"MusicComposition"' in article.replace(": ", ":")
    assert "kind-songs" in article


def test_what_a_kind_from_outside_needs_is_asked_for(site: SiteFolder, plugin: str) -> None:
    site.post("sung/a.md", title="学习雷锋好榜样")
    assert site.problems(plugins=(plugin,)) == [
        "content/spring/sung/a.md:2:1: a song needs “author”; write author: and who wrote it"
    ]
    [told] = site.problems()
    assert "“歌” is not allowed for “columns.1.kind”" in told
    assert "allowed: exemplars, news, notices, works, resources, videos" in told


def test_a_kind_from_outside_says_how_new_its_posts_must_be(site: SiteFolder, plugin: str) -> None:
    site.post("sung/a.md", title="学习雷锋好榜样", author="示例", summary="好")
    found = check(site.options(plugins=(plugin,)))
    texts = [one.problem.text(translator("en")) for one in found if one.rule == "fresh-column"]
    assert any("“唱雷锋” is 88 days old, the limit is 3" in text for text in texts)


def test_schemas_allow_a_kind_from_outside(plugin: str) -> None:
    ours, theirs = (
        str(schema_of(Campaign, {}, str, one)) for one in (registry_of(), registry_of((plugin,)))
    )
    assert "'songs'" not in ours
    assert "'videos', 'songs', '典型'" in theirs


def test_a_campaign_in_other_characters_may_have_a_kind_from_outside(
    site: SiteFolder, plugin: str
) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}columns: [{{slug: sung, name: 唱, kind: songs}}]\n")
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", f"language: zh-Hant\n{campaign}")
    site.build(plugins=(plugin,))
    assert 'lang="zh-Hant"' in site.page("spring/index.html")


def test_a_new_post_begins_with_what_its_kind_says(plugin: str) -> None:
    from datetime import datetime

    kind = registry_of((plugin,)).kinds["songs"]
    asked = scaffold.NewPost("标题", datetime(2013, 3, 5), more=kind.draft)  # noqa: DTZ001
    [text] = scaffold.post(asked, str).values()
    assert "author: 词曲作者\n" in text


def test_a_kind_is_one_module(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that the architecture shows."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8").partition("**Add a column kind**")[2]
    package = tmp_path / "package"
    site.write(f"{package}/letters.py", text.partition("```python\n")[2].partition("```")[0])
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(package)])
    made.clear()
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    column = "columns:\n  - {slug: mail, name: 群众来信, kind: 来信}\n"
    site.write("content/spring/campaign.yaml", campaign.replace("columns:\n", column))
    site.post("mail/a.md", title="一封信", unit="示例")
    try:
        site.build()
    finally:
        made.clear()
        sys.modules.pop("zhuanlan.features.kinds.letters", None)
    assert '<div class="entries">' in site.page("spring/mail/index.html")
    assert "kind-letters" in site.page("spring/mail/a.html")
