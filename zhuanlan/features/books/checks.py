"""What kinds check alike: days that follow each other, and pictures that are some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.features.books.deadlines import end_of
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.plan.references import PICTURES


def in_order(rows: Sequence[Row], book: Book, first: str, then: str) -> Iterator[Problem]:
    """Yield the rows in which the date of `then` comes before that of `first`."""
    pick = picker(book.all_columns)
    names = {column.slug: column.name for column in book.all_columns}
    for row in rows:
        start, end = pick(row, first), pick(row, then)
        if (
            isinstance(start, datetime)
            and isinstance(end, datetime)
            and end < start
            and end_of(end) <= start
        ):
            message = N_("“{name}” ({date}) comes before “{other}” ({start})")
            values = {"name": names[then], "other": names[first]}
            hint = N_("correct one of the two dates")
            yield at(row, message, hint, date=shown(end), start=shown(start), **values)


def are_pictures(rows: Sequence[Row], book: Book, slug: str) -> Iterator[Problem]:
    """Yield the rows whose picture is a file of another kind."""
    pick = picker(book.all_columns)
    for row in rows:
        value = pick(row, slug)
        if value and str(value).rpartition(".")[2].lower() not in PICTURES:
            message = N_("“{value}” is no picture")
            hint = N_("name one of: {allowed}")
            allowed = ", ".join(sorted(PICTURES))
            yield at(row, message, hint, value=str(value).partition("/")[2], allowed=allowed)
