"""What a kind of book says: its columns, what its pages show, which files it offers.

A kind is a subclass of `Kind`, registered by `registry.books.add("stations", "…:STATIONS")`. Each
method has a default, so a kind that names columns only has pages, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhuanlan.core.problems import Problem
from zhuanlan.features.books import summaries
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.rows import rows_of
from zhuanlan.features.books.sections import Section
from zhuanlan.model.book import Book, BookKind, Row
from zhuanlan.model.campaign import InCampaign

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


class Kind(BookKind):
    """A kind of book. Its methods see public columns only, and hold no state."""

    lists_rows = True
    """Whether the page of the book lists all rows in a table."""

    def read(
        self, data: bytes, path: str, book: Book, around: InCampaign, guard: CellGuard
    ) -> list[Row]:
        """Return the rows of one of its files; raises ProblemError with all that is wrong."""
        return rows_of(data, path, book, around, guard)

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        """Yield what is wrong between the rows of all files, such as an end before its start."""
        return ()

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

    def sections(self, reader: BookReader) -> Iterator[Section]:
        """Yield what the page of the book shows above its rows."""
        yield from summaries.of_table(reader)

    def pages(self, reader: BookReader) -> Iterable[SubPage]:
        """Yield the pages below that of the book."""
        return ()

    def files(self, reader: BookReader) -> Iterable[BookFile]:
        """Yield the files that it offers besides CSV and XLSX."""
        return ()
