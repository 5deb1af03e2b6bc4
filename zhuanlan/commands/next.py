"""`next`: when the site would change by itself, for whoever builds it then."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta

from zhuanlan.commands import options_of
from zhuanlan.console import say, say_problems
from zhuanlan.i18n import N_, Translator
from zhuanlan.pipeline import load
from zhuanlan.plan.advice import next_change
from zhuanlan.problems import ProblemError


def run(given: argparse.Namespace, _: Translator) -> int:
    """Print the moment as a timer takes it, or nothing where none is to come."""
    try:
        moment = next_change(load(options_of(given)))
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    if moment is None:
        say(_(N_("nothing is to change by itself")))
        return 0
    print(_FORMATS[given.format](moment))
    return 0


def _whole(moment: datetime, unit: timedelta) -> datetime:
    """Return the first moment of a whole second or minute that is not before."""
    begun = (moment - datetime.min) % unit  # noqa: DTZ901 - naive as all of the site's moments
    return moment + (unit - begun if begun else begun)


def _moment(moment: datetime) -> str:
    return f"{_whole(moment, timedelta(seconds=1)):%Y-%m-%dT%H:%M:%S}+08:00"


def _systemd(moment: datetime) -> str:
    """What `OnCalendar=` and `systemd-run --on-calendar` take (systemd.time(7))."""
    return f"{_whole(moment, timedelta(seconds=1)):%Y-%m-%d %H:%M:%S} Asia/Shanghai"


def _cron(moment: datetime) -> str:
    """The five fields of a cron line, in China's time (set `CRON_TZ=Asia/Shanghai` above it)."""
    at = _whole(moment, timedelta(minutes=1))
    return f"{at.minute} {at.hour} {at.day} {at.month} *"


_FORMATS: dict[str, Callable[[datetime], str]] = {
    "moment": _moment,
    "systemd": _systemd,
    "cron": _cron,
}
