"""What the five notices ask for beyond stories: each is declared, has a page, and is counted.

The lines are those of the domain's table of data, notice by notice.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SHIPPED
from zhuanlan.build import load
from zhuanlan.model.book import Book
from zhuanlan.model.site import Site

ASKED = [
    # 2012 culture: a contest, four criteria, a tree of units
    ("culture-sharing-2012", "posters", "awards", ("winner", "work", "words"), "像雷锋那样"),
    ("culture-sharing-2012", "criteria", "table", (), "项目内容 服务形式 服务范围 实施效果"),
    ("culture-sharing-2012", "units", "units", ("above", "level"), "内蒙古自治区分中心"),
    # 2013 Heilongjiang: two deadlines, model areas, four honours
    ("heilongjiang-2013", "tasks", "tasks", ("unit", "to", "due"), "2013-03-04 17:00"),
    ("heilongjiang-2013", "tasks", "tasks", ("unit", "to", "due"), "2013-03-06 12:00"),
    ("heilongjiang-2013", "areas", "areas", ("region", "unit"), "大庆专区 省直机关专区"),
    (
        "heilongjiang-2013",
        "honours",
        "awards",
        ("honour", "winner"),
        "网络好作品 优秀网络文明传播志愿者 先进单位 先进个人",
    ),
    # 2012 Sichuan: the form, two deadlines, what the press took up
    ("leshan-2012", "statistics", "form", (), "召开座谈会 走访职工群众 征求意见建议 简报"),
    ("leshan-2012", "tasks", "tasks", ("unit", "to", "due"), "2012-10-25 2012-10-31"),
    ("leshan-2012", "press", "press", ("level", "medium"), "简报 县级 市级 省级及以上"),
    # 2012 Jiaobei: seven honours, four teams
    (
        "jiaobei-2012",
        "honours",
        "awards",
        ("honour", "winner"),
        "優秀示范窗口 機關服務之星 育人楷模 人民健康忠誠衛士 工人先鋒號 強村富民堡壘 致富帶富標兵",
    ),
    ("jiaobei-2012", "teams", "teams", ("name", "members"), "巾幗 青少年 職工"),
    # 2017 Zhaoqing: stations, counties, material of activities
    (
        "zhaoqing-2017",
        "stations",
        "stations",
        ("unit", "deadline", "state"),
        "肇庆演艺中心 梅庵 包公文化园 2017-06-30",
    ),
    ("zhaoqing-2017", "counties", "table", (), "端州区 肇庆新区"),
    ("zhaoqing-2017", "services", "service_log", ("hours", "content", "quality"), "服务时间"),
    (
        "zhaoqing-2017",
        "events",
        "events",
        ("plan", "rules", "record", "photographs", "summary"),
        "计划方案 服务规则 文字记录 现场图片 工作总结",
    ),
]


@pytest.fixture(scope="module")
def site() -> Site:
    return load(SHIPPED)


def _book(site: Site, campaign: str, slug: str) -> Book:
    return next(book for book in site.campaigns[campaign].books if book.slug == slug)


@pytest.mark.parametrize(("campaign", "slug", "kind", "columns", "words"), ASKED)
def test_it_is_declared_shown_and_counted(
    site: Site,
    shipped: Path,
    campaign: str,
    slug: str,
    kind: str,
    columns: tuple[str, ...],
    words: str,
) -> None:
    book = _book(site, campaign, slug)
    assert book.kind == kind
    assert {*columns} <= {column.slug for column in book.all_columns}
    assert site.data[f"{campaign}/books/{slug}"]["rows"]
    page = (shipped / campaign / "books" / slug / "index.html").read_text("utf-8")
    text = re.sub("<[^>]*>", " ", page)
    assert [word for word in words.split() if word not in text] == []
    assert re.search(r"<dt>[^<]+</dt><dd[^>]*>(?:<a[^>]*>)?\d", page) or 'class="number"' in page


def test_eleven_stations_four_teams_seven_honours(site: Site) -> None:
    def rows(campaign: str, slug: str) -> int:
        return len(site.data[f"{campaign}/books/{slug}"]["rows"])

    assert rows("zhaoqing-2017", "stations") == 11
    assert rows("jiaobei-2012", "teams") == 4
    assert len(site.campaigns["jiaobei-2012"].honours) == 7
    assert len(site.campaigns["heilongjiang-2013"].honours) == 4
