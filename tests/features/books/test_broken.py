"""Mistakes in books, each named with its cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.features.books.tables import book, workbook, wrong

HEAD = "单位,地区,参加人数,座谈会,完成率,日期\n"
NUMBER = "is not a number"
NOTHING = "leave the cell blank where nothing was reported, or write 0 for none"

CSV = {
    "words": ("甲,,十二", "C2: “十二” is not a number"),
    "about": ("甲,,约120", "C2: “约120” is not a number"),
    "more than": ("甲,,100多", "C2: “100多” is not a number"),
    "plus": ("甲,,+5", "C2: “+5” is not a number"),
    "nothing": ("甲,,无", f"C2: “无” is not a number; {NOTHING}"),
    "dash": ("甲,,—", f"C2: “—” is not a number; {NOTHING}"),
    "slash": ("甲,,/", f"C2: “/” is not a number; {NOTHING}"),
    "separators": ('甲,,"1,20"', "C2: “1,20” is not a number"),
    "decimals": ("甲,,1.5", "C2: “1.5” is not a whole number"),
    "many decimals": ("甲,,,,12.55", "E2: “12.55” has more than 1 decimals"),
    "another unit": ("甲,,120次", "C2: “120次” counts 次, and the column counts 人"),
    "one figure": ("甲,,,120", "D2: the cell holds two figures, as 120/3: 人/次"),
    "three figures": ("甲,,,1/2/3", "D2: the cell holds two figures, as 120/3: 人/次"),
    "half blank": ("甲,,,120/", "D2: “120/” is not a number"),
    "no day": ("甲,,,,,2012-02-30", "F2: there is no such day or time: 2012-02-30"),
    "words for a day": (
        "甲,,,,,五月中旬",
        "F2: “五月中旬” is no date; write 2012-03-05 or 2012-03-05 08:30",
    ),
    "two days": (
        "甲,,,,,2012-03-05至06",
        "F2: “2012-03-05至06” is no date; write 2012-03-05 or 2012-03-05 08:30",
    ),
    "failed formula": ("甲,,#REF!", "C2: the formula in this cell failed: #REF!"),
    "no unit": (",市中区,3", "A2: “单位” is missing"),
    "sums": (
        "合计,,120",
        "A2: this is a row of sums: its figures would count twice; "
        "delete it: sums are made by zhuanlan",
    ),
    "sums apart": (
        "合　计,,120",
        "A2: this is a row of sums: its figures would count twice; "
        "delete it: sums are made by zhuanlan",
    ),
    "more cells": (
        "甲,,1,,,,多",
        "G2: the row has more cells than the table has columns; "
        "a comma within a cell needs quotation marks around the cell",
    ),
}


@pytest.mark.parametrize("name", CSV)
def test_a_row(name: str) -> None:
    row, said = CSV[name]
    assert wrong(HEAD + row + "\n") == [f"books/returns.csv {said}"]


def test_an_unknown_region() -> None:
    [said] = wrong(HEAD + "甲,市中曲\n")
    assert said.startswith("books/returns.csv B2: unknown region “市中曲”; did you mean “")


def test_a_region_elsewhere() -> None:
    [said] = wrong(HEAD + "甲,全国\n")
    assert "lies outside the campaign's scope" in said


HEADS = {
    "unknown": ("单位,参加人", "B1: the book has no column “参加人”; did you mean “参加人数”?"),
    "twice": ("单位,参加人数,参加人数", "C1: the column “参加人数” is there twice"),
    "counts": (
        "单位,参加人数（次）",
        "B1: the column counts 人, and its head says 次",
    ),
    "no head": ("单位,参加人数,", "C1: the column has no head"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head(name: str) -> None:
    head, said = HEADS[name]
    found = wrong(f"{head}\n甲,5,5\n")
    assert found[0].startswith(f"books/returns.csv {said}")


def test_a_needed_column_is_missing() -> None:
    assert "books/returns.csv A1: the column “单位” is missing" in wrong(
        "参加人数,地区\n5,市中区\n"
    )


def test_no_head_at_all() -> None:
    [said] = wrong("甲,5\n乙,6\n")
    assert said.startswith("books/returns.csv A1: no row names the columns of the book “统计表”;")


def test_a_quotation_mark_is_not_closed() -> None:
    [said] = wrong(HEAD + '"甲,1\n乙,2\n')
    assert "a quotation mark is not closed" in said


def test_neither_utf8_nor_gb18030() -> None:
    [said] = wrong(HEAD.encode() + b"\xff\xfe\xff,1\n")
    assert "neither UTF-8 nor GB18030" in said


def test_the_same_row_twice() -> None:
    of = book(key=["unit", "day"])
    rows = "单位,日期\n甲,2012-10-25\n乙,2012-10-25\n甲,2012年10月25日\n"
    assert wrong(rows, of=of) == [
        "books/returns.csv A4: the same row is there twice, also at A2: "
        "甲 · 2012-10-25; delete one of the two"
    ]


def test_all_at_once() -> None:
    assert len(wrong(HEAD + "甲,,十二\n,,无\n乙,,,5\n")) == 4


def hidden_sheet(made: Any) -> None:
    sheet = made.create_sheet("旧表")
    sheet.append(["单位"])
    sheet.sheet_state = "hidden"


def hidden_row(made: Any) -> None:
    made.active.row_dimensions[2].hidden = True


def hidden_column(made: Any) -> None:
    made.active.column_dimensions["B"].hidden = True


def hidden_beside_the_table(made: Any) -> None:
    made.active.column_dimensions.group("C", "XFD", hidden=True)


def merged(made: Any) -> None:
    made.active.merge_cells("A2:A3")


def formula(made: Any) -> None:
    made.active["B2"] = "=1+1"


def shown_as_percent(made: Any) -> None:
    made.active["B2"].number_format = "0%"


def shown_as_day(made: Any) -> None:
    made.active["B2"].number_format = "yyyy-mm-dd"


BOOKS: dict[str, tuple[Callable[[Any], object], str]] = {
    "hidden sheet": (
        hidden_sheet,
        ": the sheet “旧表” is hidden; delete it, or unhide it if it belongs to the table",
    ),
    "hidden row": (
        hidden_row,
        " 表1!A2: the row is hidden; delete it, or unhide it if it belongs to the table",
    ),
    "hidden column": (
        hidden_column,
        " 表1!B1: the column is hidden; delete it, or unhide it if it belongs to the table",
    ),
    "merged cells": (
        merged,
        " 表1!A2: cells are merged here; unmerge them, and write into each cell what it means",
    ),
    "formula": (
        formula,
        " 表1!B2: the formula in this cell has no result; "
        "open the file in Excel or WPS, and save it",
    ),
    "percentage": (
        shown_as_percent,
        " 表1!B2: this is a percentage, and the column counts 人",
    ),
    "date": (
        shown_as_day,
        " 表1!B2: this is a date, not a number: 1900-01-05; "
        "choose the cell format “General”, and type the number again",
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook(name: str) -> None:
    change, said = BOOKS[name]
    data = workbook(["单位", "参加人数"], ["甲", 5], ["乙", 6], change=change)
    assert f"books/returns.xlsx{said}" in wrong(data, "books/returns.xlsx")


def test_hidden_columns_beside_the_table_say_nothing() -> None:
    data = workbook(["单位", "参加人数"], ["甲", 5], change=hidden_beside_the_table)
    assert wrong(data, "books/returns.xlsx") == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["hidden row", "hidden column", "merged cells", "formula"])
def test_a_sheet_in_another_encoding(name: str, encoding: str) -> None:
    change, said = BOOKS[name]
    data = workbook(["单位", "参加人数"], ["甲", 5], ["乙", 6], change=change)
    assert f"books/returns.xlsx{said}" in wrong(encoded(data, encoding), "books/returns.xlsx")


def encoded(data: bytes, encoding: str) -> bytes:
    """Return a workbook whose sheet is in another encoding."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                declared = '<?xml version="1.0" encoding="UTF-16"?>' + part.decode()
                part = declared.encode(encoding)
            new.writestr(name, part)
    return made.getvalue()


def test_a_number_where_a_day_is_meant() -> None:
    data = workbook(["单位", "日期"], ["甲", 41207])
    assert wrong(data, "r.xlsx") == [
        "r.xlsx 表1!B2: “41207” is no date; choose a date as the format of the cell"
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"", "单位".encode()])
def test_a_damaged_workbook(data: bytes) -> None:
    assert wrong(data, "r.xlsx") == [
        "r.xlsx: the workbook cannot be read; open it in Excel or WPS and save it as .xlsx"
    ]


def test_an_old_workbook() -> None:
    [said] = wrong(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "r.xlsx")
    assert "an old .xls, or a workbook with a password" in said


def test_a_workbook_that_grows_when_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuanlan.features.books.tables._MOST_BYTES", 10_000)
    data = BytesIO(workbook(["单位"], ["甲"]))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", b"\0" * 100_000)
    [said] = wrong(data.getvalue(), "r.xlsx")
    assert "more than 10000 bytes once unpacked" in said


def test_a_table_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhuanlan.features.books.tables.MOST_CELLS", 100)

    def far(made: Any) -> None:
        made.active["XFD900"] = 1

    for data, name in (
        (workbook(["单位"], change=far), "r.xlsx"),
        (("单位\n" + "甲\n" * 200).encode(), "r.csv"),
    ):
        [said] = wrong(data, name)
        assert "more than 100 cells, blank ones included" in said


def test_rows_of_yaml() -> None:
    assert wrong("单位: 甲\n", "r.yaml") == [
        "r.yaml:1:1: the file must hold a list of rows, each with keys and values; "
        "begin each row with “- ”"
    ]
    said = wrong("- 单位: 甲\n  参加人: 3\n- 地区: 市中区\n  参加人数: 无\n", "r.yaml")
    assert said[0].startswith(
        "r.yaml:2:3: the book has no column “参加人”; did you mean “参加人数”?"
    )
    assert [line.partition(" ")[0] for line in said] == [
        "r.yaml:2:3:",
        "r.yaml:3:3:",
        "r.yaml:4:9:",
    ]
