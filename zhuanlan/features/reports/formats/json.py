"""JSON for other programs: the report as it is, with each figure by its name.

Its schema is `docs/reference/report.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Report, Value

SUFFIX = ".json"
VERSION = 1


class NamedFigure(msgspec.Struct, frozen=True):
    """A figure, and where its cell is: the cell names what it counts."""

    value: Value
    table: int
    row: int | None
    """None: the total."""
    column: int


class Document(msgspec.Struct, frozen=True):
    """A report as JSON. `version` goes up where the meaning of a key changes; keys may be added."""

    version: int
    site_url: str
    report: Report
    figures: dict[str, NamedFigure]
    """Each figure by the name that `--explain` knows."""


def written(report: Report, context: Context) -> bytes:
    """Return a report as JSON in UTF-8, equal for equal reports."""
    document = Document(VERSION, context.site_url, report, dict(_figures(report)))
    return msgspec.json.Encoder(decimal_format="number").encode(document) + b"\n"


def _figures(report: Report) -> Iterator[tuple[str, NamedFigure]]:
    for at, table in enumerate(report.tables):
        for row, cells in [*enumerate(table.rows), (None, table.total)]:
            for column, cell in enumerate(cells):
                if table.columns[column].holds != "text":
                    yield table.key(row, column), NamedFigure(cell.value, at, row, column)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the documents."""
    return msgspec.json.schema(Document)
