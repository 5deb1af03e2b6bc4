"""What readers download: public columns only, and no cell is a formula."""

from __future__ import annotations

import csv
import io

import openpyxl

from tests.features.books.tables import book, read, reader
from zhuanlan.features.books.export import to_csv, to_xlsx

COLUMNS = (
    {"slug": "unit", "name": "单位"},
    {"slug": "talks", "name": "座谈会", "type": "number", "counts": ["人", "次"]},
    {"slug": "telephone", "name": "电话", "public": False},
)
OF = book(*COLUMNS)
ROWS = read('单位,座谈会,电话\n=1+1,120/3,金丝雀\n@甲,,金丝雀\n"-乙",0/0,\n', of=OF)
READER = reader(ROWS, OF)


def test_csv() -> None:
    text = to_csv(READER).decode("utf-8-sig")
    assert [*csv.reader(io.StringIO(text))] == [
        ["单位", "座谈会（人）", "座谈会（次）"],
        ["'=1+1", "120", "3"],
        ["'@甲", "", ""],
        ["'-乙", "0", "0"],
    ]


def test_xlsx() -> None:
    data = to_xlsx(READER)
    cells = [[*row] for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()]
    assert [[cell.value for cell in row] for row in cells] == [
        ["单位", "座谈会（人）", "座谈会（次）"],
        ["=1+1", 120, 3],
        ["@甲", None, None],
        ["-乙", 0, 0],
    ]
    assert cells[1][0].data_type == "s"
    assert to_xlsx(READER) == data


def test_what_only_the_office_may_know_is_in_neither() -> None:
    for data in (to_csv(READER), to_xlsx(READER)):
        assert "金丝雀".encode() not in data
    hidden = book(*COLUMNS, public=False)
    assert to_csv(reader(ROWS, hidden)).decode("utf-8-sig").strip() == ""
