"""What the command `form` is asked for, by the names that campaigns declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.model.book import Book
from zhuanlan.model.campaign import Campaign


def form(campaigns: Mapping[str, Campaign], slug: str, wanted: str | None) -> tuple[Campaign, Book]:
    """Return a form and its campaign."""
    if wanted is not None and wanted not in campaigns:
        raise _unknown("--campaign", N_("unknown campaign “{value}”"), wanted, campaigns)
    forms = {
        name: {book.slug: book for book in campaign.books if book.kind == "form"}
        for name, campaign in campaigns.items()
        if wanted in (None, name)
    }
    found = [name for name, books in forms.items() if slug in books]
    if not found:
        names = sorted({name for books in forms.values() for name in books})
        raise _unknown("form", N_("no campaign has a form “{value}”"), slug, names)
    if len(found) > 1:
        message = N_("several campaigns have a form “{value}”: {names}")
        values = {"value": slug, "names": ", ".join(found)}
        hint = N_("say which one: --campaign SLUG")
        raise ProblemError([Problem("form", 0, 0, message, values, hint)])
    return campaigns[found[0]], forms[found[0]][slug]


def unit(campaign: Campaign, written: str) -> str:
    """Return the name of a declared unit, whose region the return will be counted for."""
    found = campaign.unit(written)
    if found is None:
        names = [name for one in campaign.units for name in one.names]
        raise _unknown("--unit", N_("unknown unit “{value}”"), written, names)
    if found.region is None:
        message = N_("the region of “{unit}” is not known")
        hint = N_("declare it under units in campaign.yaml")
        raise ProblemError([Problem("--unit", 0, 0, message, {"unit": found.name}, hint)])
    return found.name


def period(book: Book, written: str) -> str:
    """Return a period that a form has; one that has none takes any."""
    periods = book.settings.periods
    if periods and written not in periods:
        raise _unknown("--period", N_("unknown period “{value}”"), written, periods)
    return written


def _unknown(where: str, message: str, value: str, allowed: Iterable[str]) -> ProblemError:
    names = [*allowed]
    guess = likely(value, names)
    values = {"value": value, "guess": guess, "allowed": ", ".join(names) or "–"}
    return ProblemError([Problem(where, 0, 0, message, values, meant_of_allowed(guess))])
