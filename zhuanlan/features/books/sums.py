"""Sums over the public cells of a book: by region with those above it, by unit, by what a column
says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhuanlan.model.book import Book, Figures, Row
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.place import Place
from zhuanlan.model.region import Regions


@dataclass(frozen=True, slots=True)
class Sum:
    """The sums of some rows: how many rows, and for each column of numbers what was reported.

    A column in which nothing was reported has None: a blank is not a zero.
    """

    rows: int
    figures: tuple[Figures | None, ...]


_NO_SUMS = frozenset({"%", "岁", "歲"})
"""Units of count of what cannot be added up: percentages and ages."""


def numbers_of(book: Book) -> tuple[BookColumn, ...]:
    """Return the public columns that can be added up."""
    return tuple(
        column
        for column in book.public_columns
        if column.type == "number" and not _NO_SUMS.intersection(column.counts)
    )


def total(rows: Iterable[Row], book: Book) -> Sum:
    """Add up rows."""
    columns = numbers_of(book)
    places = [book.public_columns.index(column) for column in columns]
    sums: list[list[Decimal] | None] = [None] * len(columns)
    count = 0
    for row in rows:
        count += 1
        for index, place in enumerate(places):
            value = row.values[place]
            if isinstance(value, tuple):
                sums[index] = _added(sums[index], value)
    return Sum(count, tuple(None if one is None else tuple(one) for one in sums))


def _added(sums: list[Decimal] | None, figures: Figures) -> list[Decimal]:
    if sums is None:
        return [*figures]
    for place, figure in enumerate(figures):
        sums[place] += figure
    return sums


def by(rows: Iterable[Row], book: Book, keys: Callable[[Row], Sequence[str]]) -> Mapping[str, Sum]:
    """Add up the rows of each key; a row may have several, or none."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row)
    return {key: total(found, book) for key, found in groups.items()}


def by_region(
    rows: Iterable[Row], book: Book, column: BookColumn, regions: Regions, scope: str
) -> Mapping[str, Sum]:
    """Add up by region, by code; each region has what is reported of it and of those below it."""
    place = book.public_columns.index(column)

    def lineage(row: Row) -> list[str]:
        value = row.values[place]
        if not isinstance(value, Place):
            return []
        return [region.code for region in regions.lineage(value.code, scope)]

    return by(rows, book, lineage)


def by_column(rows: Iterable[Row], book: Book, column: BookColumn) -> Mapping[str, Sum]:
    """Add up by what a column of texts says."""
    place = book.public_columns.index(column)

    def said(row: Row) -> list[str]:
        value = row.values[place]
        return [] if value is None else [str(value)]

    return by(rows, book, said)
