"""`import`: write drafts from files of other programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.cli.arguments import add_config, add_path
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("write drafts from files of other programs")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("file to import"))
    parser.add_argument(
        "--into",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=_("folder of a column, such as content/spring/news"),
    )
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Write a draft for each post that the files hold; return 1 if a file gave none."""
    from zhuanlan.cli.arguments import now
    from zhuanlan.cli.console import say_problems
    from zhuanlan.core.problems import ProblemError
    from zhuanlan.features.intake.drafts import imported
    from zhuanlan.load.plugins import registry_for

    _check_column(args.into, args.content)
    registry = registry_for(args.config, args.content)
    failed = False
    for file in args.files:
        try:
            written, lost = imported(file, args.into, registry, now())
        except ProblemError as error:
            say_problems(error.problems)
            failed = True
            continue
        say_problems(lost)
        for path in written:
            print(path)
    return int(failed)


def _check_column(folder: Path, content: Path) -> None:
    """Raise ProblemError for a folder in which no build would look for posts."""
    from zhuanlan.core.problems import Problem, ProblemError
    from zhuanlan.load.content import CAMPAIGN_FILE

    campaign = folder.resolve().parent
    if campaign.parent != content.resolve() or not (campaign / CAMPAIGN_FILE).is_file():
        message = N_("this is not the folder of a column")
        hint = N_("a column lies in a campaign, such as content/spring/news")
        raise ProblemError([Problem(str(folder), 0, 0, message, {}, hint)])
