"""A sheet for each table of a report."""

from __future__ import annotations

from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.measure import wide, widths
from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.formats.sheets import book as limits
from zhuanlan.features.reports.formats.sheets.book import HEAD, RULE, Book, Sheet
from zhuanlan.features.reports.formats.sheets.sources import Places
from zhuanlan.features.reports.report import Table

TOP = 3
"""The row of the heads: title, note and an empty row stand above."""

_PORTRAIT = 100
"""Characters that a portrait page holds, a little smaller than on the screen."""

_WIDEST = 44
"""Characters after which a cell wraps."""


def write_table(book: Book, name: str, table: Table, places: Places) -> Sheet:
    """Write a table on a sheet of its own: heads that stay and repeat, figures with their links."""
    forms, last = book.forms, len(table.columns) - 1
    columns = [*widths(table, forms, _WIDEST)]
    sheet = book.sheet(name, wide=sum(columns) > _PORTRAIT)
    for place, width in enumerate(columns):
        sheet.set_column(place, place, width)
    _write_title(book, sheet, table, sum(columns))
    border: dict[str, Any] = {"border": 1, "border_color": RULE}
    for place, column in enumerate(table.columns):
        look = border | {"bold": True, "bg_color": HEAD, "align": "center", "text_wrap": True}
        book.words(sheet, TOP, place, forms.head(column), **look)
    heights = (wide(forms.head(c)) / w for c, w in zip(table.columns, columns, strict=True))
    sheet.set_row(TOP, 18 * max(1, *(int(lines) + 1 for lines in heights), 1))
    rows = [*rows_of(table)]
    fitting = rows[: limits.ROWS - TOP - 1]
    if len(fitting) < len(rows):
        note = book.translate(
            N_("Excel holds {most} rows on a sheet: {count} rows of {table} are left out.")
        )
        left = len(rows) - len(fitting)
        book.notes.append(note.format(most=limits.ROWS, count=left, table=table.title))
    for number, row in enumerate(fitting, TOP + 1):
        total = {"bold": True, "top": 2} if number > TOP + len(table.rows) else {}
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            look = border | total
            book.figure(sheet, number, place, cell, column, places.target(cell.sources), **look)
    end = TOP + max(len(fitting), 1)
    if table.rows:
        sheet.autofilter(TOP, 0, min(TOP + len(table.rows), end), last)
    else:
        none = book.translate(N_("Nothing to list."))
        book.words(sheet, TOP + 1, 0, none, font_color="#595959")
    sheet.freeze_panes(TOP + 1, 1 if table.columns[0].holds == "text" else 0)
    sheet.repeat_rows(TOP)
    sheet.print_area(0, 0, end, last)
    return sheet


def _write_title(book: Book, sheet: Sheet, table: Table, width: int) -> None:
    """Write what stands above the heads: title, how it is counted, and the range."""
    book.words(sheet, 0, 0, table.title, font_size=16, bold=True, font_name="黑体")
    sheet.set_row(0, 28)
    note = " ".join(filter(None, [table.note, book.forms.of_report(book.report)]))
    if table.internal:
        note = f"〔{book.forms.internal}〕{note}"
    look = {"text_wrap": True, "font_color": "#404040", "valign": "top"}
    if len(table.columns) > 1:
        sheet.merge_range(1, 0, 1, len(table.columns) - 1, "", book.format(**look))
    book.words(sheet, 1, 0, note, **look)
    sheet.set_row(1, min(16 * (wide(note) // max(width, 1) + 1), 400))
    sheet.set_row(2, 6)
