"""Options of what the office answers for."""

from __future__ import annotations

import argparse

from zhuanlan.arguments.shared import (
    add_common,
    add_date,
    add_jobs,
    add_path,
    add_place,
    add_quiet,
    filled,
)
from zhuanlan.i18n import N_, Translator


def add_takedown(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `takedown`."""
    what = _(N_("name of the person, address of the page, or source"))
    parser.add_argument("what", nargs="+", help=what)
    parser.add_argument(
        "--gone",
        action="store_true",
        help=_(N_("addresses of pages that were deleted: they answer that they are gone")),
    )
    add_common(parser, _)
    add_path(parser, "output", "output", _(N_("folder to write to")))
    add_date(parser, _)
    add_place(parser, _)
    parser.add_argument("--reason", metavar="TEXT", help=_(N_("why, for the ledger")))
    add_jobs(parser, _)
    add_quiet(parser, _)


def add_sign(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `sign`."""
    parser.add_argument("post", nargs="+", help=_(N_("file of a post")))
    add_common(parser, _)
    parser.add_argument(
        "--as",
        dest="role",
        type=_role,
        choices=["drafter", "editor", "approver"],
        required=True,
        help=_(N_("which reading: drafter (一审), editor (二审) or approver (三审)")),
    )
    parser.add_argument(
        "--name",
        type=filled,
        metavar="NAME",
        help=_(N_("who signs [the one of the staff whose git identity is yours]")),
    )
    parser.add_argument(
        "--commit", action="store_true", help=_(N_("commit it to git, signed with your key"))
    )


def _role(text: str) -> str:
    """Return the reading that is meant by its Chinese name, too (二审); others stay as they are."""
    return _ROLE_WORDS.get(text.strip(), text)


_ROLE_WORDS = {
    **dict.fromkeys(("一审", "一審", "初审", "初審"), "drafter"),
    **dict.fromkeys(("二审", "二審", "复审", "複審"), "editor"),
    **dict.fromkeys(("三审", "三審", "终审", "終審"), "approver"),
}


def add_proof(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Add the options of `proof`."""
    parser.add_argument("post", nargs="+", help=_(N_("file of a post")))
    add_common(parser, _)
    add_path(parser, "output", "proofs", _(N_("folder to write to")))
    add_date(parser, _)
    parser.add_argument(
        "--html", action="store_true", help=_(N_("write HTML, even where a Chromium is there"))
    )
