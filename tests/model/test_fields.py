"""Keys of front matter that a plug-in brings: checked, kept, shown."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.build.test_incremental import Editing, look_at_edits
from tests.conftest import SiteFolder
from zhuanlan.core.i18n import translator
from zhuanlan.core.plugins import of_module
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.model.fields import fields_of
from zhuanlan.model.registered_fields import Field, front_matter_of, packed, unpacked
from zhuanlan.schema.schemas import schema_of

PLUGINS = ("tests.plugins.service_points",)
KEYS = {
    "station": "市图书馆服务岗",
    "opened": "2013-03-05",
    "hours": '{opens: "8:30", closes: "17:00"}',
    "floor_plan": "plan.docx",
}

TEMPLATE = """{% extends "default/article.html" %}
{% block main %}{{ super() }}
{% if post.extra.hours %}<p class="hours">{{ post.extra.hours.opens }} {{ post.extra.opened|day }}
<a href="{{ post.extra.floor_plan|url }}">图</a></p>{% endif %}
{% endblock %}
"""


def docx(site: SiteFolder) -> None:
    (site.root / "content/spring/news/plan.docx").write_bytes(b"PK\x03\x04 example")


def test_it_is_shown_in_the_byline_the_structured_data_and_a_theme(site: SiteFolder) -> None:
    docx(site)
    site.post("news/n1.md", **KEYS)
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write("themes/own/templates/article.html", TEMPLATE)
    site.build(plugins=PLUGINS, theme="own")
    page = site.page("spring/news/n1.html")
    assert '<span class="label">Station</span>市图书馆服务岗</li>' in page
    assert "8:30" in page
    assert "2013年3月5日" in page.partition('class="hours"')[2]
    assert 'href="/spring/news/plan.docx">图' in page
    assert "spring/news/plan.docx" in site.files(), "a file that is named is published"
    data = [json.loads(one) for one in re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)]
    [article] = [one for one in data if one["@type"] == "NewsArticle"]
    assert article["contentLocation"] == "市图书馆服务岗"
    assert article["temporalCoverage"] == "2013-03-05T00:00:00+08:00"


def test_a_post_without_the_keys_is_as_before(site: SiteFolder) -> None:
    site.post("news/n1.md")
    site.build()
    before = site.files()
    site.build(plugins=PLUGINS)
    assert site.files() == before


def test_what_cards_show_renders_lists_and_nothing_else_does(site: SiteFolder) -> None:
    keys = {"station": "市图书馆服务岗", "opened": "2013-03-05"}
    site.post("news/n1.md", **keys)
    site.build(plugins=PLUGINS)
    site.post("news/n1.md", **keys | {"opened": "2013-03-06"})
    assert {file for file, _ in site.build(plugins=PLUGINS).reasons} == {"spring/news/n1.html"}
    site.post("news/n1.md", **keys | {"station": "市博物馆服务岗"})
    assert "spring/news/index.html" in {file for file, _ in site.build(plugins=PLUGINS).reasons}


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"opened": "上周"}, "news/n1.md:4:9: “上周”"),
        ({"staton": "某岗"}, "news/n1.md:4:1: unknown key “staton”; did you mean “station”?"),
        ({"hours": "{opens: 8}"}, "“hours.closes” is missing"),
        ({"floor_plan": "other.docx"}, "news/n1.md:4:13: “other.docx”"),
    ],
)
def test_mistakes_are_named_with_their_place(
    site: SiteFolder, keys: dict[str, str], problem: str
) -> None:
    site.post("news/n1.md", **keys)
    [said] = site.problems(plugins=PLUGINS)
    assert problem in said.replace("content/spring/", ""), said


def test_chinese_names_are_read_also_with_a_wide_colon(site: SiteFolder) -> None:
    text = "---\ntitle: 标题\ndate: 2013-03-05\n服务岗：市图书馆服务岗\n---\n\n正文。\n"
    site.write("content/spring/news/n1.md", text)
    site.build(plugins=PLUGINS)
    assert "市图书馆服务岗</li>" in site.page("spring/news/n1.html")


def test_keys_of_a_plugin_that_is_gone_are_named(site: SiteFolder) -> None:
    docx(site)
    site.post("news/n1.md", **KEYS)
    site.build(plugins=PLUGINS)
    problems = site.problems()
    assert len(problems) == len(KEYS)
    for key, problem in zip(KEYS, sorted(problems), strict=True):
        assert f"unknown key “{key}”; no plug-in of this site brings it" in problem


def test_schemas_and_reference_know_them() -> None:
    registry = registry_of(PLUGINS)
    schema = schema_of(front_matter_of(registry), {}, translator("en"), registry)
    station = schema["properties"]["station"]
    assert station["description"].startswith("Station: where volunteers serve")
    assert station["examples"] == ["市图书馆服务岗"]
    assert "closes" in json.dumps(schema["$defs"])
    assert "station" not in fields_of(front_matter_of(registry_of()))


@pytest.mark.parametrize("name", ["title", "two words"])
def test_a_name_that_is_taken_or_none_is_a_problem(name: str) -> None:
    registry = Registry()
    registry.registering = of_module("my.plugin")
    registry.fields.add(name, Field(name=name, meaning="Title: again", example="一"))
    with pytest.raises(ProblemError) as caught:
        front_matter_of(registry)
    assert "my.plugin" in str(caught.value.problems[0].path)


def test_values_come_back_as_they_were() -> None:
    values = {"at": datetime(2013, 3, 5, 9, 30), "all": ["一", {"n": 1}], "none": None}  # noqa: DTZ001
    extra = unpacked(packed(values))
    assert (extra.at, extra.none) == (values["at"], None)
    assert (extra.all[0], extra.all[1].n) == ("一", 1)


@pytest.mark.usefixtures("processes")
def test_they_come_into_processes(site: SiteFolder) -> None:
    docx(site)
    for number in range(4):
        site.post(f"news/n{number}.md", title=f"第{number}篇", **KEYS)
    site.build(plugins=PLUGINS)
    expected = site.files()
    site.build(plugins=PLUGINS, jobs=2, verify=True)
    assert site.files() == expected


class Serving(Editing):
    """Editors who also write the keys of a plug-in."""

    plugins = PLUGINS

    @rule(number=st.integers(0, 9), station=st.sampled_from(["", "甲岗", "乙岗"]))
    @precondition(lambda self: self.posts)
    def serve(self, number: int, station: str) -> None:
        self._put(self._any(number), station=station)


def test_editing_with_a_plugins_keys(request: pytest.FixtureRequest) -> None:
    look_at_edits(Serving, request.config.getoption("--examples") // 10)
