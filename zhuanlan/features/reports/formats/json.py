"""JSON for other programs: the report as it is, with each figure by its name.

Its schema is `docs/reference/report.schema.json`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Report, Value

SUFFIX = ".json"
VERSION = 1


class NamedFigure(msgspec.Struct, frozen=True):
    """A figure, and the places of what it counts in `sources`."""

    value: Value
    sources: tuple[int, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A report as JSON. `version` goes up where the meaning of a key changes; keys may be added."""

    version: int
    site_url: str
    report: Report
    figures: dict[str, NamedFigure]
    """Each figure by the name that `--explain` knows."""


def written(report: Report, context: Context) -> bytes:
    """Return a report as JSON in UTF-8, equal for equal reports."""
    figures = {name: NamedFigure(cell.value, cell.sources) for name, cell in report.by_name.items()}
    document = Document(VERSION, context.site_url, report, figures)
    encoder = msgspec.json.Encoder(decimal_format="number")
    return msgspec.json.format(encoder.encode(document), indent=1) + b"\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the documents."""
    return msgspec.json.schema(Document)
