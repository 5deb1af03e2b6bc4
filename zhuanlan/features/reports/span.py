"""The time that a report tells of, and the one before it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from msgspec import Struct

from zhuanlan.core.i18n import Translator
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post
from zhuanlan.model.report import LAST_MONTH, ReportSpec, days_of, phase_named


class Span(Struct, frozen=True):
    """A range of time, both ends included; None is open.

    Of a phase those stories count that the site puts into it, whatever their dates.
    """

    slug: str
    """As it stands in the names of files; empty for the whole campaign."""
    start: datetime | None = None
    end: datetime | None = None
    phase: str | None = None
    month: str = ""

    def holds(self, post: Post) -> bool:
        """Tell whether a story counts."""
        return post.phase == self.phase if self.phase else self.has(post.matter.date)

    def has(self, moment: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return (self.start is None or self.start <= moment) and (
            self.end is None or moment <= self.end
        )

    def before(self, now: datetime) -> Span | None:
        """Return the range of the same length right before it, or None where there is none.

        Before a month that is the month before. Where the end is open, it is `now`.
        """
        if self.start is None or (not self.month and self.start > now):
            return None
        days = (min(self.end or now, now).date() - self.start.date()).days + 1
        try:
            last = self.start.date() - timedelta(days=1)
            first = last.replace(day=1) if self.month else last - timedelta(days=days - 1)
        except OverflowError:  # before the year 1
            return None
        month = f"{last:%Y-%m}" if self.month else ""
        start, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
        return Span(month, start, end, month=month)

    def name(self, campaign: Campaign, language: str, _: Translator) -> str:
        """Return it in words."""
        if self.phase:
            return campaign.phase(self.phase).name
        if self.month:
            year, month = self.month.split("-")
            return self.month if language == "en" else f"{year}年{int(month)}月"
        if self.start and self.end:
            return _("{start} to {end}").format(
                start=day(self.start, language), end=day(self.end, language)
            )
        if self.start:
            return _("since {start}").format(start=day(self.start, language))
        if self.end:
            return _("until {end}").format(end=day(self.end, language))
        return _("whole campaign")


def day(moment: datetime, language: str) -> str:
    """Return a date as documents in a language write it."""
    if language == "en":
        return f"{moment:%Y-%m-%d}"
    return f"{moment.year}年{moment.month}月{moment.day}日"


def month_span(month: str) -> Span:
    """Return the range of a month such as `2013-03`."""
    return Span(month, *days_of(month), month=month)


def _month_before(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"


def span_of(spec: ReportSpec, campaign: Campaign, now: datetime) -> Span:
    """Return the range of a report that is made at a moment."""
    if spec.month:
        last = _month_before(f"{now:%Y-%m}")
        return month_span(last if spec.month == LAST_MONTH else spec.month)
    if spec.phase:
        phase = phase_named(spec.phase, campaign.phases)
        assert phase is not None  # noqa: S101 - the campaign was checked
        return Span(phase.slug, phase.start, phase.end, phase=phase.slug)
    ends = (spec.start, spec.end)
    slug = "-".join(f"{one:%Y-%m-%d}" for one in ends if one)
    if spec.end and not spec.start:
        slug = f"until-{slug}"
    return Span(slug, *ends)
