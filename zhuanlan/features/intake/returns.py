"""Spreadsheets that are no stories: what a unit returns of a form, filed with the campaign's books.

A book's own kind reads the file; where it finds rows and nothing wrong, the file is copied to the
book's folder as it is: a blank stays a blank, and no file that is there is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.kind import kind_of
from zhuanlan.features.books.tables import sheets_of
from zhuanlan.features.intake.bundles import Bundle
from zhuanlan.features.intake.reception import Reception
from zhuanlan.load.content import BOOKS
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.load.site import privacy_of
from zhuanlan.model.book import Book
from zhuanlan.model.campaign import InCampaign
from zhuanlan.scaffold import slug_of

SUFFIXES = (".xlsx", ".csv")


def return_in(bundle: Bundle, site: Reception) -> tuple[Book, Path] | None:
    """Return the book that a spreadsheet is a return of, and where it is to lie, or None."""
    data = bundle.story.read_bytes()
    for folder, book in _books(site):
        try:
            rows = _read(folder, book, bundle, site, data)
        except ProblemError:
            continue  # `refusals` says why
        if rows:
            return book, _free(site.content / folder / BOOKS / book.slug, bundle.story)
    return None


def refusals(bundle: Bundle, site: Reception) -> Iterator[Problem]:
    """Yield for each form that a spreadsheet may have been meant for why it is none of it.

    Only where its heads are like those of the form: other tables are stories.
    """
    data = bundle.story.read_bytes()
    for folder, book in _books(site):
        try:
            _read(folder, book, bundle, site, data)
        except ProblemError as error:
            if _is_like(book, bundle, data):
                for one in error.problems:
                    message = N_("it is no return of “{book}”: {reason}")
                    values = {"book": book.name, "reason": one.message.format_map(one.values)}
                    yield Problem(bundle.path, one.line, one.column, message, values, cell=one.cell)


def _books(site: Reception) -> Iterator[tuple[str, Book]]:
    """Yield the books into which units return files, by the folder of their campaign."""
    for folder, campaign in site.campaigns.items():
        if site.folder in ("", folder):
            yield from ((folder, book) for book in campaign.books if kind_of(book).by_unit)


def _read(folder: str, book: Book, bundle: Bundle, site: Reception, data: bytes) -> int:
    campaign = site.campaigns[folder]
    around = InCampaign(site.regions, campaign.scope.code, campaign, registry=site.registry)
    path = f"{folder}/{BOOKS}/{book.slug}/{bundle.story.name}"
    guard = CellGuard(privacy_of(site.config, campaign), Ledgers())
    return len(kind_of(book).read(data, path, book, around, guard))


_HEADS = 8
"""Rows among which the heads of a form stand."""


def _is_like(book: Book, bundle: Bundle, data: bytes) -> bool:
    """Tell whether a table has two heads of a book's lines."""
    try:
        sheets, _ = sheets_of(data, bundle.path)
    except ProblemError:
        return False
    names = {column.name for column in book.all_columns}
    rows = [row for sheet in sheets for row in sheet.rows[:_HEADS]]
    return any(len(names & {str(cell).strip() for cell in row}) >= 2 for row in rows)


def _free(folder: Path, story: Path) -> Path:
    """Return a path in a folder that nothing has yet."""
    stem, number = slug_of(story.stem), 1
    file = folder / f"{stem}{story.suffix.lower()}"
    while file.exists():
        number += 1
        file = folder / f"{stem}-{number}{story.suffix.lower()}"
    return file
