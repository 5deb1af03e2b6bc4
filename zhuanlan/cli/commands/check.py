"""`check`: find what an inspection, or a reader, would find."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.cli.arguments import add_date, add_jobs, add_quiet, add_site
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("find what an inspection, or a reader, would find")
ON_OS_ERROR = N_("the check stopped: {error}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help=_("only tell of these files and folders, as they are printed"),
    )
    add_site(parser)
    add_date(parser)
    parser.add_argument("--fix", action="store_true", help=_("mend what is safe to mend"))
    parser.add_argument(
        "--external", action="store_true", help=_("also look up links to other sites")
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "sarif", "github", "gitlab"],
        default="text",
        help=_("how to tell what is found [text]"),
    )
    parser.add_argument(
        "--strict", action="store_true", help=_("fail for warnings, not only for errors")
    )
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help=_("only tell of files that differ from this revision of git"),
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="PATH",
        help=_("only tell what this file does not know"),
    )
    parser.add_argument(
        "--write-baseline",
        type=Path,
        metavar="PATH",
        help=_("write what is found into such a file"),
    )
    add_jobs(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Check the site; 1 if anything is an error, or with --strict a warning."""
    from zhuanlan.cli.checking import check_site

    return check_site(args)
