"""`next`: when the site would change by itself, for whoever builds it then."""

from __future__ import annotations

import argparse
from datetime import timedelta

from zhuanlan.commands import options_of
from zhuanlan.console import say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.pipeline import load
from zhuanlan.plan.advice import next_change
from zhuanlan.problems import ProblemError


def run(given: argparse.Namespace, _: Translator) -> int:
    """Print the moment as 2026-12-01T00:00:00+08:00, or nothing where none is to come."""
    try:
        moment = next_change(load(options_of(given)))
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    if moment is None:
        say(_(N_("nothing is to change by itself")))
        return 0
    whole = moment.replace(microsecond=0) + timedelta(seconds=bool(moment.microsecond))
    print(f"{whole:%Y-%m-%dT%H:%M:%S}+08:00")
    return 0
