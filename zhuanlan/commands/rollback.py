"""`rollback`: an earlier release, for readers, at once."""

from __future__ import annotations

import argparse
from contextlib import closing

from zhuanlan.commands.publish import opened, target_of
from zhuanlan.console import say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.problems import ProblemError, likely, meant_of_allowed
from zhuanlan.publish.host import failed
from zhuanlan.publish.release import Listed


def run(given: argparse.Namespace, _: Translator) -> int:
    """Return to the release that is named, or to the one before the current one."""
    try:
        with closing(opened(given, target_of(given.config, given.target))) as host:
            wanted = _wanted(host.releases(), given)
            host.rollback(wanted)
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    say(_(N_("readers get {id} again")).format(id=wanted))
    return 0


def _wanted(found: list[Listed], given: argparse.Namespace) -> str:
    names = [listed.release.id for listed in found]
    if given.release:
        if given.release not in names:
            guess = likely(given.release, names)
            message, hint = N_("the release {id} is not kept"), meant_of_allowed(guess)
            allowed = ", ".join(names) or "–"
            raise failed(
                given.target, message, hint, id=given.release, guess=guess, allowed=allowed
            )
        return str(given.release)
    current = next((place for place, one in enumerate(found) if one.current), len(found))
    before = found[current].release.before if current < len(found) else ""
    if before in names:  # what readers had, which is not always the next older
        return before
    if current + 1 >= len(names):
        raise failed(given.target, N_("no earlier release is kept"))
    return names[current + 1]
