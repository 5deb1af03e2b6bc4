"""`sign`: record who drafted, edited or approved a post."""

from __future__ import annotations

import argparse

from zhuanlan.cli.arguments import add_site, filled
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("record who drafted, edited or approved a post")
ON_OS_ERROR = N_("{file} cannot be written: {reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("post", nargs="+", help=_("file of a post"))
    add_site(parser)
    parser.add_argument(
        "--as",
        dest="role",
        type=_role,
        choices=["drafter", "editor", "approver"],
        required=True,
        help=_("which reading: drafter (一审), editor (二审) or approver (三审)"),
    )
    parser.add_argument(
        "--name",
        type=filled,
        metavar="NAME",
        help=_("who signs [the one of the staff whose git identity is yours]"),
    )
    parser.add_argument(
        "--commit", action="store_true", help=_("commit it to git, signed with your key")
    )


def run(args: argparse.Namespace) -> int:
    """Write the signatures, and show what each post still lacks."""
    from zhuanlan.features.signoff.sign import sign

    return sign(args)


def _role(text: str) -> str:
    """Return a role by its Chinese name (二审); any other text stays as it is."""
    return _ROLE_WORDS.get(text.strip(), text)


_ROLE_WORDS = {
    **dict.fromkeys(("一审", "一審", "初审", "初審"), "drafter"),
    **dict.fromkeys(("二审", "二審", "复审", "複審"), "editor"),
    **dict.fromkeys(("三审", "三審", "终审", "終審"), "approver"),
}
