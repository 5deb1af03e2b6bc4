"""From a figure to what it counts: sources in blocks, and their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Cell, Report, Source, Table

Block = tuple[int, ...]
"""The sources of a figure, as places in the sources of its report."""


def rows_of(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a table and its total, if it has one."""
    yield from table.rows
    if table.total:
        yield table.total


def blocks_of(report: Report) -> Mapping[Block, int]:
    """Return the blocks of sources with their numbers from 1 on; equal ones are one block."""
    numbers: dict[Block, int] = {}
    for table in report.tables:
        for row in rows_of(table):
            for cell in row:
                if cell.sources:
                    numbers.setdefault(cell.sources, len(numbers) + 1)
    return numbers


def address_of(source: Source, context: Context) -> str:
    """Return the absolute address of a source, or an empty text: no other leads anywhere."""
    if source.url.startswith(("https://", "http://")):
        return source.url
    known = source.url and context.site_url
    return context.site_url + source.url.lstrip("/") if known else ""
