"""Names in one book that must be in another: the station of an event is one of the stations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, likely, meant
from zhuanlan.features.books.kind import kind_of
from zhuanlan.features.books.reader import data_name
from zhuanlan.model.book import Book
from zhuanlan.model.campaign import Campaign


def unknown_names(campaign: Campaign, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the cells that name a row of another book, and there is none.

    `data` are the books as they are kept, by name; one with mistakes is not there, and nothing that
    depends on it is judged.
    """
    for book in campaign.books:
        for slug, (other, target) in kind_of(book).names_rows_of.items():
            others = [one for one in campaign.books if one.kind == other]
            if others and all(data_name(campaign, one) in data for one in (book, *others)):
                known = {name for one in others for name, *_ in _cells(campaign, one, target, data)}
                yield from _unknown(campaign, book, slug, known, data)


def _unknown(
    campaign: Campaign, book: Book, slug: str, known: set[str], data: Mapping[str, Any]
) -> Iterator[Problem]:
    for name, path, cell, line in _cells(campaign, book, slug, data):
        if name is not None and name not in known:
            guess = likely(name, known)
            message = N_("“{value}” is in no book of the campaign that should hold it")
            hint = meant(guess) if guess else N_("add it there, or correct the name")
            yield Problem(path, line, 1, message, {"value": name, "guess": guess}, hint, cell=cell)


def _cells(
    campaign: Campaign, book: Book, slug: str, data: Mapping[str, Any]
) -> Iterator[tuple[Any, str, str, int]]:
    """Yield the public cells of a column, each with the path, cell and line of its row."""
    slugs = [column.slug for column in book.public_columns]
    if slug in slugs:
        place, kept = slugs.index(slug), data[data_name(campaign, book)]
        for values, file, cell, line, *_ in kept["rows"]:
            yield values[place], kept["files"][file], cell, line
