"""Rows → CSV and XLSX for readers: only public columns, and every cell is text or a number."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain

from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, BookColumn, Figures, Row, Value

_STEERS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def heads(column: BookColumn) -> list[str]:
    """Return the heads of a column; one with two units of count takes two."""
    if len(column.counts) < 2:
        return [f"{column.name}（{column.count}）" if column.count else column.name]
    return [f"{column.name}（{count}）" for count in column.counts]


def _public(
    row: Row, places: Sequence[int], columns: Sequence[BookColumn]
) -> list[Value | Decimal]:
    cells: list[Value | Decimal] = []
    for place, column in zip(places, columns, strict=True):
        value = row.values[place]
        if column.type == "number":
            figures: Figures | tuple[None, ...]
            figures = value if isinstance(value, tuple) else (None,) * max(len(column.counts), 1)
            cells += figures
        else:
            cells.append(value)
    return cells


def _table(rows: Sequence[Row], book: Book) -> tuple[list[str], list[list[Value | Decimal]]]:
    columns = book.public_columns
    places = [book.all_columns.index(column) for column in columns]
    head = [*chain.from_iterable(heads(column) for column in columns)]
    return head, [_public(row, places, columns) for row in rows]


def to_csv(rows: Sequence[Row], book: Book) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark, by which Excel knows it."""
    head, table = _table(rows, book)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    for row in table:
        writer.writerow([_inert(_written(cell)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cell: Value | Decimal) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else shown(cell)


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STEERS) else text


def to_xlsx(rows: Sequence[Row], book: Book) -> bytes:
    """Return rows as a workbook; equal rows give equal bytes."""
    import xlsxwriter  # slow to import: only where a book is published

    head, table = _table(rows, book)
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same bytes
        bold = workbook.add_format({"bold": True, "text_wrap": True})
        sheet = workbook.add_worksheet(_sheet_name(book.name))
        sheet.freeze_panes(1, 0)
        for index, name in enumerate(head):
            sheet.write_string(0, index, name, bold)
            sheet.set_column(index, index, min(max(len(name) * 2 + 2, 10), 40))
        for number, row in enumerate(table, 1):
            for index, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(number, index, float(cell))
                elif cell is not None:
                    sheet.write_string(number, index, shown(cell))
    return data.getvalue()


def _sheet_name(name: str) -> str:
    """Return a name as Excel takes it for a sheet."""
    kept = "".join(char for char in name if char not in "[]:*?/\\").strip("'")
    return kept[:31] or "1"
