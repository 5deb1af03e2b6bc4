"""`report`: figures of a campaign with their sources, as the files that an office sends."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhuanlan.cli.arguments import add_jobs, add_quiet, add_site, filled, moment
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

HELP = N_("count a campaign’s stories, and write the report as Word, Excel or other files")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "campaign",
        nargs="?",
        type=filled,
        metavar="CAMPAIGN",
        help=_("slug or title of the campaign [the only one]"),
    )
    parser.add_argument(
        "--from", dest="start", type=_first, metavar="DATE", help=_("first day that counts")
    )
    parser.add_argument(
        "--to", dest="end", type=moment, metavar="DATE", help=_("last day that counts")
    )
    parser.add_argument(
        "--month", type=_month, metavar="2013-03", help=_("this month alone, or last")
    )
    parser.add_argument(
        "--phase", type=filled, metavar="NAME", help=_("this phase alone, by slug or name")
    )
    parser.add_argument(
        "--as-of",
        type=moment,
        metavar="DATE",
        help=_("count what was published then [now]"),
    )
    parser.add_argument(
        "--report", type=filled, metavar="SLUG", help=_("a report that campaign.yaml declares")
    )
    parser.add_argument(
        "--all", action="store_true", help=_("all reports that campaign.yaml declares")
    )
    parser.add_argument(
        "--tables", type=_words, default=(), metavar="A,B", help=_("only these tables, in order")
    )
    parser.add_argument(
        "--format",
        type=_formats,
        default=(),
        metavar="A,B",
        help=_("xlsx, docx, markdown, html, csv, json, summary [xlsx,docx]"),
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FOLDER",
        help=_("folder to write to [reports beside config.yaml]"),
    )
    parser.add_argument(
        "--internal", action="store_true", help=_("also figures that only the office may see")
    )
    parser.add_argument(
        "--log",
        type=Path,
        metavar="FILE",
        help=_("log of the web server, to count views (combined format)"),
    )
    parser.add_argument(
        "--explain",
        type=filled,
        metavar="FIGURE",
        help=_("write nothing, but print what a figure counts"),
    )
    parser.add_argument(
        "--list",
        action="store_true",
        help=_("write nothing, but list what can be reported"),
    )
    add_site(parser)
    add_jobs(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Write the reports and print their paths."""
    from zhuanlan.features.reports.flow import report

    return report(args)


def _checked(check: Callable[[str], Any], text: str) -> Any:
    from pydantic_core import PydanticCustomError

    try:
        return check(text)
    except PydanticCustomError as error:
        context: Any = error.context or {}
        values = context.get("values", {})
        said = "; ".join(_(context[key]) for key in ("message", "hint") if context.get(key))
        raise argparse.ArgumentTypeError(said.format_map(values)) from None


def _first(text: str) -> datetime:
    from zhuanlan.model.fields import parse_moment

    found: datetime = _checked(parse_moment, text)
    return found


def _month(text: str) -> str:
    from zhuanlan.model.report import month_named

    return str(_checked(month_named, text))


def _words(text: str) -> tuple[str, ...]:
    found = (word.strip() for word in text.replace("，", ",").split(","))
    return tuple(dict.fromkeys(word for word in found if word))


def _formats(text: str) -> tuple[str, ...]:
    from zhuanlan.model.report import format_named

    return tuple(dict.fromkeys(_checked(format_named, word) for word in _words(text)))
