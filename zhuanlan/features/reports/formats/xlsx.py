"""Reports as workbooks of Excel: a sheet for each table, with charts and the sources of figures.

What contributors wrote is text, never a formula, and equal reports give equal bytes. Limits of
Excel are told on the first sheet: what was cut, left out, or left without its link.
"""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.sheets.book import Book
from zhuanlan.features.reports.formats.sheets.charts import write_charts
from zhuanlan.features.reports.formats.sheets.front import write_front
from zhuanlan.features.reports.formats.sheets.sources import Places
from zhuanlan.features.reports.formats.sheets.tables import write_table
from zhuanlan.features.reports.report import Report

SUFFIX = ".xlsx"


def written(report: Report, context: Context) -> bytes:
    """Return the report as a workbook."""
    book = Book(report, context)
    _ = book.translate
    front = book.sheet(book.name(_(N_("Contents"))))
    charts = book.name(_(N_("Charts")))
    places = Places(book)
    tables = {book.name(table.title): table for table in report.tables}
    for name, table in tables.items():
        write_table(book, name, table, places)
    charted = any(table.charts for table in report.tables)
    drawn = write_charts(book, charts, tables) if charted else {}
    places.write()
    rows = [(name, table.title, len(table.rows), drawn.get(name)) for name, table in tables.items()]
    listed = [(name, name, len(report.sources), None) for name in places.names]
    write_front(book, front, [*rows, *listed], charts)
    return book.bytes()
