"""示范点专区: the home of a model city or unit, with all that is of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.features.books.places import said, same_as_clean, site_with, table
from zhuanlan.testing import SmallSite

BOOK = {"slug": "areas", "name": "示范点专区", "kind": "areas"}
VISITS: dict[str, Any] = {
    "slug": "visits",
    "name": "走访",
    "columns": [
        {"slug": "region", "name": "地区", "type": "region"},
        {"slug": "unit", "name": "单位", "type": "unit"},
        {"slug": "people", "name": "人数", "type": "number", "counts": ["人"]},
    ],
}
ROWS = """名称,类别,地区,单位,简介
肇庆,全国文明城市,肇庆市,,湖城肇庆。
供电局,全国文明单位,,市供电局,一家单位。
"""
CITY, UNIT = "areas/zhao-qing/index.html", "areas/gong-dian-ju/index.html"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = site_with(tmp_path, BOOK, VISITS)
    table(made, "areas", ROWS)
    table(made, "visits", "地区,单位,人数\n端州区,市供电局,12\n广州市,某局,7\n")
    made.post("news/county.md", title="端州来稿", region="端州区", date="2013-04-02")
    made.post("news/city.md", title="市里来稿", region="肇庆市", date="2013-03-05")
    made.post("news/far.md", title="广州来稿", region="广州市", unit="市供电局")
    person = {"name": "示例", "category": "敬业奉献"}
    made.post("exemplars/one.md", title="一位讲解员", region="鼎湖区", person=person)
    return made


def test_a_city_has_the_stories_of_its_counties_by_month(site: SmallSite) -> None:
    site.build()
    page = said(site, CITY)
    assert "湖城肇庆。" in page
    assert page.index("2013-04 2013-04-02 端州来稿") < page.index("2013-03 ")
    assert "市里来稿" in page
    assert "广州来稿" not in page
    assert "People of this area 2013-03-05 一位讲解员" in page


def test_a_unit_has_its_own_stories(site: SmallSite) -> None:
    site.build()
    page = said(site, UNIT)
    assert "广州来稿" in page
    assert "端州来稿" not in page


def test_the_book_shows_the_areas_with_their_stories(site: SmallSite) -> None:
    site.build()
    page = said(site, "areas/index.html")
    assert "全国文明城市 肇庆 湖城肇庆。 地区 肇庆市 Stories 4" in page
    assert "单位 市供电局 Stories 1" in page


def test_rows_of_other_books_are_on_the_page_of_their_area(site: SmallSite) -> None:
    site.build()
    assert "走访 地区 单位 人数（人） 端州区 市供电局 12" in said(site, CITY)
    assert "某局" not in said(site, CITY)
    table(site, "visits", "地区,单位,人数\n端州区,市供电局,15\n鼎湖区,某局,7\n")
    assert same_as_clean(site)
    assert "鼎湖区 某局 7" in said(site, CITY)
    assert "市供电局 15" in said(site, UNIT)


def test_a_new_story_is_on_the_page_of_its_area(site: SmallSite) -> None:
    site.build()
    site.post("news/new.md", title="四会新稿", region="四会市", date="2013-05-06")
    assert same_as_clean(site)
    assert "2013-05-06 四会新稿" in said(site, CITY)


def test_a_story_that_moves_leaves_its_area(site: SmallSite) -> None:
    site.build()
    site.post("news/county.md", title="端州来稿", region="广州市", unit="市供电局")
    assert same_as_clean(site)
    assert "端州来稿" not in said(site, CITY)
    assert "端州来稿" in said(site, UNIT)


def test_an_edited_cell_changes_what_a_clean_build_has(site: SmallSite) -> None:
    site.build()
    table(site, "areas", ROWS.replace("肇庆市", "广州市"))
    assert same_as_clean(site)
    assert "广州来稿" in said(site, CITY)


def test_a_picture_is_shown(site: SmallSite) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'
    site.write("content/spring/news/lake.svg", svg)
    table(site, "areas", "名称,地区,图片\n肇庆,肇庆市,news/lake.svg\n")
    site.build()
    assert 'src="/spring/news/lake.svg"' in site.page(f"spring/books/{CITY}")
    assert 'alt="肇庆"' in site.page(f"spring/books/{CITY}")
    assert 'src="/spring/news/lake.svg"' in site.page("spring/books/areas/index.html")


@pytest.mark.parametrize(
    ("row", "said"),
    [("肇庆,,", "are blank"), ("肇庆,肇庆市,市供电局", "are filled in")],
)
def test_an_area_is_that_of_a_region_or_a_unit(site: SmallSite, row: str, said: str) -> None:
    table(site, "areas", f"名称,地区,单位\n{row}\n")
    assert site.problems() == [
        f"content/spring/books/areas.csv A2: both “地区” and “单位” {said}; "
        "a city or county has a region, a unit has a unit: fill in one of the two"
    ]
