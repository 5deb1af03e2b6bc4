"""Facts of `campaign.yaml` that a book holds instead: units, contacts, honours, key dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import time
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.yaml import Document
from zhuanlan.model.book import Book
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.declared import KeyDate
from zhuanlan.model.place import Place
from zhuanlan.model.unit import Unit

READ_BY = ("units", "contact")
"""Keys that cells are read by, so that books which declare them are read before others."""

_SHARED = "key_dates"
"""The key that may be written beside a book: not all key dates are deadlines."""


def in_order(books: Iterable[Book]) -> list[Book]:
    """Return books so that those which others are read by come first."""
    order = {key: place for place, key in enumerate(READ_BY)}
    return sorted(books, key=lambda book: order.get(book.of_kind.declares, len(order)))


def with_facts(campaign: Campaign, key: str, facts: Sequence[Any]) -> Campaign:
    """Return a campaign with more values of a key, as `Kind.declared` tells them."""
    known = getattr(campaign, key)
    made = (value for value in map(_MAKERS[key], facts) if value not in known)
    return campaign.having({key: (*known, *dict.fromkeys(made))})


def _unit(fact: Mapping[str, Any]) -> Unit:
    region = fact.get("region")
    return Unit(**{**fact, "region": Place(*region) if region else None})


def _key_date(fact: Mapping[str, Any]) -> KeyDate:
    return KeyDate(**fact)


_MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "units": _unit,
    "contact": str,
    "honours": str,
    "key_dates": _key_date,
}


def written_twice(
    campaign: Campaign,
    folder: str,
    empty: Iterable[Book],
    read: Callable[[], Document],
    facts: Mapping[str, Sequence[Any]],
) -> Iterator[Problem]:
    """Yield the keys of `campaign.yaml` whose facts a book holds.

    `empty` are books without rows, `facts` what the others declare by their slugs; `read` reads
    `campaign.yaml`.
    """
    without_rows = {book.slug for book in empty}
    for book in campaign.books:
        key = book.of_kind.declares
        if not key or key not in campaign.model_fields_set:
            continue
        if key == _SHARED:
            yield from _same_dates(campaign, folder, book, read, facts.get(book.slug, ()))
            continue
        message = N_("the book “{book}” holds these")
        hint = N_("take them out of campaign.yaml")
        if book.slug in without_rows and key in MIGRATED:
            hint = N_("run zhuanlan migrate, which moves them there")
        spot = read().spot((key,), key=True)
        yield Problem(f"{folder}/{CAMPAIGN_FILE}", *spot, message, {"book": book.name}, hint)


def _same_dates(
    campaign: Campaign,
    folder: str,
    book: Book,
    read: Callable[[], Document],
    facts: Sequence[Any],
) -> Iterator[Problem]:
    """Yield the key dates that a deadline of a book says, too: by their title, or time of day."""
    deadlines = [_key_date(fact) for fact in facts]
    titles = {one.title for one in deadlines}
    moments = {one.date for one in deadlines if one.date and one.date.time() != time.min}
    for place, one in enumerate(campaign.key_dates):
        if one.title in titles or one.date in moments:
            spot = read().spot((_SHARED, place))
            message = N_("the book “{book}” holds this date")
            hint = N_("take it out of campaign.yaml")
            yield Problem(f"{folder}/{CAMPAIGN_FILE}", *spot, message, {"book": book.name}, hint)


MIGRATED = ("units", "honours")
"""Keys that `migrate` moves into a book. A key date names no debtor, and a number that may be shown
no person: nobody could write a row of either."""
