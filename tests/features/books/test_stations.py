"""示范点: progress on a day, what is overdue, and what contradicts itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.features.books.places import said, same_as_clean, site_with, table
from zhuanlan.build import load
from zhuanlan.plan.advice import next_change
from zhuanlan.testing import SmallSite

BOOK = {"slug": "stations", "name": "示范点", "kind": "stations"}
ROWS = """名称,地区,责任单位,期限,状态,开建日期,建成日期
图书馆,端州区,文广新局,2017-06-30,已建成,2017-03-01,2017-03-05
梅庵,端州区,文广新局,2017-06-30,已建成,,2017-07-12
科技中心,鼎湖区,科技局,2017-06-30,建设中,,
档案馆,鼎湖区,科技局,,筹备,,
"""
MIDNIGHT = datetime(2017, 7, 1)  # noqa: DTZ001
LAST = datetime(2017, 6, 30, 23, 59, 59)  # noqa: DTZ001
LATER = datetime(2018, 1, 1)  # noqa: DTZ001


def test_a_deadline_passes_at_midnight(kept: SmallSite) -> None:
    kept.build(now=LAST)
    assert "Overdue 0" in said(kept, "stations/index.html")
    kept.build(now=MIDNIGHT)
    page = said(kept, "stations/index.html")
    assert "Overdue 2" in page
    assert "2 overdue" in page
    assert "建设中、 not built in time" in page
    assert "已建成、 not built in time" not in page


def test_what_passes_is_known_as_the_next_change(kept: SmallSite) -> None:
    assert next_change(load(kept.options(now=LAST))) == MIDNIGHT
    assert next_change(load(kept.options(now=MIDNIGHT))) == datetime(2017, 7, 12)  # noqa: DTZ001


def test_progress_by_region_and_by_unit(kept: SmallSite) -> None:
    kept.build(now=LATER)
    page = said(kept, "stations/index.html")
    assert "Built 2" in page
    assert "Overdue 1" in page
    assert "Being built 1" in page
    assert "广东省 2 of 4 1 overdue 肇庆市 2 of 4 1 overdue 端州区 2 of 2" in page
    assert "文广新局 2 of 2 科技局 0 of 2 1 overdue" in page
    assert "、after the deadline" in page


def test_a_station_is_not_built_before_its_day(kept: SmallSite) -> None:
    kept.build(now=datetime(2017, 7, 11, 12))  # noqa: DTZ001
    assert "Built 1" in said(kept, "stations/index.html")
    kept.build(now=datetime(2017, 7, 12))  # noqa: DTZ001
    assert "Built 2" in said(kept, "stations/index.html")


def test_each_station_has_a_page_with_its_history(kept: SmallSite) -> None:
    kept.build(now=LATER)
    page = said(kept, "stations/mei-an/index.html")
    assert "责任单位 文广新局" in page
    assert page.index("2017-06-30 期限") < page.index("2017-07-12 建成日期 after the deadline")
    assert 'href="/spring/books/stations/mei-an/"' in kept.page("spring/books/stations/index.html")


def test_names_that_are_read_alike_have_pages_of_their_own(kept: SmallSite) -> None:
    rows = "名称,责任单位,状态\n梅庵,甲,筹备\n美庵,甲,筹备\n"
    table(kept, "stations", rows)
    kept.build()
    folder = kept.folder / "output/spring/books/stations"
    pages = [one.name for one in folder.iterdir() if one.is_dir()]
    assert len(pages) == 2
    assert all(one.startswith("mei-an-") for one in pages)


def test_events_held_at_a_station_are_on_its_page(kept: SmallSite) -> None:
    kept = site_with(kept.folder, BOOK, {"slug": "events", "name": "活动", "kind": "events"})
    table(kept, "events", "日期,名称,主办单位,示范点\n2017-08-01,夏夜讲解,文广新局,梅庵\n")
    kept.build(now=LATER)
    assert "2017-08-01 夏夜讲解" in said(kept, "stations/mei-an/index.html")
    assert "夏夜讲解" not in said(kept, "stations/ke-ji-zhong-xin/index.html")
    table(kept, "events", "日期,名称,主办单位,示范点\n2017-08-02,夏夜导览,文广新局,梅庵\n")
    assert same_as_clean(kept, now=LATER)
    assert "2017-08-02 夏夜导览" in said(kept, "stations/mei-an/index.html")


def test_an_edited_cell_changes_what_a_clean_build_has(kept: SmallSite) -> None:
    kept.build(now=LATER)
    table(kept, "stations", ROWS.replace("建设中,,", "已建成,,2017-06-30"))
    assert same_as_clean(kept, now=LATER)
    assert "Overdue 0" in said(kept, "stations/index.html")


def test_a_passed_deadline_changes_what_a_clean_build_has(kept: SmallSite) -> None:
    kept.build(now=LAST)
    assert same_as_clean(kept, now=MIDNIGHT)


def test_material_is_a_file_or_a_word(kept: SmallSite) -> None:
    kept.write("content/spring/news/handbook.pdf", "%PDF-1.4")
    rows = "名称,责任单位,状态,服务制度,服务手册\n梅庵,甲,筹备,无,news/handbook.pdf\n"
    table(kept, "stations", rows)
    kept.build()
    page = kept.page("spring/books/stations/mei-an/index.html")
    assert 'href="/spring/news/handbook.pdf"' in page
    assert "<dd>无</dd>" in page
    assert (kept.folder / "output/spring/news/handbook.pdf").exists()


WRONG = {
    "built without a date": (
        "梅庵,甲,已建成,,",
        "A2: the state is “已建成”, and “建成日期” is blank; write the day, or correct the state",
    ),
    "not built with a date": (
        "梅庵,甲,筹备,,2017-07-01",
        "A2: “建成日期” is 2017-07-01, and the state is “筹备”; "
        "write “已建成”, or leave the date blank",
    ),
    "built before it was begun": (
        "梅庵,甲,已建成,2017-07-01,2017-06-01",
        "A2: “建成日期” (2017-06-01) comes before “开建日期” (2017-07-01); "
        "correct one of the two dates",
    ),
    "another state": (
        "梅庵,甲,建成,,",
        "C2: “建成” is none of the choices; did you mean “已建成”? allowed: 筹备, 建设中, 已建成",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_contradicts_itself(kept: SmallSite, name: str) -> None:
    row, message = WRONG[name]
    table(kept, "stations", f"名称,责任单位,状态,开建日期,建成日期\n{row}\n")
    assert kept.problems() == [f"content/spring/books/stations.csv {message}"]


def test_a_picture_is_one(kept: SmallSite) -> None:
    kept.write("content/spring/news/handbook.pdf", "%PDF-1.4")
    table(kept, "stations", "名称,责任单位,状态,图片\n梅庵,甲,筹备,news/handbook.pdf\n")
    [problem] = kept.problems()
    assert "“news/handbook.pdf” is no picture; name one of: avif, gif" in problem


def test_another_word_than_those_for_material(kept: SmallSite) -> None:
    table(kept, "stations", "名称,责任单位,状态,服务手册\n梅庵,甲,筹备,没有\n")
    assert kept.problems() == [
        "content/spring/books/stations.csv D2: “没有” is neither a file nor one of the choices; "
        "allowed: 有, 无"
    ]


def test_a_passed_deadline_changes_all_pages_of_rows(kept: SmallSite) -> None:
    rows = "".join(f"站点{n},甲,2017-06-30,建设中\n" for n in range(250))
    table(kept, "stations", f"名称,责任单位,期限,状态\n{rows}")
    kept.build(now=LAST)
    assert "not built in time" not in said(kept, "stations/rows/2/index.html")
    assert same_as_clean(kept, now=MIDNIGHT)
    assert "not built in time" in said(kept, "stations/rows/2/index.html")
