"""`form`: write the empty form of a campaign's book for a unit to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.cli.arguments import add_site, filled, now
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

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
    from zhuanlan.core.problems import Problem, ProblemError
    from zhuanlan.features.books.forms import named
    from zhuanlan.features.books.forms.blank import blank_form
    from zhuanlan.write.atomic import replaced

    options = Options(now(), content=args.content, config=args.config)
    folders = [f"{args.campaign}/"] if args.campaign else []
    campaigns = sources_of(options, folders).declared.campaigns
    campaign, book = named.form(campaigns, args.book, args.campaign)
    unit = named.unit(campaign, args.unit) if args.unit else ""
    period = named.period(book, args.period) if args.period else ""
    if args.output.suffix.lower() != ".xlsx":
        message, hint = N_("the form is an XLSX file"), N_("write a name that ends in .xlsx")
        raise ProblemError([Problem(str(args.output), 0, 0, message, {}, hint)])
    data = blank_form(book, unit, period)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    replaced(args.output, data)
    print(args.output)
    return 0
