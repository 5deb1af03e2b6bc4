"""Rows ↔ plain values, as they are kept with the record of a build: public cells only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from zhuanlan.model.book import Book, Row, Value
from zhuanlan.model.place import Place


def packed(rows: Sequence[Row], book: Book) -> dict[str, Any]:
    """Return rows as lists, texts and None."""
    files = list(dict.fromkeys(row.path for row in rows))
    numbers = {path: number for number, path in enumerate(files)}
    columns = public(book)
    return {
        "files": files,
        "rows": [
            [
                [_plain(row.values[place]) for place in columns],
                numbers[row.path],
                row.cell,
                row.line,
                *([row.masked] if row.masked else ()),
            ]
            for row in rows
        ],
    }


def public(book: Book) -> tuple[int, ...]:
    """Return the places of a book's public columns among all."""
    if not book.public:
        return ()
    return tuple(place for place, column in enumerate(book.all_columns) if column.public)


def unpacked(data: Mapping[str, Any], book: Book) -> tuple[Row, ...]:
    """Return the rows that were packed; their values are those of `book.public_columns`."""
    makers = [_MAKERS.get(column.type, _text) for column in book.public_columns]
    files = data["files"]
    return tuple(
        Row(
            tuple(
                [
                    None if one is None else make(one)
                    for make, one in zip(makers, cells, strict=True)
                ]
            ),
            files[file],
            cell,
            line,
            *masked,
        )
        for cells, file, cell, line, *masked in data["rows"]
    )


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [f"{figure:f}" for figure in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Place):
        return [value.code, value.name]
    return value


def _figures(value: Any) -> Value:
    return tuple(map(Decimal, value))


def _place(value: Any) -> Value:
    return Place(*value)


def _text(value: Any) -> Value:
    return value  # type: ignore[no-any-return]


_MAKERS: Mapping[str, Callable[[Any], Value]] = {
    "number": _figures,
    "date": datetime.fromisoformat,
    "region": _place,
}
