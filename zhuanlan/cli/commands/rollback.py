"""`rollback`: let readers have an earlier release again."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_config, add_target, now
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from zhuanlan.model.privacy import Takedown
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
    from zhuanlan.load.ledgers import load_ledgers

    taken_down = load_ledgers(args.config.parent / "ledgers", now()).takedowns
    with closing(open_host(args, target_of(args))) as host:
        releases = host.releases()
        wanted = _wanted(releases, args)
        [listed] = [one for one in releases if one.release.id == wanted]
        _refuse_taken_down(listed, taken_down, args)
        host.rollback(wanted)
    say(_("readers get {id} again").format(id=wanted))
    return 0


def _refuse_taken_down(
    listed: Listed, taken_down: Sequence[Takedown], args: argparse.Namespace
) -> None:
    """Raise ProblemError for a release in which readers would find what was taken down."""
    from zhuanlan.publish.host import failed

    release = listed.release
    for one in taken_down:
        known = [address for address in one.addresses if address in release.stories]
        older = not release.stories and release.date[:10] <= f"{one.date:%Y-%m-%d}"
        if known or older:
            message = N_("release {id} still shows {address}, which was taken down on {date}")
            hint = N_("mend the site and publish it: what was taken down must not come back")
            address = next(iter((*known, *one.addresses)), one.source)
            values = {"id": release.id, "address": address, "date": f"{one.date:%Y-%m-%d}"}
            raise failed(args.target, message, hint, **values)


def _wanted(releases: Sequence[Listed], args: argparse.Namespace) -> str:
    from zhuanlan.core.problems import likely, meant_of_allowed
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
