"""Children under 14: every picture of their stories and works needs a guardian's consent."""

from __future__ import annotations

import pytest

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.check.run import check
from zhuanlan.core.i18n import translator

FOLDER = "content/spring/exemplars"
BODY = """\
他爱读书。

![他在读书](a.jpg)

:::gallery 班里
![教室](b.jpg)
:::

::video film.mp4 "一天" poster=c.jpg

[合影](d.jpg)
"""
FILES = ("a.jpg", "b.jpg", "c.jpg", "d.jpg", "film.mp4")


def pictures(site: SiteFolder) -> None:
    for name in FILES:
        data = b"\0\0\0\x18ftypmp42" if name.endswith("mp4") else photo(64, 48)
        site.write(f"{FOLDER}/{name}", data)


def consent(site: SiteFolder, *names: str, covers: str = "[portrait]") -> None:
    entries = [
        f"- {{person: {name}, date: 2013-03-01, given_by: {name}之母, covers: {covers}}}\n"
        for name in names
    ]
    site.write("ledgers/consents.yaml", "consents:\n" + "".join(entries))


@pytest.mark.parametrize(
    "matter",
    [
        {"person": "{name: 王小明, minor: true}"},
        {"person": "{name: 王小明, minor: true, age: 9}"},
        {"person": "{name: 王小明, age: 13}"},
        {"person": "{name: 三年级二班, group: true, minor: true}"},
        {"person": "{name: 周老师}", "author": "王小明", "minors": "[王小明]"},
        {"person": "{name: 周老师}", "minors": "[{name: 王小明, age: 8}, 李小红]"},
        {"person": "{name: 周老师}", "minors": "王小明"},
    ],
)
def test_each_picture_of_the_story_is_named(site: SiteFolder, matter: dict[str, str]) -> None:
    pictures(site)
    site.post("exemplars/bag.md", BODY, **matter)
    problems = site.problems()
    for name in FILES:
        (one,) = [text for text in problems if f"“{name}”" in text]
        assert one.startswith(f"{FOLDER}/bag.md:")
        assert "in the story of a child is recorded" in one
        assert "record it in ledgers/consents.yaml" in one
    assert len(problems) == len(FILES)
    assert not (site.root / "output").exists()
    consent(site, "王小明", "李小红", "三年级二班")
    site.build()
    assert "exemplars/a.jpg" in site.page("spring/exemplars/bag.html")


def test_the_consent_of_every_child_is_needed(site: SiteFolder) -> None:
    pictures(site)
    site.post(
        "exemplars/bag.md", "![画](a.jpg)\n", person="{name: 周老师}", minors="[王小明, 李小红]"
    )
    consent(site, "王小明")
    (problem,) = site.problems()
    assert problem.endswith("is recorded: 李小红; record it in ledgers/consents.yaml")
    consent(site, "李小红", covers="[story, name]")
    assert "王小明、李小红" in site.problems()[0]


def test_of_the_older_only_the_portrait_counts(site: SiteFolder) -> None:
    pictures(site)
    person = "{name: 王小明, minor: true, age: 15}"
    site.post("exemplars/bag.md", BODY, person=person)
    site.build()
    cover = "{file: a.jpg, alt: 像}"
    site.post("exemplars/bag.md", BODY, person=person, cover=cover)
    (problem,) = site.problems()
    assert "no consent to show the portrait of a minor is recorded" in problem


def test_a_story_without_pictures_and_a_draft_may_wait(site: SiteFolder) -> None:
    pictures(site)
    person = "{name: 王小明, minor: true}"
    site.post("exemplars/bag.md", "王小明爱读书。\n", person=person)
    site.post("exemplars/draft.md", BODY, person=person, status="draft")
    site.build()


def test_a_child_that_wrote_it_is_not_named(site: SiteFolder) -> None:
    site.post(
        "news/poem.md", "王小明写的诗。\n", author="王小明", minors="[王小明]", title="王小明的诗"
    )
    site.build()
    page = site.page("spring/news/poem.html")
    assert "王小明" not in page
    assert "王某某的诗" in page
    consent(site, "王小明", covers="[name]")
    site.build()
    assert "王小明的诗" in site.page("spring/news/poem.html")


def test_an_adult_keeps_the_reading_beside_a_child(site: SiteFolder) -> None:
    person = "{name: 单田树, pinyin: Shan Tianshu}"
    site.post("exemplars/shan-tianshu.md", person=person, minors="[王小明]")
    site.build()


@pytest.mark.parametrize("written", ["true", "[是]"])
def test_children_are_named(site: SiteFolder, written: str) -> None:
    site.post("news/poem.md", minors=written)
    assert "the names of the children are written here" in site.problems()[0]


def named(site: SiteFolder) -> list[str]:
    """Return what the rule finds, as an editor reads it."""
    found = [one for one in check(site.options()) if one.rule == "child-named"]
    english = translator("en")
    return [one.problem.text(english).replace(f"{site.root}/", "") for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("三年级2班的张小明同学上台领奖。", "张小明"),
        ("三年级（2）班张小明、李红领奖。", "张小明"),
        ("初一（3）班学生欧阳小红说。", "欧阳小红"),
        ("三（2）班的王芳小朋友种下一棵树。", "王芳"),
        ("李小红（五年级一班）画了一张海报。", "李小红"),
        ("实验幼儿园大一班小朋友赵一诺在唱歌。", "赵一诺"),
    ],
)
def test_class_and_full_name_are_found(site: SiteFolder, text: str, name: str) -> None:
    site.post("news/class.md", text + "\n")
    (told,) = named(site)
    assert told.startswith("content/spring/news/class.md:6:")
    assert f"“{name}”" in told


@pytest.mark.parametrize(
    "text",
    [
        "三年级2班全体同学上山植树。",
        "三年级2班的同学们高兴地唱歌。",
        "三年级2班班主任王芳老师说。",
        "三年级2班的张老师、李主任说。",
        "三年级2班许多同学、家长来了。",
        "三年级2班的张某某同学说。",
        "张小明同学上台领奖。",
        "上了三年班，张小明说。",
        "高一（3）班张小明同学说。",
    ],
)
def test_what_names_no_child_is_left_alone(site: SiteFolder, text: str) -> None:
    site.post("news/class.md", text + "\n")
    assert named(site) == []


def test_a_declared_child_is_found_where_it_is_shown(site: SiteFolder) -> None:
    body = "她读三年级2班。\n\n王小明爱读书。\n"
    site.post("exemplars/bag.md", body, person="{name: 王小明, minor: true}")
    assert named(site) == []  # readers see 王某某
    consent(site, "王小明", covers="[name]")
    (told,) = named(site)
    assert "“三年级2班”" in told
    assert "“王小明”" in told
