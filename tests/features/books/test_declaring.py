"""Facts of a campaign that a book holds: told once, and used wherever the key was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.features.books.test_awards import everything
from zhuanlan.testing import SmallSite

UNITS = """\
名称,上级单位,级别,地区,别名,主送文件,代号
管理中心,,国家中心,,中心,,
四川省分中心,管理中心,省级分中心,四川省,川分中心、四川分中心,,sichuan
乐山市支中心,四川省分中心,分支中心,四川省/乐山市,,,
"""


VISITS = {
    "slug": "visits",
    "name": "走访",
    "columns": [{"slug": "u", "name": "单位", "type": "unit"}],
}


def made(folder: Path, kind: str, **campaign: Any) -> SmallSite:
    book = {"slug": "book", "name": "台账甲", "kind": kind}
    return SmallSite(folder, campaign={"books": [book], **campaign})


def rows(site: SmallSite, text: str) -> None:
    site.write("content/spring/books/book.csv", text)


def test_units_of_a_book_are_those_of_the_campaign(tmp_path: Path) -> None:
    site = made(tmp_path, "units")
    rows(site, UNITS)
    site.post("news/a.md", title="甲事", unit="川分中心")
    site.build()
    assert "甲事" in site.page("spring/units/sichuan/index.html")
    assert 'href="/spring/units/sichuan/">川分中心</a>' in site.page("spring/news/a.html")
    page = site.page("spring/books/book/index.html")
    tree = page[page.index("<tbody>") :]
    assert 'depth-0">' in tree
    assert 'depth-1"><a href="/spring/units/sichuan/">四川省分中心</a>' in tree
    assert tree.index("四川省分中心") < tree.index('depth-2">乐山市支中心')


def test_a_changed_unit_is_read_again(tmp_path: Path) -> None:
    site = made(tmp_path, "units")
    rows(site, UNITS)
    site.post("news/a.md", title="甲事", unit="川中心")
    site.build()
    assert not (site.folder / "output/spring/units/sichuan").exists()
    rows(site, UNITS.replace("川分中心、", "川中心、"))
    site.build()
    assert "甲事" in site.page("spring/units/sichuan/index.html")


def test_other_books_know_the_units(tmp_path: Path) -> None:
    books = [
        {
            "slug": "visits",
            "name": "走访",
            "columns": [{"slug": "u", "name": "单位", "type": "unit"}],
        },
        {"slug": "book", "name": "单位表", "kind": "units"},
    ]
    site = SmallSite(tmp_path, campaign={"books": books})
    rows(site, UNITS)
    site.write("content/spring/books/visits.csv", "单位\n川分中心\n")
    site.build()
    assert "四川省分中心" in site.page("spring/books/visits/index.html")
    rows(site, UNITS.replace("川分中心、四川分中心", ""))
    site.build()
    assert ">川分中心<" in site.page("spring/books/visits/index.html")


UNIT_MISTAKES = {
    "no such unit": (
        UNITS + "沙湾区支中心,乐山支中心,,,,,\n",
        "A5: the unit above it, “乐山支中心”, is not in this book; did you mean “乐山市支中心”?",
    ),
    "nothing like it": (
        UNITS + "沙湾区支中心,文化馆,,,,,\n",
        "A5: the unit above it, “文化馆”, is not in this book; give it a row of its own",
    ),
    "itself": (
        UNITS + "沙湾区支中心,沙湾区支中心,,,,,\n",
        "A5: “沙湾区支中心” stands above itself; correct one of the cells above",
    ),
    "alias twice": (
        UNITS + "成都分中心,,,,川分中心,,\n",
        "A5: “川分中心” is already a name of “四川省分中心”",
    ),
    "slug twice": (
        UNITS + "成都分中心,,,,,,sichuan\n",
        "A5: “sichuan” is already the slug of “四川省分中心”",
    ),
    "slug": (
        UNITS + "成都分中心,,,,,,Cheng Du\n",
        "A5: “Cheng Du” cannot be part of an address; "
        "use a–z, 0–9 and single hyphens, 80 characters at most",
    ),
}


@pytest.mark.parametrize("name", UNIT_MISTAKES)
def test_mistakes_in_the_tree_are_named(tmp_path: Path, name: str) -> None:
    text, message = UNIT_MISTAKES[name]
    site = made(tmp_path, "units")
    rows(site, text)
    assert [one.partition("book.csv ")[2] for one in site.problems()] == [message]


def test_a_circle_is_named_at_each_of_its_units(tmp_path: Path) -> None:
    site = made(tmp_path, "units")
    rows(site, UNITS.replace("管理中心,,国", "管理中心,乐山市支中心,国"))
    assert [one.partition("book.csv ")[2] for one in site.problems()] == [
        f"A{line}: “{name}” stands above itself; correct one of the cells above"
        for line, name in ((2, "管理中心"), (3, "四川省分中心"), (4, "乐山市支中心"))
    ]


def test_honours_of_a_book_are_those_of_the_campaign(tmp_path: Path) -> None:
    site = made(tmp_path, "awards")
    rows(site, "荣誉,获得者\n先进个人,张三\n先进单位,\n")
    person = {"name": "张三（示例）", "honours": ["先进个体"]}
    site.post("exemplars/a.md", title="甲", person=person)
    [problem] = site.problems()
    assert "“先进个体” is not among the honours of the campaign" in problem
    assert "allowed: 先进个人, 先进单位" in problem
    site.post("exemplars/a.md", title="甲", person={**person, "honours": ["先进单位"]})
    site.build()
    assert 'class="chip">先进单位</li>' in site.page("spring/index.html")


def test_deadlines_of_a_book_are_key_dates(tmp_path: Path) -> None:
    site = made(tmp_path, "tasks", key_dates=[{"title": "启动仪式", "date": "2013-03-05"}])
    head = "事项,报送单位,报送至,截止时间\n"
    rows(
        site,
        head + "报名单,甲市,省文明办,2013-03-04 17:00\n报名单,乙市,省文明办,2013-03-04 17:00\n",
    )
    site.build()
    home = site.page("spring/index.html")
    assert home.count("<span>报名单</span>") == 1
    assert '<time datetime="2013-03-04T17:00' in home
    assert home.index("报名单") < home.index("启动仪式")


def test_an_office_only_number_may_be_shown_where_the_roster_says_so(tmp_path: Path) -> None:
    site = made(tmp_path, "roster")
    rows(
        site,
        "单位,姓名,电话,邮箱,可公开\n"
        "省文明办,王示例甲,0451-82345678,,是\n"
        "省文明办,李示例乙,13812345678,li@example.cn,否\n"
        "省文明办,赵示例丙,13912345678,,\n",
    )
    site.post("news/a.md", "电话0451-82345678，手机13812345678。", title="联系我们")
    site.build()
    page = site.page("spring/news/a.html")
    assert "0451-82345678" in page
    assert "138****5678" in page
    for path, data in everything(site).items():
        for canary in ("王示例甲", "李示例乙", "赵示例丙", "13912345678", "li@example.cn"):
            assert canary.encode() not in data, path


def test_readers_never_see_a_roster(tmp_path: Path) -> None:
    book = {"slug": "book", "name": "联系人", "kind": "roster"}
    more = {"columns": [{"slug": "wechat", "name": "微信"}]}
    site = SmallSite(tmp_path, campaign={"books": [book | more]})
    rows(site, "")
    [problem] = site.problems()
    assert problem.endswith(
        "readers must not see whom the office calls: the column “微信”; write public: false"
    )
    SmallSite(tmp_path, campaign={"books": [book | more | {"public": False}]}).build()


TWICE = {
    "honours": (
        "awards",
        {"honours": ["先进个人"]},
        "荣誉,获得者\n先进个人,张三\n",
        "the book “台账甲” holds these; take them out of campaign.yaml",
    ),
    "units": (
        "units",
        {"units": ["管理中心"]},
        UNITS,
        "the book “台账甲” holds these; take them out of campaign.yaml",
    ),
    "contact": (
        "roster",
        {"contact": ["0451-82345678"]},
        None,
        "the book “台账甲” holds these; take them out of campaign.yaml",
    ),
    "no rows yet": (
        "awards",
        {"honours": ["先进个人"]},
        None,
        "the book “台账甲” holds these; run zhuanlan migrate, which moves them there",
    ),
    "title": (
        "tasks",
        {"key_dates": [{"title": "报名单", "date": "2013-03-04"}]},
        "事项,报送单位,报送至,截止时间\n报名单,甲市,省文明办,2013-03-04 17:00\n",
        "the book “台账甲” holds this date; take it out of campaign.yaml",
    ),
    "time of day": (
        "tasks",
        {"key_dates": [{"title": "报送截止", "date": "2013-03-04 17:00"}]},
        "事项,报送单位,报送至,截止时间\n报名单,甲市,省文明办,2013-03-04 17:00\n",
        "the book “台账甲” holds this date; take it out of campaign.yaml",
    ),
}


@pytest.mark.parametrize("name", TWICE)
def test_a_fact_is_written_once(tmp_path: Path, name: str) -> None:
    kind, keys, text, message = TWICE[name]
    site = made(tmp_path, kind, **keys)
    if text or kind == "roster":  # `migrate` writes no roster
        rows(site, text or "")
    [problem] = site.problems()
    place, _, said = problem.partition(": ")
    line = int(place.split(":")[1])
    written = (site.folder / "content/spring/campaign.yaml").read_text("utf-8").splitlines()
    key = next(iter(keys))
    assert said == message
    assert written[line - 1].startswith((f"{key}:", "- "))


def test_hints_name_the_book_that_holds_the_units(tmp_path: Path) -> None:
    books = [
        {"slug": "book", "name": "单位表", "kind": "units"},
        {
            "slug": "visits",
            "name": "走访",
            "columns": [{"slug": "u", "name": "单位", "type": "unit"}],
        },
    ]
    site = SmallSite(tmp_path, campaign={"books": books})
    rows(site, UNITS)
    site.write("content/spring/books/visits.csv", "")
    site.post("news/a.md", unit="文化馆")
    [finding] = site.check("unit")
    assert finding.problem.hint == "give it a row in the book “{book}”"
    assert finding.problem.values["book"] == "单位表"
    site.write("content/spring/books/visits.csv", "单位\n乐山支中心\n")
    [problem] = site.problems()
    assert problem.endswith(
        "unknown unit “乐山支中心”; did you mean “乐山市支中心”? "
        "Else give it a row in the book “单位表”"
    )
