"""Books as reports read them: public cells, or all cells where the office asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from zhuanlan.features.books.forms.account import Account
from zhuanlan.features.books.reader import BookReader, data_name
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Value
from zhuanlan.model.book import Book, Row


@dataclass(frozen=True)
class _Office(BookReader):
    """A book with its office-only columns."""

    all_rows: Sequence[Row] = ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self.all_rows)


@dataclass(frozen=True)
class Booked:
    """A book with the figures that are made of its rows."""

    facts: Facts
    reader: BookReader
    internal: bool

    def sources(self, rows: Iterable[Row]) -> tuple[int, ...]:
        """Return the places of rows among the sources."""
        return self.facts.sources.rows(rows, self._described)

    @cached_property
    def account(self) -> Account:
        """The returns of a form."""
        return Account(self.reader)

    def count(self, rows: Iterable[Row]) -> Cell:
        """Return the number of rows as a figure."""
        found = self.sources(rows)
        return Cell(len(found), found)

    def sum(self, values: Sequence[tuple[Row, Decimal]]) -> Cell:
        """Return the sum of what rows report; a blank where none does, which is not a zero."""
        if not values:
            return Cell()
        return Cell(plain(sum(value for _, value in values)), self.sources(r for r, _ in values))

    def dated(self, slug: str) -> list[Row]:
        """Return the rows whose date lies in the range of the report."""
        span, now = self.facts.span, self.facts.now
        found = ((row, self.reader.moment(row, slug)) for row in self.reader.rows)
        return [row for row, at in found if at is not None and at <= now and span.has(at)]

    def known(self, moment: datetime | None) -> datetime | None:
        """Return a moment, if it had come when the report counts."""
        return moment if moment and moment <= self.facts.now else None

    def _described(self, row: Row) -> tuple[str, str]:
        reader = self.reader
        texts = [reader.text(row, key) for key in reader.book.keys]
        texts = texts or [reader.text(row, column.slug) for column in reader.columns[:2]]
        title = " ".join(text for text in texts[:3] if text) or reader.book.name
        return title, "" if self.internal else reader.entry_url(row) or reader.address


def plain(value: Decimal | int) -> Value:
    """Return a whole number as such."""
    return int(value) if value == int(value) else value


def books(facts: Facts, kinds: Sequence[str] = ()) -> Iterator[Booked]:
    """Yield the campaign's books, or those of some kinds."""
    for book in facts.campaign.books:
        if kinds and book.kind not in kinds:
            continue
        if book.slug not in facts.books:
            facts.books[book.slug] = _booked(facts, book)
        if booked := facts.books[book.slug]:
            yield booked


def _booked(facts: Facts, book: Book) -> Booked | None:
    """Return a book as this report sees it; None where it sees nothing of it."""
    if book.slug in facts.office:
        seen, rows = facts.office[book.slug]
        return Booked(facts, _Office(facts.site, facts.whole, seen, {}, rows), internal=True)
    if not book.public_columns:
        return None
    data = facts.site.data[data_name(facts.campaign, book)]
    return Booked(facts, BookReader(facts.site, facts.whole, book, data), internal=False)
