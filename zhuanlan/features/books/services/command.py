"""`service-log`: certificates, and tables for a platform, from a service log; both hold names."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_date, add_debug, add_site, build_options, filled
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.core.options import Options

HELP = N_("make certificates and tables of voluntary services, with names")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")

FORMATS = (".csv", ".xlsx")
"""Endings of the tables that it writes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    whats = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    certificate = whats.add_parser("certificate", help=_("a certificate of what somebody did"))
    export = whats.add_parser("export", help=_("a table in the columns of a platform"))
    for one, files in ((certificate, "*.html"), (export, "*.csv, *.xlsx")):
        text = _("slug of the book, or those of campaign and book: spring/services")
        one.add_argument("book", type=filled, help=text)
        text = _("file to write ({files}); not below content or output")
        one.add_argument(
            "-o",
            "--output",
            type=Path,
            required=True,
            metavar="FILE",
            help=text.format(files=files),
        )
        add_site(one)
        add_date(one)
        add_debug(one)
    certificate.add_argument(
        "--person", type=filled, required=True, metavar="NAME", help=_("whose services")
    )
    text = _("the number of the volunteer, where several have that name")
    certificate.add_argument("--number", type=filled, help=text)


def run(args: argparse.Namespace) -> int:
    """Write the file, and say that it is not to be published."""
    from zhuanlan.features.books.services.log import of_person, read_log
    from zhuanlan.features.books.services.paper import certificate, table_of
    from zhuanlan.write.atomic import replaced

    options = build_options(args)
    _check_place(args.output, options, (".html",) if args.what == "certificate" else FORMATS)
    log = read_log(args.book, options)
    if args.what == "certificate":
        services = of_person(log, args.person, args.number)
        data = certificate(log, services, options.now, _)
    else:
        data = table_of(log, workbook=args.output.suffix.lower() == ".xlsx")
    args.output.parent.mkdir(parents=True, exist_ok=True)
    replaced(args.output, data)
    print(args.output)
    say(_("this file holds names: it is for the office, and must not be published"))
    return 0


def _check_place(file: Path, options: Options, suffixes: tuple[str, ...]) -> None:
    """Raise ProblemError where a file would be published, or is of no kind that is written."""
    from zhuanlan.core.problems import Problem, ProblemError

    if file.suffix.lower() not in suffixes:
        message = N_("the file has to end in {allowed}")
        values = {"allowed": ", ".join(suffixes)}
        raise ProblemError([Problem(str(file), 0, 0, message, values)])
    place = file.resolve()
    for folder in (options.content, options.output):
        if place.is_relative_to(folder.resolve()):
            message = N_("a file with names must not lie below {folder}: it could be published")
            values = {"folder": str(folder)}
            raise ProblemError([Problem(str(file), 0, 0, message, values)])
