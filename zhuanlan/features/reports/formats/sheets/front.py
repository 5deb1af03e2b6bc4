"""The first sheet: what the report is, what to know, and where each table stands."""

from __future__ import annotations

from collections.abc import Iterable

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.measure import wide
from zhuanlan.features.reports.formats.sheets.book import HEAD, LINKED, RULE, Book, Sheet

_WIDTHS = (18, 44, 12, 12)


def write_front(
    book: Book, sheet: Sheet, entries: Iterable[tuple[str, str, int, int | None]], charts: str
) -> None:
    """Write the first sheet.

    An entry is a sheet's name, its title, its rows, and the row of its first chart on the sheet of
    charts.
    """
    report, forms, _ = book.report, book.forms, book.translate
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title = {
        "font_size": 20,
        "bold": True,
        "font_name": "黑体",
        "align": "center",
        "text_wrap": True,
    }
    sheet.merge_range(0, 0, 0, 3, "", book.format(**title))
    book.words(sheet, 0, 0, report.title, **title)
    sheet.set_row(0, 32 * (wide(report.title) // 60 + 1))
    facts = [
        (_(N_("Campaign")), report.campaign),
        (_(N_("Range")), forms.of_report(report)),
        (_(N_("Made")), forms.day(report.made)),
        (_(N_("Issuer")), report.issuer),
        (_(N_("For whom")), forms.internal if report.internal else ""),
    ]
    row = 2
    for name, value in facts:
        if value:
            book.words(sheet, row, 0, name, bold=True)
            row = _paragraph(book, sheet, row, value)
    for note in [*report.notes, *book.limits()]:
        book.words(sheet, row, 0, _(N_("Note")), bold=True, valign="top")
        row = _paragraph(book, sheet, row, note)
    row += 1
    border = {"border": 1, "border_color": RULE}
    heads = (_(N_("Number")), _(N_("Table")), _(N_("Rows")), _(N_("Chart")))
    for column, head in enumerate(heads):
        book.words(sheet, row, column, head, bold=True, bg_color=HEAD, align="center", **border)
    for number, (name, shown, rows, chart) in enumerate(entries, 1):
        row += 1
        sheet.write_number(row, 0, number, book.format(align="center", **border))
        book.link(sheet, row, 1, f"internal:'{name}'!A1")
        book.words(sheet, row, 1, shown, font_color=LINKED, text_wrap=True, **border)
        sheet.write_number(row, 2, rows, book.format(align="center", **border))
        if chart is not None:
            book.link(sheet, row, 3, f"internal:'{charts}'!A{chart + 1}")
        look = {"font_color": LINKED, "align": "center"} | border
        book.words(sheet, row, 3, _(N_("see")) if chart is not None else "", **look)
    sheet.print_area(0, 0, row, 3)
    sheet.activate()


def _paragraph(book: Book, sheet: Sheet, row: int, words: str) -> int:
    """Write a text over the columns beside a name; return the next row."""
    look = {"text_wrap": True, "valign": "top"}
    sheet.merge_range(row, 1, row, 3, "", book.format(**look))
    book.words(sheet, row, 1, words, **look)
    sheet.set_row(row, min(17 * (wide(words) // 62 + 1), 400))
    return row + 1
