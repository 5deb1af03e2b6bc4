"""JSON for other programs: the report as it is, with each figure by its name.

Its schema is `docs/reference/report.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from inspect import cleandoc
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

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
    for name, at, row, column in report.named():
        value = report.by_name[name].value
        yield name, NamedFigure(value, at, row, column)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the documents."""
    return msgspec.json.schema(_as_written(Document))


@cache
def _as_written(type_: Any) -> Any:
    """Return a type as JSON has it: decimals are numbers, dates are texts."""
    if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
        hints = get_type_hints(type_)
        fields = [
            (field.name, _as_written(hints[field.name])) for field in msgspec.structs.fields(type_)
        ]
        made = msgspec.defstruct(type_.__name__, fields)
        made.__doc__ = cleandoc(type_.__doc__ or "")
        return made
    parts = get_args(type_)
    if Decimal in parts:
        return str | int | float | None
    if get_origin(type_) is tuple:
        return list[_as_written(parts[0])]  # type: ignore[misc]
    if get_origin(type_) is dict:
        return dict[str, _as_written(parts[1])]  # type: ignore[misc]
    if get_origin(type_) in (Union, UnionType):
        return Union[tuple(map(_as_written, parts))]  # noqa: UP007 - of a tuple
    return type_
