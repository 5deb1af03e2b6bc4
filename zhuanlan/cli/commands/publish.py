"""`publish`: build the site, and bring what changed to where readers get it."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.cli.arguments import add_date, add_jobs, add_path, add_quiet, add_site, add_target
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("build, and bring what changed to where readers get it")
AFTER_PROBLEMS = N_("problems: {count}; not published")
ON_OS_ERROR = N_("the build stopped: {error}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_target(parser)
    add_site(parser)
    add_path(parser, "output", "output", _("folder to write to"))
    add_date(parser)
    parser.add_argument(
        "-n",
        "--dry-run",
        action="store_true",
        help=_("show what would be sent, and send nothing"),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=_("send every file anew, whatever is known of those that are there"),
    )
    parser.add_argument(
        "--allow-warnings",
        action="store_true",
        help=_("publish although `check` has warnings that are new since the last time"),
    )
    parser.add_argument("--by", metavar="NAME", help=_("who publishes [who CI or git says]"))
    parser.add_argument(
        "--report",
        type=Path,
        metavar="PATH",
        help=_("folder for the report and the changed addresses [ledgers/published/TARGET]"),
    )
    parser.add_argument(
        "--patience",
        type=_seconds,
        default=30,
        metavar="SECONDS",
        help=_("how long the host may take to show new pages [30]"),
    )
    add_jobs(parser)
    add_quiet(parser)
    parser.add_argument("-v", "--verbose", action="store_true", help=_("name every file"))


def run(args: argparse.Namespace) -> int:
    """Build, compare, check, send what differs, and look at it as readers do."""
    from zhuanlan.cli.publishing import publish

    return publish(args)


def _seconds(text: str) -> float:
    """Read a number of seconds, up to an hour."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if 0 <= found <= 3600:
        return found
    raise argparse.ArgumentTypeError(f"{text!r}: 0–3600")
