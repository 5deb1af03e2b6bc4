"""CSV: a ZIP with a file for each table, and one with the sources.

Always a ZIP, also of one table: tables have different heads, so one file could not hold them, and
the sources of the figures belong to them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zhuanlan.features.books.export import csv_of
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Cell, Column, Report, Table, as_data

SUFFIX = ".csv.zip"


def written(report: Report, context: Context) -> bytes:
    """Return a report as CSV files in UTF-8 with a byte order mark; equal for equal reports."""
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, made in _files(report, context):
            file.writestr(ZipInfo(name, (2000, 1, 1, 0, 0, 0)), made, ZIP_DEFLATED)
    return data.getvalue()


def _files(report: Report, context: Context) -> Iterator[tuple[str, bytes]]:
    for table in report.tables:
        yield _name(table.slug, table), csv_of([*map(_head, table.columns)], [*_rows(table)])
    sources = [
        (str(number), one.title, one.place, context.site_url + one.url if one.url else "")
        for number, one in enumerate(report.sources, 1)
    ]
    yield _name("sources", report), csv_of(("no", "title", "place", "url"), sources)


def _name(name: str, one: Table | Report) -> str:
    """Return the name of a file: it has no page to mark, so its name says that it is internal."""
    return f"{name}-internal.csv" if one.internal else f"{name}.csv"


def _head(column: Column) -> str:
    return f"{column.title}（{column.unit}）" if _has_unit(column) else column.title


def _has_unit(column: Column) -> bool:
    return bool(column.unit) and not column.title.endswith(f"（{column.unit}）")


def _rows(table: Table) -> Iterator[Sequence[str | None]]:
    for row in (*table.rows, *([table.total] if table.total else [])):
        yield [_text(cell) for cell in row]


def _text(cell: Cell) -> str | None:
    return None if cell.value is None else as_data(cell.value)
