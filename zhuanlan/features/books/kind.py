"""What a kind of book says: its columns, what its pages show, which files it offers.

A kind is a subclass of `Kind`, registered by `registry.books.add("stations", "…:STATIONS")`. Each
method has a default, so a kind that names columns only has pages, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from zhuanlan.core.problems import Problem
from zhuanlan.features.books import summaries
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.rows import rows_of
from zhuanlan.features.books.sections import Cell, Section
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.model.book import Book, BookKind, Row
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.page import GroupKey

if TYPE_CHECKING:
    from zhuanlan.features.books.reader import BookReader


@dataclass(frozen=True, slots=True)
class SubPage:
    """A page below that of its book: `address` ends in a slash and is relative to the book's."""

    address: str
    title: str
    sections: Callable[[], Iterable[Section]]


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file that readers may download from a book's page: its name, and what makes its bytes."""

    name: str
    title: str
    make: Callable[[], bytes]


def kind_of(book: Book) -> Kind:
    """Return the kind of a book."""
    return book.of_kind  # type: ignore[return-value]


class Kind(BookKind):
    """A kind of book. Its methods see public columns only, and hold no state."""

    lists_rows = True
    """Whether the page of the book lists all rows in a table."""

    by_unit: ClassVar[bool] = False
    """Whether each unit hands in a file of its own, so that there may be none yet."""
    named_by: ClassVar[str] = ""
    """The column that names the page of each row; without it, rows have none."""
    names_rows_of: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Columns that name rows of another book of the campaign: its kind, and its column."""
    marked: ClassVar[tuple[str, ...]] = ()
    """Columns whose cells it makes by `cell`, since they say more than what is written in them."""
    unlisted: ClassVar[tuple[str, ...]] = ()
    """Columns that the table of all rows leaves out, since the pages of the rows show them."""

    def read(
        self, data: bytes, path: str, book: Book, around: InCampaign, guard: CellGuard
    ) -> list[Row]:
        """Return the rows of one of its files; raises ProblemError with all that is wrong."""
        return rows_of(data, path, book, around, guard)

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        """Yield what is wrong between the rows of all files, such as an end before its start."""
        return ()

    def protected(self, rows: Sequence[Row], book: Book, ledgers: Ledgers) -> Iterable[Row]:
        """Return rows without names that nobody may see, once nothing is wrong with them."""
        return rows

    def settled(self, rows: Sequence[Row], book: Book) -> Sequence[Row]:
        """Return the rows of all files as they count together, such as without what was corrected.

        Called where nothing is wrong with them.
        """
        return rows

    def moments(self, rows: Sequence[Row], book: Book) -> Iterable[datetime]:
        """Yield the moments at which its pages change by themselves, such as deadlines.

        Pages must not ask for the time of the build, but `BookReader.passed` for such a moment.
        """
        return ()

    def declared(self, rows: Sequence[Row], book: Book) -> Iterable[Any]:
        """Yield the values of the key `declares` of `campaign.yaml`, made of texts and lists.

        It sees office-only columns, too: what it yields, posts and pages may show.
        """
        return ()

    def honours(self, rows: Sequence[Row], book: Book) -> Iterable[tuple[str, str]]:
        """Yield posts by their paths, each with an honour that its page shows."""
        return ()

    def sections(self, reader: BookReader) -> Iterator[Section]:
        """Yield what the page of the book shows above its rows."""
        yield from summaries.of_table(reader)

    def cell(self, reader: BookReader, row: Row, slug: str) -> Cell:
        """Return a value of a row as tables and pages show it, where its column is `marked`."""
        return reader.cell(row, slug)

    def entry(self, reader: BookReader, row: Row) -> Iterator[Section]:
        """Yield what the page of a row shows."""
        yield summaries.facts(reader, row)

    def pages(self, reader: BookReader) -> Iterable[SubPage]:
        """Yield the pages below that of the book: here one for each row that `named_by` names."""
        if not self.named_by:
            return
        for row in reader:
            if url := reader.entry_url(row):
                address, title = url[len(reader.address) :], reader.text(row, self.named_by)
                yield SubPage(address, title, partial(self.entry, reader, row))

    def reads(self, reader: BookReader) -> Iterable[GroupKey]:
        """Yield what its pages read besides the book, and the lists that its columns lead to.

        They are made again where that changes: `group(campaign, "region", code)` are the posts of
        a region (`model/page_groups.py`).
        """
        return ()

    def files(self, reader: BookReader) -> Iterable[BookFile]:
        """Yield the files that it offers besides CSV and XLSX."""
        return ()
