"""What a kind sees of its book when its pages are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books.naming import addresses_of
from zhuanlan.features.books.packing import unpacked
from zhuanlan.features.books.sections import Cell
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, Row, Value
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.files import published_as
from zhuanlan.model.page import GroupKey
from zhuanlan.model.page_groups import data_file, lists_of
from zhuanlan.model.picture import Image
from zhuanlan.model.place import Place
from zhuanlan.model.region import Region, Regions
from zhuanlan.model.site import Groups, Site

if TYPE_CHECKING:
    from zhuanlan.features.books.kind import Kind

BLANK = "–"
"""How a blank is shown: not as a zero."""

TAXONOMIES = ("region", "unit", "activity", "phase")
"""Types of columns whose values have lists of posts."""


@dataclass(frozen=True)
class BookReader:
    """A book with its rows, and the site around it. Office-only columns are not there."""

    site: Site
    groups: Groups
    book: Book
    data: Mapping[str, Any]

    @property
    def campaign(self) -> Campaign:
        """The campaign whose book it is."""
        return self.groups.campaign

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.book.of_kind  # type: ignore[return-value]

    @property
    def regions(self) -> Regions:
        """All regions."""
        return self.site.regions

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of their files; each has the values of `columns`."""
        return unpacked(self.data, self.book)

    @property
    def columns(self) -> tuple[BookColumn, ...]:
        """The public columns."""
        return self.book.public_columns

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {column.slug: place for place, column in enumerate(self.columns)}

    def has(self, slug: str) -> bool:
        """Tell whether readers see a column."""
        return slug in self._places

    def column(self, slug: str) -> BookColumn:
        """Return a public column; raises KeyError."""
        return self.columns[self._places[slug]]

    def value(self, row: Row, slug: str) -> Value:
        """Return a value of a row; None where it is blank, or the column is not public."""
        place = self._places.get(slug)
        return None if place is None else row.values[place]

    def text(self, row: Row, slug: str) -> str:
        """Return a value as readers see it; a blank is an empty string."""
        place = self._places.get(slug)
        if place is None:
            return ""
        return self.said(self.columns[place], row.values[place], row.masked)

    def moment(self, row: Row, slug: str) -> datetime | None:
        """Return a date of a row."""
        value = self.value(row, slug)
        return value if isinstance(value, datetime) else None

    def passed(self, moment: datetime | None) -> bool:
        """Tell whether a moment has passed that the kind names among its `moments`."""
        return bool(moment and self._now and moment <= self._now)

    @cached_property
    def _now(self) -> datetime | None:
        """The last of its moments that has passed."""
        last = self.data.get("now")
        return datetime.fromisoformat(last) if last else None

    def said(self, column: BookColumn, value: Value, masked: str = "") -> str:
        """Return a value in words: that of an activity or phase is its name, of a post its title.

        The title may name the child whose row is `masked`, so the hidden name stands for it there.
        """
        if value is None:
            return ""
        if column.type == "activity":
            return self.campaign.activity_lineage(str(value))[-1].name
        if column.type == "phase":
            return self.campaign.phase(str(value)).name
        if column.type == "post":
            item = self.site.by_path.get(str(value))
            return (masked or item.matter.title) if item else BLANK
        if column.type == "file" and value not in column.choices:
            return str(value).rpartition("/")[2]
        return shown(value)

    def cell(self, row: Row, slug: str) -> Cell:
        """Return a value of a row as a cell, with a link where it has a page."""
        place = self._places.get(slug)
        if place is None:
            return Cell(BLANK)
        cell = self.cell_of(self.columns[place], row.values[place], row.masked)
        return Cell(cell.text, self.entry_url(row)) if slug == self.kind.named_by else cell

    def cell_of(self, column: BookColumn, value: Value, masked: str = "") -> Cell:
        """Return a value of a column as a cell; `masked` is that of its row."""
        if value is None:
            return Cell(BLANK, number=column.type == "number")
        text = self.said(column, value, masked)
        return Cell(text, self.url(column, value), number=column.type == "number")

    def url(self, column: BookColumn, value: Value) -> str | None:
        """Return where the page of a value is, if it has one."""
        if isinstance(value, Place):
            return self.groups.addresses("region").get(value.code)
        if column.type in TAXONOMIES:
            return self.groups.addresses(column.type).get(str(value))
        if column.type == "post":
            item = self.site.by_path.get(str(value))
            return item.url if item else None
        if column.type == "file" and value not in column.choices:
            return published_as(str(value))
        return None

    def image(self, row: Row, slug: str, alt: str) -> Image | None:
        """Return the picture that a column of files names."""
        target = self.value(row, slug)
        if not target or target in self.column(slug).choices:
            return None
        return Image(published_as(str(target)), alt, picture=self.site.pictures.get(str(target)))

    def region_url(self, region: Region) -> str | None:
        """Return where the page of a region is, if it has one."""
        return self.groups.addresses("region").get(region.code)

    @property
    def reads(self) -> tuple[GroupKey, ...]:
        """What a page reads that shows cells of this book: its rows, and the lists they link to."""
        lists = (lists_of(self.campaign, c.type) for c in self.columns if c.type in TAXONOMIES)
        return (data_file(self.data_name), *lists)

    @property
    def data_name(self) -> str:
        """Its name among the site's data."""
        return data_name(self.campaign, self.book)

    @property
    def address(self) -> str:
        """The address of the book's page."""
        return book_url(self.campaign, self.book)

    @cached_property
    def entries(self) -> Mapping[int, str]:
        """The addresses of the pages of rows, below the book's, by the rows' identities.

        Names that are read alike are told apart by what is in the key of their rows.
        """
        slug = self.kind.named_by
        named = [row for row in self.rows if self.text(row, slug)] if slug else []
        names = ((self.text(row, slug), self._key(row)) for row in named)
        found = addresses_of(names, self.site.config.pinyin, reserved=_TAKEN)
        return {id(row): address for row, address in zip(named, found, strict=True)}

    def _key(self, row: Row) -> str:
        return "\0".join(self.text(row, part) for part in self.book.keys)

    def entry_url(self, row: Row) -> str | None:
        """Return the address of the page of a row, if it has one."""
        below = self.entries.get(id(row))
        return None if below is None else self.address + below

    def others(self, kind: str = "") -> Iterator[BookReader]:
        """Return the other books of the campaign that readers see, or those of a kind.

        A kind whose pages read them names them by `reads`.
        """
        return (one for one in self._others if kind in ("", one.book.kind))

    @cached_property
    def _others(self) -> tuple[BookReader, ...]:
        return tuple(
            BookReader(self.site, self.groups, book, self.site.data[data_name(self.campaign, book)])
            for book in self.campaign.books
            if book is not self.book and book.public_columns
        )

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


_TAKEN = ("rows", "month")
"""Folders below a book in which its rows go on, and its months."""


def books_url(campaign: Campaign) -> str:
    """Return the address of the page that lists a campaign's books."""
    return f"{campaign.slug}/books/"


def book_url(campaign: Campaign, book: Book) -> str:
    """Return the address of a book."""
    return f"{books_url(campaign)}{book.slug}/"


def data_name(campaign: Campaign, book: Book) -> str:
    """Return the name of a book among the site's data."""
    return f"{campaign.slug}/books/{book.slug}"


TITLE = Word(N_("Books of the campaign"))
