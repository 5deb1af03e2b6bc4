"""Children in rows: their names are hidden unless a guardian's consent is recorded, as in posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhuanlan.features.privacy.minors import Child, hidden_names, spelt
from zhuanlan.features.privacy.surnames import without_given_name
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.model.book import Book, Row, Value, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.person import UNDER

YES, NO = "是", "否"

AGE = BookColumn(slug="age", name="年龄", type="number", counts=("岁",), public=False)
MINOR = BookColumn(slug="minor", name="未成年人", type="choice", choices=(YES, NO), public=False)
"""Columns that tell who is a child; readers see neither."""

_BETWEEN = re.compile(r"[、，,;；/\s]+")
"""What stands between several names in a cell."""


def with_names_hidden(
    rows: Iterable[Row], book: Book, names: str, ledgers: Ledgers
) -> Iterator[Row]:
    """Yield rows without the names of children, wherever in its row one is told.

    `names` is the column with the names of one or several people, to whom `AGE` and `MINOR` belong.
    """
    pick = picker(book.all_columns)
    place = [column.slug for column in book.all_columns].index(names)
    for row in rows:
        row = _unpadded(row, place)
        children = _children(pick(row, names), pick(row, AGE.slug), pick(row, MINOR.slug))
        hidden = hidden_names(children, ledgers)
        yield _hidden(row, hidden, book) if hidden else row


def without_names(rows: Iterable[Row], book: Book, names: Sequence[str]) -> Iterator[Row]:
    """Yield rows in whose texts for readers the people of office-only columns are not named."""
    pick = picker(book.all_columns)
    for row in rows:
        told = [pick(row, slug) for slug in names]
        people = [one for text in told if isinstance(text, str) for one in _BETWEEN.split(text)]
        hidden = {name: without_given_name(name) for name in people if len(name) > 1}
        values = (
            _without(value, [*hidden], hidden) if column.public and column.type == "text" else value
            for column, value in zip(book.all_columns, row.values, strict=True)
        )
        yield replace(row, values=tuple(values)) if hidden else row


_PADDED = re.compile(r"(?<![^\s、，,;；/])(\w)[ \u3000]+(\w)(?![^\s、，,;；/])")
"""A name of two characters that is as wide as those of three: 李　明."""


def _unpadded(row: Row, place: int) -> Row:
    value = row.values[place]
    if not isinstance(value, str) or (joined := _PADDED.sub(r"\1\2", value)) == value:
        return row
    return replace(row, values=(*row.values[:place], joined, *row.values[place + 1 :]))


def _children(names: Value, age: Value, minor: Value) -> list[Child]:
    years = int(age[0]) if isinstance(age, tuple) else None
    if not isinstance(names, str) or (minor != YES and (years is None or years >= UNDER)):
        return []
    return [Child(name, years, is_person=True) for name in _BETWEEN.split(names) if name]


def _hidden(row: Row, hidden: dict[str, str], book: Book) -> Row:
    longest = sorted(hidden, key=len, reverse=True)
    values = (
        value if column.type in ("file", "post") else _without(value, longest, hidden)
        for column, value in zip(book.all_columns, row.values, strict=True)
    )
    return replace(row, values=tuple(values), masked="、".join(dict.fromkeys(hidden.values())))


def _without(value: Value, names: Sequence[str], hidden: dict[str, str]) -> Value:
    if not isinstance(value, str):
        return value
    for name in names:
        value = spelt(name).sub(hidden[name], value)
    return value
