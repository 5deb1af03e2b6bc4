"""Keys of front matter may hold whatever pydantic checks; names of things are those they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from zhuanlan.testing import SmallSite

FIELDS = """
from datetime import datetime
from pydantic import HttpUrl
from zhuanlan.model.registered_fields import Field
from zhuanlan.plugin import Settings

class Hours(Settings):
    opens: str
    since: datetime
    closes: str | None = None

def key(name, example, type, role):
    return Field(name=name, meaning=f"{name}: example", example=example, type=type, role=role,
                 byline=name, schema_org=name)

def register(registry):
    hours = {"opens": "8:30", "since": "2013-03-05"}
    for one in (key("beds", 3, int, "text"), key("open", True, bool, "text"),
                key("hours", hours, Hours, "text"),
                key("home", "https://a.example/", HttpUrl, "plain"),
                key("opendays", ["2013-03-05"], tuple[datetime, ...], "plain")):
        registry.fields.add(one.name, one)
"""
KEYS = {
    "beds": 3,
    "open": True,
    "hours": {"opens": "8:30", "since": "2013-03-05T00:00:00"},
    "home": "https://a.example/b",
    "opendays": ["2013-03-05T00:00:00", "2013-03-06T00:00:00"],
}


def site_with(tmp_path: Path, plugin: str, **settings: object) -> SmallSite:
    (tmp_path / "own.py").write_text(plugin, "utf-8")
    site = SmallSite(tmp_path / "site", settings)
    site.use(tmp_path / "own.py")
    return site


def test_values_of_any_type_are_kept_searched_and_shown(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIELDS, search=True)
    site.post("news/a.md", **KEYS)
    assert site.problems() == []
    page = site.page("spring/news/a.html")
    [article] = [
        one
        for one in map(json.loads, re.findall(r"ld\+json\">(.*?)</script>", page, re.DOTALL))
        if one["@type"] == "NewsArticle"
    ]
    assert {key: article[key] for key in KEYS} == {
        "beds": 3,
        "open": True,
        "hours": {"opens": "8:30", "since": "2013-03-05T00:00:00+08:00"},
        "home": "https://a.example/b",
        "opendays": ["2013-03-05T00:00:00+08:00", "2013-03-06T00:00:00+08:00"],
    }
    assert '<span class="label">hours</span>8:30、2013-03-05<' in page
    assert '<span class="label">opendays</span>2013-03-05、2013-03-06<' in page


TAXONOMY = """
from zhuanlan.plugin import Taxonomy
class Authors(Taxonomy):
    name, title, prefix = "author", "author", "authors"
    def terms(self, post, campaign, regions):
        return ()
def register(registry):
    registry.taxonomies.add("writer", Authors())
"""
FIELD = """
from zhuanlan.model.registered_fields import Field
def register(registry):
    registry.fields.add("other", Field(name="title", meaning="Title: x", example="x"))
"""


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (TAXONOMY, "own.py:8:1: the taxonomy “author” is registered as “writer”; register it by"),
        (FIELD, "own.py:4:1: the key of front matter “title” is registered as “other”; register"),
    ],
)
def test_a_thing_is_registered_by_its_own_name(tmp_path: Path, plugin: str, message: str) -> None:
    [problem] = site_with(tmp_path, plugin).problems()
    assert problem.startswith(f"plugins/{message}")


CATALOGUE = """
from pathlib import Path
def register(registry):
    registry.catalogues.add("own", {"zh-Hans": Path(__file__).with_name("zh.mo")})
"""


def test_a_catalogue_that_is_cut_off_is_a_problem(tmp_path: Path) -> None:
    site = site_with(tmp_path, CATALOGUE)
    (site.folder / "plugins/zh.mo").write_bytes(b"\xde\x12\x04\x95\0")
    [problem] = site.problems()
    assert problem.startswith("plugins/own.py:4:1: the catalogue of translations “own” cannot be")


def test_a_translation_that_is_fuzzy_is_none(tmp_path: Path) -> None:
    site = site_with(tmp_path, CATALOGUE.replace("zh.mo", "zh.po"))
    text = '#, fuzzy\nmsgid "Beds"\nmsgstr "椅子"\n\nmsgid "Hours"\nmsgstr "时间"\n'
    site.write("plugins/zh.po", text)
    assert _told(site, "Beds", "Hours") == ("Beds", "时间")


def _told(site: SmallSite, *texts: str) -> tuple[str, ...]:
    from zhuanlan.core.catalogues import messages

    return tuple(map(messages(site.registry, "zh-Hans").gettext, texts))
