"""Children in rows: their names are hidden unless a guardian's consent is recorded, as in posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhuanlan.features.privacy.minors import Child, hidden_names, spelt
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
    for row in rows:
        children = _children(pick(row, names), pick(row, AGE.slug), pick(row, MINOR.slug))
        hidden = hidden_names(children, ledgers)
        yield _hidden(row, hidden) if hidden else row


def _children(names: Value, age: Value, minor: Value) -> list[Child]:
    years = int(age[0]) if isinstance(age, tuple) else None
    if not isinstance(names, str) or (minor != YES and (years is None or years >= UNDER)):
        return []
    return [Child(name, years, is_person=True) for name in _BETWEEN.split(names) if name]


def _hidden(row: Row, hidden: dict[str, str]) -> Row:
    longest = sorted(hidden, key=len, reverse=True)
    return replace(row, values=tuple(_without(value, longest, hidden) for value in row.values))


def _without(value: Value, names: Sequence[str], hidden: dict[str, str]) -> Value:
    if not isinstance(value, str):
        return value
    for name in names:
        value = spelt(name).sub(hidden[name], value)
    return value
