"""`next`: print when the site would change by itself, for a timer."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from zhuanlan.cli.arguments import add_date, add_site, build_options
from zhuanlan.cli.console import say
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

if TYPE_CHECKING:
    from datetime import datetime

HELP = N_("print when the site would change by itself")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_site(parser)
    add_date(parser)
    parser.add_argument(
        "--reports",
        action="store_true",
        help=_("print when the time of a declared report is over instead"),
    )
    parser.add_argument(
        "--format",
        choices=["moment", "systemd", "cron"],
        default="moment",
        help=_("2026-12-01T00:00:00+08:00, OnCalendar= of systemd, or a line of cron [moment]"),
    )


def run(args: argparse.Namespace) -> int:
    """Print the time in the format of a timer, or nothing where no change is to come."""
    from zhuanlan.build import load
    from zhuanlan.plan.advice import next_change, next_report

    site = load(build_options(args))
    moment = next_report(site) if args.reports else next_change(site)
    if moment is None:
        nothing = _("no report is to come") if args.reports else _("nothing is to change by itself")
        say(nothing)
        return 0
    print(_FORMATS[args.format](moment))
    return 0


def _rounded_up(moment: datetime, seconds: int) -> datetime:
    """Return the first whole second, or minute, that is not before a time."""
    from datetime import datetime, timedelta

    unit = timedelta(seconds=seconds)
    begun = (moment - datetime.min) % unit  # noqa: DTZ901 - naive as all times of a site
    return moment + (unit - begun if begun else begun)


def _moment(moment: datetime) -> str:
    return f"{_rounded_up(moment, 1):%Y-%m-%dT%H:%M:%S}+08:00"


def _systemd(moment: datetime) -> str:
    """The format of `OnCalendar=` and `systemd-run --on-calendar` (systemd.time(7))."""
    return f"{_rounded_up(moment, 1):%Y-%m-%d %H:%M:%S} Asia/Shanghai"


def _cron(moment: datetime) -> str:
    """The five fields of a cron line, in China's time (set `CRON_TZ=Asia/Shanghai` above it)."""
    at = _rounded_up(moment, 60)
    return f"{at.minute} {at.hour} {at.day} {at.month} *"


_FORMATS = {"moment": _moment, "systemd": _systemd, "cron": _cron}
