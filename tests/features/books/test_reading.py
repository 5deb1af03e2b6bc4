"""Rows are read from CSV, XLSX and YAML alike."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from tests.features.books.tables import book, read, workbook
from zhuanlan.model.book import Row

HEAD = ["单位", "地区", "参加人数", "座谈会", "日期"]
D = Decimal


def values(rows: list[Row]) -> list[tuple[object, ...]]:
    return [
        tuple(getattr(value, "code", value) for value in row.values if value is not None)
        for row in rows
    ]


def test_three_formats_say_the_same() -> None:
    day = datetime(2012, 10, 25)  # noqa: DTZ001 - as spreadsheets hold it
    cells = ["市中区总工会", "市中区", 120, "120/3", day]
    xlsx = read(workbook(HEAD, cells), "books/returns.xlsx")
    row = "市中区总工会,511102,120,120/3,2012年10月25日"
    csv = read(f"单位,地区,参加人数,座谈会,日期\n{row}\n")
    yaml = read(
        "- {单位: 市中区总工会, 地区: 乐山市/市中区, people: 120, 座谈会: 120/3, "
        "日期: 2012-10-25}\n",
        "books/returns.yaml",
    )
    expected = [("市中区总工会", "511102", (D(120),), (D(120), D(3)), day)]
    assert values(xlsx) == values(csv) == values(yaml) == expected


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("１２０", 120),
        ("1,200", 1200),
        ("12，000", 12000),
        ("120人", 120),
        ("120 人", 120),
        ("0", 0),
        ("007", 7),
        ("120.0", 120),
    ],
)
def test_numbers_as_people_write_them(written: str, figure: int) -> None:
    [row] = read(f'单位,参加人数\n甲,"{written}"\n')
    assert row.values[2] == (D(figure),)


def test_a_blank_is_no_zero() -> None:
    blank, zero = read("单位,参加人数\n甲,\n乙,0\n")
    assert blank.values[2] is None
    assert zero.values[2] == (D(0),)


def test_a_percentage_is_read_as_it_is_shown() -> None:
    def percent(made: object) -> None:
        made.active["B2"].number_format = "0.0%"  # type: ignore[attr-defined]

    [row] = read(workbook(["单位", "完成率"], ["甲", 0.125], change=percent), "r.xlsx")
    assert row.values[4] == (D("12.5"),)


def test_fractions_are_what_a_spreadsheet_shows() -> None:
    hours = {"slug": "hours", "name": "时间", "type": "number", "decimals": 1}
    of = book(hours)
    rows = read(workbook(["时间"], [0.1], [0.2], [0.1 + 0.2]), "r.xlsx", of)
    assert [row.values for row in rows] == [((D("0.1"),),), ((D("0.2"),),), ((D("0.3"),),)]


def test_a_workbook_that_counts_from_1904() -> None:
    def of_a_mac(made: object) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        made.epoch = CALENDAR_MAC_1904  # type: ignore[attr-defined]

    day = datetime(2012, 10, 25)  # noqa: DTZ001
    [row] = read(workbook(["单位", "日期"], ["甲", day], change=of_a_mac), "r.xlsx")
    assert row.values[5] == day


def test_titles_above_and_columns_in_any_order() -> None:
    rows = read(workbook(["乐山市统计表"], [], ["参加人数（人）", "单位"], [5, "甲"]), "r.xlsx")
    assert values(rows) == [("甲", (D(5),))]
    assert rows[0].cell == "表1!A4"


def test_two_sheets_are_read_one_after_the_other() -> None:
    def second(made: object) -> None:
        sheet = made.create_sheet("表2")  # type: ignore[attr-defined]
        sheet.append(["单位"])
        sheet.append(["乙"])

    rows = read(workbook(["单位"], ["甲"], change=second), "r.xlsx")
    assert [row.cell for row in rows] == ["表1!A2", "表2!A2"]


def test_as_excel_in_china_saves_csv() -> None:
    [row] = read("单位,地区\r\n市中区总工会,市中区\r\n".encode("gb18030"))
    assert row.values[0] == "市中区总工会"


def test_an_empty_file_has_no_rows() -> None:
    assert read("") == []
    assert read("", "books/returns.yaml") == []
    assert read(workbook(), "r.xlsx") == []
