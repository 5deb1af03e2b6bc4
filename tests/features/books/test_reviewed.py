"""What a review of books found: stale downloads, leaks by what is declared, hostile numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.books.tables import book, read, workbook, wrong
from zhuanlan.features.books.sums import numbers_of
from zhuanlan.testing import SmallSite

TABLE = {
    "slug": "t",
    "name": "表",
    "columns": [
        {"slug": "name", "name": "名称"},
        {"slug": "story", "name": "稿件", "type": "post"},
    ],
}


def test_a_download_follows_the_titles_that_it_tells(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, campaign={"books": [TABLE]})
    site.post("news/a.md", title="旧题")
    site.write("content/spring/books/t.csv", "名称,稿件\n甲,news/a.md\n")
    site.build()
    site.post("news/a.md", title="新题")
    site.build()
    file = site.folder / "output/spring/books/t/t.csv"
    assert "新题" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("tasks", "事项,报送单位,报送至,截止时间\n金丝雀,甲馆,市办,2013-03-04\n"),
        ("awards", "荣誉,获得者,授予单位,授予日期\n金丝雀,某集体,市办,2013-03-04\n"),
    ],
)
def test_what_is_not_public_declares_nothing(tmp_path: Path, kind: str, rows: str) -> None:
    own = {"slug": "own", "name": "内部", "kind": kind, "public": False}
    site = SmallSite(tmp_path, campaign={"books": [own]})
    site.write("content/spring/books/own.csv", rows)
    site.build()
    for folder in ("output", ".zhuanlan"):
        for file in (site.folder / folder).rglob("*"):
            assert file.is_dir() or "金丝雀".encode() not in file.read_bytes()


def test_units_are_public(tmp_path: Path) -> None:
    units = {"slug": "units", "name": "单位", "kind": "units"}
    units["columns"] = [{"slug": "name", "name": "名称", "public": False}]
    [said] = SmallSite(tmp_path, campaign={"books": [units]}).problems()
    assert "readers see their names" in said


def test_two_children_of_one_family_name_are_two(tmp_path: Path) -> None:
    awards = {"slug": "own", "name": "荣誉", "kind": "awards"}
    site = SmallSite(tmp_path, campaign={"books": [awards]})
    site.post("news/张三.md", title="小报")
    rows = "荣誉,获得者,年龄,所在单位,授予单位,授予日期,事迹或作品稿件\n"
    rows += "美德少年,张三,9,一小,市办,2013-03-04,news/张三.md\n"
    rows += "美德少年,张　四,9,一小,市办,2013-03-04,\n"
    site.write("content/spring/books/own.csv", rows)
    site.build()
    page = site.page("spring/books/own/index.html")
    assert page.count("张某某") == 2
    assert "四某某" not in page


def test_nobody_is_named_in_the_texts_of_a_service_log(tmp_path: Path) -> None:
    log = {"slug": "log", "name": "记录", "kind": "service_log"}
    site = SmallSite(tmp_path, campaign={"books": [log]})
    rows = "姓名,服务日期,组织单位,服务内容\n王小示,2013-03-05,甲馆,与王小示同去\n"
    site.write("content/spring/books/log.csv", rows)
    site.build()
    assert "与王某某同去" in site.page("spring/books/log/index.html")


@pytest.mark.parametrize("number", [1e29, 10**30, 110101199003074510.0])
def test_a_number_that_a_workbook_does_not_hold(number: float) -> None:
    of = book({"slug": "name", "name": "名称"}, {"slug": "n", "name": "数", "type": "number"})
    for row in ([number, 1], ["甲", number]):
        [said] = wrong(workbook(["名称", "数"], row), "books/returns.xlsx", of)
        assert "more digits than a workbook keeps" in said


def test_years_of_no_campaign() -> None:
    of = book({"slug": "day", "name": "日期", "type": "date"})
    for day in ("9999-12-31", "0001-01-01"):
        [said] = wrong(f"日期\n{day}\n", of=of)
        assert "there is no such day" in said


def test_a_head_of_many_blanks_costs_little() -> None:
    of = book({"slug": "name", "name": "名称"})
    lines = "\n".join(f"甲{number}" for number in range(4000))
    rows = read(f"名称{',' * 4000}\n{lines}\n", of=of)
    assert len(rows) == 4000


def test_a_title_row_wider_than_the_head_hides_nothing() -> None:
    of = book({"slug": "name", "name": "名称"}, {"slug": "n", "name": "数", "type": "number"})
    assert "more cells" in wrong("标题,,,年份\n名称,数\n甲,1,2,3\n", of=of)[0]


def test_percentages_are_not_added_up() -> None:
    of = book({"slug": "rate", "name": "比率", "type": "number", "counts": ["%"]})
    assert numbers_of(of) == ()


def test_a_column_that_numbers_the_rows_needs_no_declaration() -> None:
    of = book({"slug": "name", "name": "名称"})
    assert [row.values for row in read("序号,名称\n1,甲\n2,乙\n", of=of)] == [("甲",), ("乙",)]


def test_less_than_zero() -> None:
    of = book({"slug": "n", "name": "数", "type": "number"})
    assert "is less than zero" in wrong("数\n-3\n", of=of)[0]


def test_rows_that_state_no_region_have_a_line(tmp_path: Path) -> None:
    table = {
        "slug": "t",
        "name": "表",
        "columns": [
            {"slug": "region", "name": "地区", "type": "region"},
            {"slug": "n", "name": "数", "type": "number", "counts": ["人"]},
        ],
    }
    site = SmallSite(tmp_path, campaign={"books": [table], "scope": "黑龙江省"})
    site.write("content/spring/books/t.csv", "地区,数\n哈尔滨市,2\n南岗区,3\n,4\n")
    site.build()
    page = site.page("spring/books/t/index.html")
    assert page.index("未注明") < page.index("<tfoot>")
