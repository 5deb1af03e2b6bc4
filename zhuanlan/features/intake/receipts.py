"""Receipts for units: what came in when, and what became of it, to paste into a mail."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from zhuanlan.core.i18n import N_, Translator
from zhuanlan.features.intake.mail import BODY
from zhuanlan.features.intake.receiving import Arrival
from zhuanlan.features.intake.reports import Report


def receipts(report: Report, _: Translator) -> Iterator[str]:
    """Yield a receipt for each unit; what has no unit that is known has one together."""
    by_unit: Mapping[str, list[Arrival]] = defaultdict(list)
    for arrival in report.arrivals:
        units = [one.found.value("unit") for one in arrival.received]
        by_unit[next(filter(None, units), "")].append(arrival)
    for unit, arrivals in by_unit.items():
        yield _receipt(unit, arrivals, report, _)


def _receipt(unit: str, arrivals: list[Arrival], report: Report, _: Translator) -> str:
    lines = [
        _(N_("Receipt")),
        _(N_("{unit}:")).format(unit=unit or _(N_("To the sender"))),
        _(N_("We received from you on {day}:")).format(day=f"{report.now:%Y-%m-%d %H:%M}"),
    ]
    fates = (text for arrival in arrivals for text in _fates(arrival, _))
    lines += [f"{number}. {text}" for number, text in enumerate(fates, 1)]
    return "\n".join(lines)


_SENT = re.compile(r"[^/]*\.(?:eml|zip)(?=/)", re.IGNORECASE)


def _sent_as(path: str) -> str:
    """Return the name of a file as the unit knows it: with the archive or mail that it was in."""
    outer = _SENT.search(path)
    if outer is None:
        return path.rpartition("/")[2]
    inner = path[outer.start() :]
    return outer[0] if inner == f"{outer[0]}/{BODY}" else inner


def _fates(arrival: Arrival, _: Translator) -> Iterator[str]:
    name = _sent_as(arrival.path)
    if arrival.state == "failed":
        reasons = _("; ").join(one.said(_) for one in arrival.problems)
        if arrival.published:
            text = N_("{file}: its story is adopted already; an editor makes the correction")
            yield _(text).format(file=name)
            return
        yield _(N_("{file}: returned, because {reason}")).format(file=name, reason=reasons)
    elif arrival.state == "known":
        yield _(N_("{file}: received before, nothing new")).format(file=name)
    elif arrival.state == "filed":
        yield _(N_("{file}: filed as a return of “{book}”")).format(file=name, book=arrival.book)
    for one in arrival.received if arrival.state in ("draft", "updated") else ():
        text = N_("{title} ({file}): adopted as a draft, which is reviewed before publication")
        if arrival.state == "updated":
            text = N_("{title} ({file}): the corrections are taken over into the draft")
        fate = _(text).format(title=one.title, file=name)
        if arrival.personal and one is arrival.received[0]:
            hint = N_("it holds personal data ({count} places), which are not published")
            fate += _("; ") + _(hint).format(count=len(arrival.personal))
        yield fate
