"""The site as a report reads it: as a build does, without rendering a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.cache.index import Index
from zhuanlan.build.cache.index import Row as Read
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.build.declaring import located_in
from zhuanlan.build.faults import all_faults
from zhuanlan.build.reading import Progress, Reading, quietly, read
from zhuanlan.core.executors import Processes
from zhuanlan.core.options import Options
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.books.loading import books_in
from zhuanlan.load.content import walk
from zhuanlan.load.data import DataRequest
from zhuanlan.model.book import Book, Row
from zhuanlan.model.campaign import Campaign

Office = Mapping[str, tuple[Book, Sequence[Row]]]
"""Books with all their cells, by their slugs."""


@dataclass
class Reader:
    """Reads the site as it was published at moments; what is unchanged is read once."""

    options: Options
    progress: Progress
    bodies: Bodies
    rows: Mapping[str, Read]
    data: Mapping[str, Any]

    def at(self, now: datetime) -> Reading:
        """Return the site at a moment; raises ProblemError with all that is wrong with it."""
        options = replace(self.options, now=now)
        executor = Processes(options.jobs)
        reading = read(options, self.bodies, self.rows, executor, self.progress, self.data)
        if reading.problems:
            raise ProblemError([*reading.problems, *all_faults(reading, options)])
        self.rows, self.data = reading.rows, reading.site.data
        return reading

    def office(self, reading: Reading, campaign: Campaign) -> Office:
        """Return the books of a campaign with figures for the office alone, with all their cells.

        A book that only hides names is none of them: its figures are public.
        """
        hidden = [book for book in campaign.books if _hides_figures(book)]
        if not hidden:
            return {}
        options, site = self.options, reading.site
        declared = reading.declared
        request = DataRequest(options.content, walk(options.content), declared, site.now)
        with located_in(options.content):
            found = books_in(request, site.folders[campaign.slug], campaign)
            if found.problems:
                raise ProblemError(found.problems)
        return {
            book.slug: (book.as_the_office_sees_it(), found.rows.get(book.slug, ()))
            for book in hidden
        }


_COUNTED = ("number", "region", "unit", "date", "choice")
"""Types of columns that figures are made of."""


def _hides_figures(book: Book) -> bool:
    shown = {column.slug for column in book.public_columns}
    hidden = [column for column in book.all_columns if column.slug not in shown]
    return not shown or any(column.type in _COUNTED for column in hidden)


@contextmanager
def reader(options: Options, progress: Progress = quietly) -> Iterator[Reader]:
    """Open the caches of a site for reading; a build of the same site made them, or none did."""
    folder = options.config.parent / FOLDER
    rows, data = _known(options)
    with closing(Bodies(folder)) as bodies:
        yield Reader(options, progress, bodies, rows, data)


def _known(options: Options) -> tuple[Mapping[str, Read], Mapping[str, Any]]:
    """Return what the last build read, or the last check."""
    folder = options.config.parent / FOLDER
    for output in (options.output, folder / "check"):
        with closing(Index(folder, output)) as index:
            record, rows = index.read() if index.exists else (None, {})
        if record:
            return rows, record.data
    return {}, {}
