"""`import`: make drafts of what units send in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhuanlan.cli.arguments import add_config, add_path
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.features.intake.reception import Reception
    from zhuanlan.features.intake.recognise.guess import Guess
    from zhuanlan.features.intake.reports import Report

HELP = N_("make drafts of what units send in")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    what = _("file, folder, .zip or .eml to import")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=what)
    parser.add_argument(
        "--campaign", metavar="NAME", default="", help=_("folder or title of the campaign")
    )
    parser.add_argument(
        "--column", metavar="NAME", default="", help=_("slug or name of the column")
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help=_("campaign and column at once, such as content/spring/news"),
    )
    parser.add_argument("--split", action="store_true", help=_("a file may hold several stories"))
    parser.add_argument(
        "--again", action="store_true", help=_("import files that were imported before")
    )
    parser.add_argument(
        "--fetch",
        action="append",
        default=[],
        metavar="HOST",
        help=_("fetch pictures of web pages from this host, such as mmbiz.qpic.cn"),
    )
    parser.add_argument("-n", "--dry-run", action="store_true", help=_("write nothing"))
    parser.add_argument(
        "--interactive", action="store_true", help=_("ask about each guess that is not sure")
    )
    parser.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help=_("write the report as HTML, too")
    )
    parser.add_argument(
        "--receipt", action="store_true", help=_("print a receipt for the unit, to paste into mail")
    )
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Make a draft of each story and report; return 1 if a file gave none."""
    from zhuanlan.cli.arguments import now
    from zhuanlan.cli.console import is_interactive
    from zhuanlan.cli.errors import CommandError
    from zhuanlan.features.intake.incoming import take_in
    from zhuanlan.features.intake.reception import reception

    campaign, column = args.campaign, args.column
    if args.into:
        campaign, column = _column(args.into, args.content)
    site = reception(args.content, args.config, now(), campaign, column)
    if args.interactive and not is_interactive():  # said in the language that the site sets
        raise CommandError(N_("--interactive needs a terminal"), status=2)
    if args.report:  # before anything is written
        args.report.parent.mkdir(parents=True, exist_ok=True)
    site.split, site.dry_run, site.again = args.split, args.dry_run, args.again
    site.hosts = tuple(args.fetch)
    site.ask = _ask if args.interactive else None
    report = take_in(args.files, site)
    _show(args, report, site)
    return int(report.failed)


def _show(args: argparse.Namespace, report: Report, site: Reception) -> None:
    """Print paths of drafts, the JSON or receipts, and say the rest."""
    from zhuanlan.cli.console import print_data, say, say_problems
    from zhuanlan.core.i18n import translator
    from zhuanlan.features.intake.pages import page
    from zhuanlan.features.intake.receipts import receipts
    from zhuanlan.write.atomic import replaced

    if args.report:
        language = site.config.language
        replaced(args.report, page(report, language, translator(language)).encode())
    if args.json:
        print_data(report.as_json(_))
        return
    say_problems(report.said())
    show = say if args.receipt else print  # what is pasted into mail holds no paths
    for arrival in report.arrivals:
        paths = [one.path for one in arrival.received if one in report.received]
        for path in [arrival.filed] if arrival.filed else paths:
            show(str(path))
    for text in receipts(report, translator(site.config.language)) if args.receipt else ():
        print(text, end="\n\n")
    if waiting := sum(len(one.open) for one in report.received):
        say(_("{count} values to confirm, under imported: in the drafts").format(count=waiting))
    if args.dry_run:
        say(_("nothing is written: this was a dry run"))


def _ask(guess: Guess, title: str, read: Callable[[str], Any]) -> Guess | None:
    """Ask whether a guess is right: nothing keeps it, a hyphen takes it away."""
    from dataclasses import replace

    from zhuanlan.cli.prompts import Prompts
    from zhuanlan.features.intake.recognise.guess import name_of

    def value_of(answer: str) -> Any:
        kept = answer == str(guess.value)
        return guess.value if kept else None if answer == "-" else read(answer)

    question = _("“{title}”: {field} (by “{evidence}”; - for none)")
    question = question.format(title=title, field=_(name_of(guess.field)), evidence=guess.evidence)
    value = Prompts().text("--interactive", None, question, value_of, str(guess.value))
    return None if value is None else replace(guess, value=value, sure=True)


def _column(folder: Path, content: Path) -> tuple[str, str]:
    """Return the campaign and column of a folder; raises ProblemError where it is none."""
    from zhuanlan.core.problems import Problem, ProblemError
    from zhuanlan.load.content import CAMPAIGN_FILE

    campaign = folder.resolve().parent
    if campaign.parent != content.resolve() or not (campaign / CAMPAIGN_FILE).is_file():
        message = N_("this is not the folder of a column")
        hint = N_("a column lies in a campaign, such as content/spring/news")
        raise ProblemError([Problem(str(folder), 0, 0, message, {}, hint)])
    return campaign.name, folder.name
