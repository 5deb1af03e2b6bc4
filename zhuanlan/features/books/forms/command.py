"""`form`: write the empty form of a campaign's book for a unit to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_site, filled, now
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhuanlan.model.book import Book
    from zhuanlan.model.campaign import Campaign

HELP = N_("write an empty form for a unit to fill in and return")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("book", type=filled, metavar="SLUG", help=_("slug of the form"))
    parser.add_argument(
        "--unit", type=filled, metavar="NAME", help=_("unit that returns it [left blank]")
    )
    parser.add_argument(
        "--period",
        type=filled,
        metavar="NAME",
        help=_("period [the only one that the form has, else left blank]"),
    )
    parser.add_argument(
        "--campaign",
        type=filled,
        metavar="SLUG",
        help=_("campaign of the form [the only one that has it]"),
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=_("XLSX file to write")
    )
    add_site(parser)


def run(args: argparse.Namespace) -> int:
    """Write the form, and print its path; raises ProblemError for names that nobody declared."""
    from zhuanlan.build.single import sources_of
    from zhuanlan.core.options import Options
    from zhuanlan.features.books.forms.blank import blank_form
    from zhuanlan.write.atomic import replaced

    options = Options(now(), content=args.content, config=args.config)
    folders = [f"{args.campaign}/"] if args.campaign else []
    campaigns = sources_of(options, folders).declared.campaigns
    campaign, book = _form(campaigns, args.book, args.campaign)
    unit = _unit(campaign, args.unit) if args.unit else ""
    period = _period(book, args.period) if args.period else ""
    if args.output.suffix.lower() != ".xlsx":
        message, hint = N_("the form is an XLSX file"), N_("write a name that ends in .xlsx")
        raise ProblemError([Problem(str(args.output), 0, 0, message, {}, hint)])
    data = blank_form(book, unit, period)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    replaced(args.output, data)
    print(args.output)
    return 0


def _form(
    campaigns: Mapping[str, Campaign], slug: str, wanted: str | None
) -> tuple[Campaign, Book]:
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


def _unit(campaign: Campaign, written: str) -> str:
    """Return the name of a declared unit, whose region the return will be counted for."""
    unit = campaign.unit(written)
    if unit is None:
        names = [name for one in campaign.units for name in one.names]
        raise _unknown("--unit", N_("unknown unit “{value}”"), written, names)
    if unit.region is None:
        message = N_("the region of “{unit}” is not known")
        hint = N_("declare it under units in campaign.yaml")
        raise ProblemError([Problem("--unit", 0, 0, message, {"unit": unit.name}, hint)])
    return unit.name


def _period(book: Book, written: str) -> str:
    periods = book.settings.periods
    if periods and written not in periods:
        raise _unknown("--period", N_("unknown period “{value}”"), written, periods)
    return written


def _unknown(where: str, message: str, value: str, allowed: Iterable[str]) -> ProblemError:
    names = [*allowed]
    guess = likely(value, names)
    values = {"value": value, "guess": guess, "allowed": ", ".join(names) or "–"}
    return ProblemError([Problem(where, 0, 0, message, values, meant_of_allowed(guess))])
