"""Rows → CSV and XLSX for readers: only public columns, and every cell is text or a number."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain

from zhuanlan.features.books.reader import BookReader
from zhuanlan.model.book import Row
from zhuanlan.model.book_column import BookColumn

_STEERS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def heads(column: BookColumn) -> list[str]:
    """Return the heads of a column; one with two units of count takes two."""
    if len(column.counts) < 2:
        return [f"{column.name}（{column.count}）" if column.count else column.name]
    return [f"{column.name}（{count}）" for count in column.counts]


Exported = Sequence[Decimal | str | None]
"""A row as it is exported."""


def _table(reader: BookReader) -> tuple[list[str], list[Exported]]:
    head = [*chain.from_iterable(heads(column) for column in reader.columns)]
    return head, [_exported(reader, row) for row in reader.rows]


def _exported(reader: BookReader, row: Row) -> Exported:
    cells: list[Decimal | str | None] = []
    for column, value in zip(reader.columns, row.values, strict=True):
        if column.type == "number":
            blanks = (None,) * max(len(column.counts), 1)
            cells += value if isinstance(value, tuple) else blanks
        else:
            cells.append(reader.said(column, value, row.masked))
    return cells


def to_csv(reader: BookReader) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark, by which Excel knows it."""
    return csv_of(*_table(reader))


def csv_of(head: Sequence[str], table: Sequence[Exported]) -> bytes:
    """Return a table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_inert(name) for name in head])
    for row in table:
        writer.writerow([_inert(_written(cell)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cell: Decimal | str | None) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else cell or ""


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STEERS) else text


def to_xlsx(reader: BookReader) -> bytes:
    """Return rows as a workbook; equal rows give equal bytes."""
    return xlsx_of(reader.book.name, *_table(reader))


def xlsx_of(name: str, head: Sequence[str], table: Sequence[Exported]) -> bytes:
    """Return a table as a workbook."""
    import xlsxwriter  # slow to import: only where a book is published

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same bytes
        bold = workbook.add_format({"bold": True, "text_wrap": True})
        sheet = workbook.add_worksheet(_sheet_name(name))
        sheet.freeze_panes(1, 0)
        for index, text in enumerate(head):
            sheet.write_string(0, index, text, bold)
            sheet.set_column(index, index, min(max(len(text) * 2 + 2, 10), 40))
        for number, row in enumerate(table, 1):
            for index, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(number, index, float(cell))
                elif cell:
                    sheet.write_string(number, index, cell)
    return data.getvalue()


def _sheet_name(name: str) -> str:
    """Return a name as Excel takes it for a sheet."""
    kept = "".join(char for char in name if char not in "[]:*?/\\").strip("'")
    return kept[:31].strip("'") or "1"
