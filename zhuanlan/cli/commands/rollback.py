"""`rollback`: let readers have an earlier release again."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_config, add_target
from zhuanlan.cli.console import say
from zhuanlan.i18n import N_
from zhuanlan.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.publish.release import Listed

HELP = N_("let readers have an earlier release again")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_target(parser)
    parser.add_argument("release", nargs="?", help=_("release to return to [the one before]"))
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Return to the release that is named, or to the one before the current one."""
    from contextlib import closing

    from zhuanlan.cli.targets import open_host, target_of

    with closing(open_host(args, target_of(args))) as host:
        wanted = _wanted(host.releases(), args)
        host.rollback(wanted)
    say(_("readers get {id} again").format(id=wanted))
    return 0


def _wanted(releases: Sequence[Listed], args: argparse.Namespace) -> str:
    from zhuanlan.problems import likely, meant_of_allowed
    from zhuanlan.publish.host import failed

    names = [listed.release.id for listed in releases]
    if args.release:
        if args.release not in names:
            guess = likely(args.release, names)
            message, hint = N_("the release {id} is not kept"), meant_of_allowed(guess)
            allowed = ", ".join(names) or "–"
            raise failed(args.target, message, hint, id=args.release, guess=guess, allowed=allowed)
        return str(args.release)
    current = next((place for place, one in enumerate(releases) if one.current), len(releases))
    before = releases[current].release.before if current < len(releases) else ""
    if before in names:  # what readers had, which is not always the next older
        return before
    if current + 1 >= len(names):
        raise failed(args.target, N_("no earlier release is kept"))
    return names[current + 1]
