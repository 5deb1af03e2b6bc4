"""Rules of dates: in a text, and of the keys of a post or campaign against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Piece
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.checks import Rule
from zhuanlan.model.post import Post

_DAYS = "一二三四五六日"
_WRITTEN = re.compile(
    r"(?<![\d年历])(?:(?P<year>(?:19|20)\d\d)[ ]?年[ ]?)?"
    r"(?P<month>\d{1,2})[ ]?月[ ]?(?P<day>\d{1,2})[ ]?[日号]"
    r"(?:[（(，,]?[ ]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))?"
)
_ISO = re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?![\d./-])")
_LEAP = 2000
"""A year that has all days."""


def in_text(piece: Piece, source: Source) -> Iterator[Finding]:
    """Find days that do not exist, or that were another day of the week.

    Dates that are written without a year are only held to exist in some year.
    """
    dates = [*_WRITTEN.finditer(piece.text)] if "月" in piece.text else []
    dates += _ISO.finditer(piece.text) if "-" in piece.text else ()
    for match in dates:
        spot = piece.spot(match.start())
        try:
            day = date(int(match["year"] or _LEAP), int(match["month"]), int(match["day"]))
        except ValueError:
            message = N_("there is no such day or time: {value}")
            yield finding("date-text", source.path, spot, message, value=match[0])
            continue
        told = match["weekday"] if match.re is _WRITTEN else None
        if told and match["year"] and _DAYS[day.weekday()] != told.replace("天", "日"):
            yield finding(
                "date-text",
                source.path,
                spot,
                N_("“{value}” was another day of the week"),
                N_("{day} was 星期{weekday}"),
                value=match[0],
                day=f"{day:%Y-%m-%d}",
                weekday=_DAYS[day.weekday()],
            )


_YEARS_AHEAD = 3
"""Years ahead within which campaigns plan."""

_FIRST_YEAR = 1900
"""Nothing that is published, sent or declared here is older."""


def years(source: Source) -> Iterator[Finding]:
    """Find years that were typed wrong, such as 0013 for 2013, or that lie far ahead."""
    for day, key in _dates(source):
        if day and day.year < _FIRST_YEAR:
            yield finding(
                "date-year",
                source.path,
                source.manuscript.value_spot(*key),
                N_("the year {year:04d} lies before {first}"),
                N_("write the year with its four digits"),
                year=day.year,
                first=_FIRST_YEAR,
            )
    if (post := source.post) and post.matter.date.year > source.now.year + _YEARS_AHEAD:
        yield finding(
            "date-year",
            source.path,
            source.manuscript.value_spot("date"),
            N_("the year {year} lies {years} years ahead"),
            N_("correct it, if it was mistyped: the post appears only then"),
            year=post.matter.date.year,
            years=post.matter.date.year - source.now.year,
        )


def _dates(source: Source) -> Iterator[tuple[date | None, KeyPath]]:
    """Yield the dates of a post or a campaign, each with its key."""
    if source.post:
        for key in ("date", "publish_at", "expires_at"):
            yield getattr(source.post.matter, key), (key,)
    if source.declared:
        for place, phase in enumerate(source.declared.phases):
            yield phase.start, ("phases", place, "start")
            yield phase.end, ("phases", place, "end")
        for place, document in enumerate(source.declared.documents):
            yield document.date, ("documents", place, "date")


def order(source: Source) -> Iterator[Finding]:
    """Find dates that contradict each other, or the build date."""
    if source.post:
        yield from _order_of_post(source.post, source)
    if source.declared:
        yield from _order_of_phases(source.declared, source)
        yield from _order_of_documents(source.declared, source)


def _order_of_post(post: Post, source: Source) -> Iterator[Finding]:
    """Find a post that appears before the date that it bears, or corrections of a day to come."""
    matter, manuscript = post.matter, source.manuscript
    if matter.publish_at and matter.publish_at.date() < matter.date.date():
        yield finding(
            "date-order",
            source.path,
            manuscript.value_spot("publish_at"),
            N_("it appears before its date, {date}"),
            N_("correct one of the two"),
            date=f"{matter.date:%Y-%m-%d}",
        )
    for place, correction in enumerate(matter.corrections):
        if correction.date > source.now:
            spot = manuscript.value_spot("corrections", place, "date")
            message = N_("the correction is dated {date}, which is still to come")
            day = f"{correction.date:%Y-%m-%d}"
            yield finding("date-order", source.path, spot, message, date=day)


def _order_of_phases(campaign: Campaign, source: Source) -> Iterator[Finding]:
    dated = [(n, phase) for n, phase in enumerate(campaign.phases) if phase.start]
    for (_, before), (place, phase) in pairwise(dated):
        if before.start and phase.start and phase.start < before.start:
            yield finding(
                "date-order",
                source.path,
                source.manuscript.value_spot("phases", place, "start"),
                N_("phase “{phase}” starts before “{before}”, which stands above it"),
                phase=phase.name,
                before=before.name,
            )


def _order_of_documents(campaign: Campaign, source: Source) -> Iterator[Finding]:
    """Find documents older than those that they pass on."""
    documents = {
        text: doc for doc in campaign.documents for text in (doc.title, doc.number) if text
    }
    for place, doc in enumerate(campaign.documents):
        for name in (*doc.forwards, *doc.based_on):
            other = documents[name]
            if doc.date and other.date and doc.date < other.date:
                yield finding(
                    "date-order",
                    source.path,
                    source.manuscript.value_spot("documents", place, "date"),
                    N_("“{title}” is older than “{other}”, which it rests on"),
                    title=doc.title,
                    other=other.title,
                )


DATE_YEAR = Rule("date-year", "error", N_("a year before 1900"), {"source": years})
DATE_ORDER = Rule("date-order", "warning", N_("dates contradict each other"), {"source": order})
DATE_TEXT = Rule(
    "date-text", "warning", N_("a date in the text that does not exist"), {"piece": in_text}
)
