"""Rules: one defect for each, found once and at its line."""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.check.defects import DEFECTS
from tests.check.spring import (
    CAMPAIGN,
    CAMPAIGN_PATH,
    STORY,
    STORY_PATH,
    Defect,
    later,
    post,
    spoil,
    told,
)
from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.check.finding import finding
from zhuanlan.check.rules.pages import tags_once
from zhuanlan.core.registry import registry_of


def test_a_sound_site_has_nothing(sound: SiteFolder) -> None:
    assert told(sound) == []
    assert not (sound.root / "output").exists()


def test_there_is_a_defect_for_each_rule() -> None:
    assert set(DEFECTS) == set(registry_of().rules) - {"link-external"}


@pytest.mark.parametrize("rule", DEFECTS)
def test_each_is_found_once_at_its_line_and_nothing_else(sound: SiteFolder, rule: str) -> None:
    defect = DEFECTS[rule]
    spoil(sound, defect)
    lines = told(sound, **later(rule))
    if rule.startswith("fresh"):
        lines = [line for line in lines if line.startswith(rule)]  # both come of the same
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"{rule} {defect.place}: ")
    assert defect.says in lines[0]


def test_all_at_once(sound: SiteFolder) -> None:
    together = {r: deepcopy(d) for r, d in DEFECTS.items() if not r.startswith("fresh")}
    for rule in ("page-weight", "picture-large"):  # both write check: into config.yaml
        together[rule].files.pop("config.yaml", None)
    for defect in together.values():
        spoil(sound, defect)
    with (sound.root / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("check: {limits: {page_bytes: 500000, picture_bytes: 300000}}\n")
    assert sorted(line.split()[0] for line in told(sound)) == sorted(together)


def test_a_text_that_only_repeats_the_name_of_its_picture(sound: SiteFolder) -> None:
    [(path, text)] = post("repeats", "![a](a.jpg)").items()
    sound.write("content/spring/news/a.jpg", photo(600, 400))
    sound.write(path, text)
    assert "“a” does not say what “a.jpg” shows" in told(sound)[0]


def test_archived_and_planned_campaigns_are_not_stale(sound: SiteFolder) -> None:
    assert len(told(sound, **later("fresh"))) == 2
    sound.write(CAMPAIGN_PATH, CAMPAIGN + "archived: true\n")
    assert told(sound, **later("fresh")) == []


def test_pictures_that_say_nothing(sound: SiteFolder) -> None:
    names = ["", "图片1", "IMG_0023", "微信图片_20130305", "a.jpg", "照片（2）"]
    body = "\n\n".join(f"![{name}](a.jpg)" for name in [*names, "三棵树"])
    spoil(sound, Defect("", post("p", body)))
    sound.write("content/spring/news/a.jpg", photo(500, 400))
    assert len(told(sound)) == len(names)


def test_a_vector_drawing_is_never_too_small(sound: SiteFolder) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    spoil(sound, Defect("", post("v", "![一条线](v.svg)")))
    sound.write("content/spring/news/v.svg", svg)
    assert told(sound) == []


def test_dates_in_other_forms(sound: SiteFolder) -> None:
    body = "于 2013 年 2 月 30 日，及2013-02-31，2013年5月20日，星期三。2月29日可以有。"
    spoil(sound, Defect("", post("dates", body)))
    assert [line.split()[0] for line in told(sound)] == ["date-text"] * 3


def test_short_names_need_a_title_after_them(sound: SiteFolder) -> None:
    story = STORY.replace("单田树", "张力")
    sound.write(STORY_PATH, story + "\n张丽说，这是张力的事。\n")
    assert told(sound) == []
    sound.write(STORY_PATH, story + "\n张丽同志说，这是张力的事。\n")
    assert [line.split()[0] for line in told(sound)] == ["name"]


def test_a_tag_that_articles_lack_is_told_of_once_and_counted() -> None:
    lacking = [
        finding("page-tags", f"{name}.md", (0, 0), "no {tag}", url=name, tag=tag)
        for name in "abc"
        for tag in ("PubDate", "SiteName")
    ]
    told = [(one.problem.path, one.problem.values) for one in tags_once(lacking)]
    assert [path for path, values in told if values["tag"] == "SiteName"] == [
        "a.md",
        "b.md",
        "c.md",
    ]
    assert [v for _, v in told if v["tag"] == "PubDate"] == [
        {"url": "a", "tag": "PubDate", "more": 2}
    ]
