"""The pages of books: a campaign's list of them, one for each, and those below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books import summaries
from zhuanlan.features.books.downloads import downloads_of
from zhuanlan.features.books.kind import SubPage
from zhuanlan.features.books.reader import (
    TAXONOMIES,
    TITLE,
    BookReader,
    book_url,
    books_url,
    data_name,
)
from zhuanlan.features.books.sections import Downloads, Section
from zhuanlan.model.book import Book
from zhuanlan.model.page import Link, Page, PageGroup, Pager
from zhuanlan.model.page_groups import data_file, several, single
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import ColumnTags, Meta, PageView
from zhuanlan.plan.trail import trail_to

ON_ONE_PAGE = 200
"""Rows on a page."""


class BookEntry(Struct, frozen=True):
    """A book in the list of them."""

    link: Link
    kind: str
    """What kind it is (untranslated)."""
    description: str


class BooksView(PageView, frozen=True, kw_only=True):
    """The books of a campaign."""

    books: tuple[BookEntry, ...]

    @property
    def meta(self) -> Meta:
        """Say what it lists."""
        return Meta(column=ColumnTags(N_("books")))


class BookView(PageView, frozen=True, kw_only=True):
    """A page of a book: that of the book itself, of some of its rows, or one that its kind adds."""

    book: Link
    """The book, with its address."""
    kind: str
    """What kind it is (untranslated)."""
    description: str | None
    source: str | None
    """Where its rows come from."""
    sections: tuple[Section, ...]
    """Its parts, each drawn by the macro of its `look`."""
    pager: Pager | None = None
    """Neighbours, where the rows take several pages."""
    list_url: str = ""
    """The address of the first page of rows."""

    @property
    def meta(self) -> Meta:
        """Say what it holds."""
        return Meta(description=self.description, column=ColumnTags(self.kind))


class _BookPages(PageMaker):
    name, views = "books", {"books.html": BooksView, "book.html": BookView}

    def knows_its_data(self, site: Site) -> bool:
        return all(
            data_name(campaign, book) in site.data
            for campaign in site.campaigns.values()
            for book in campaign.books
        )

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        for groups in site.of_campaign.values():
            books = shown_books(groups)
            if books:
                yield _list(site, groups, books)
            for book in books:
                yield from _of_book(BookReader(site, groups, book, _data(site, groups, book)))

    def navigation(self, groups: Groups) -> Iterator[Link]:
        if shown_books(groups):
            yield Link(Word(N_("Books")), books_url(groups.campaign))


BOOKS = _BookPages()


def shown_books(groups: Groups) -> tuple[Book, ...]:
    """Return the books of a campaign that readers see."""
    return tuple(book for book in groups.campaign.books if book.public_columns)


def _data(site: Site, groups: Groups, book: Book) -> Mapping[str, Any]:
    found: Mapping[str, Any] = site.data[data_name(groups.campaign, book)]
    return found


def _list(site: Site, groups: Groups, books: tuple[Book, ...]) -> PageGroup:
    campaign = groups.campaign
    page = Page(
        books_url(campaign),
        "books.html",
        partial(_list_view, site, groups, books),
        campaign.slug,
        modified=site.earliest,
    )
    return single(page, *(data_file(data_name(campaign, book)) for book in books))


def _list_view(site: Site, groups: Groups, books: tuple[Book, ...]) -> BooksView:
    campaign = groups.campaign
    entries = tuple(
        BookEntry(
            Link(
                book.name,
                book_url(campaign, book),
                len(_data(site, groups, book)["rows"]),
            ),
            book.of_kind.title,
            book.description or "",
        )
        for book in books
    )
    return BooksView(title=TITLE, crumbs=trail_to(groups, TITLE), books=entries)


def _of_book(reader: BookReader) -> Iterator[PageGroup]:
    """Yield the pages of a book; its rows are decoded where a page is made."""
    kind = reader.kind
    reads = [*reader.reads, *kind.reads(reader)]
    count = len(reader.data["rows"])
    pages = max(-(-count // ON_ONE_PAGE), 1) if kind.lists_rows else 1
    make = partial(_page, reader, pages)
    yield PageGroup(make, pages, frozenset(reads))
    if below := [_below(reader, page) for page in kind.pages(reader)]:
        yield several(below, *reads)


def _page(reader: BookReader, pages: int, number: int) -> Page:
    return Page(
        _rows_url(reader, number),
        "book.html",
        partial(_view, reader, pages, number),
        reader.campaign.slug,
        modified=reader.site.earliest,
        made_from=_made_from(reader, pages, number) if number else None,
    )


def _made_from(reader: BookReader, pages: int, number: int) -> Any:
    """Return what a page of rows shows: its rows, and where they lead."""
    columns = {column.type for column in reader.columns}
    if "post" in columns or reader.kind.named_by or reader.kind.marked:
        return None  # titles of posts, addresses of other rows, what the day says
    first = number * ON_ONE_PAGE
    rows = [row[0] for row in reader.data["rows"][first : first + ON_ONE_PAGE]]
    lists = [reader.groups.addresses(name) for name in TAXONOMIES if name in columns]
    return pages, rows, reader.data["now"], lists


def _below(reader: BookReader, page: SubPage) -> Page:
    return Page(
        reader.address + page.address,
        "book.html",
        partial(_view_below, reader, page),
        reader.campaign.slug,
        modified=reader.site.earliest,
    )


def _view(reader: BookReader, pages: int, number: int) -> BookView:
    kind = reader.kind
    sections: list[Section] = [] if number else [*kind.sections(reader)]
    if kind.lists_rows:
        first = number * ON_ONE_PAGE
        sections.append(summaries.rows_table(reader, reader.rows[first : first + ON_ONE_PAGE]))
    if not number and (files := downloads_of(reader)):
        links = tuple((file.title, reader.address + file.name, file.type) for file in files)
        sections.append(Downloads(title=Word(N_("Downloads")), files=links))
    pager = None
    if pages > 1:
        before = _rows_url(reader, number - 1) if number else None
        after = _rows_url(reader, number + 1) if number + 1 < pages else None
        pager = Pager(number + 1, before, after)
    return _made(reader, reader.book.name, sections, pager=pager)


def _rows_url(reader: BookReader, number: int) -> str:
    return reader.address + (f"rows/{number + 1}/" if number else "")


def _view_below(reader: BookReader, page: SubPage) -> BookView:
    return _made(reader, page.title, [*page.sections()], below=True)


def _made(
    reader: BookReader,
    title: str,
    sections: list[Section],
    *,
    below: bool = False,
    pager: Pager | None = None,
) -> BookView:
    book, groups = reader.book, reader.groups
    home, campaign = trail_to(groups)
    crumbs = [home, campaign, Link(TITLE, books_url(groups.campaign))]
    crumbs += [Link(book.name, reader.address), Link(title)] if below else [Link(book.name)]
    return BookView(
        title=title,
        crumbs=tuple(crumbs),
        book=Link(book.name, reader.address),
        kind=book.of_kind.title,
        description=None if below else book.description,
        source=book.source,
        sections=tuple(sections),
        pager=pager,
        list_url=reader.address,
    )
