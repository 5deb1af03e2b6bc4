"""Phases of a campaign whose dates contradict each other, and dates in none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.yaml import Document
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.declared import Phase


def refuses_date(campaign: Campaign, moment: datetime) -> bool:
    """Tell whether a moment before or after all phases is an error.

    One between two phases is reported once for the campaign: see `check_phases`.
    """
    if campaign.outside_phases != "error" or not campaign.phases or campaign.phases_at(moment):
        return False
    dated = campaign.dated_phases
    before = not dated or (dated[0].start is not None and moment < dated[0].start)
    return before or all(phase.end is not None and phase.end < moment for phase in dated)


def check_phases(
    folder: str, campaign: Campaign, read: Callable[[], Document]
) -> Iterator[Problem]:
    """Find phases that overlap, or leave days between them: once, not at each post.

    `read` returns the campaign's file; it is called only where something is wrong.
    """
    for first, second in _overlapping(campaign):
        message = N_("phase “{second}” starts {start}, before “{first}” ends ({end})")
        hint = N_("correct a date, or write overlapping_phases: earlier or later")
        yield _problem(folder, campaign, read(), (first, second), message, hint)
    for first, second in _apart(campaign):
        message = N_(
            "some days are in no phase, between “{first}” (to {end}) and “{second}” (from {start})"
        )
        hint = N_("correct a date, or write outside_phases: nearest or none")
        yield _problem(folder, campaign, read(), (first, second), message, hint)


def _overlapping(campaign: Campaign) -> Iterator[tuple[Phase, Phase]]:
    """Yield pairs of phases of which the second starts within the first."""
    if campaign.overlapping_phases == "error":
        dated = campaign.dated_phases
        for place, later in enumerate(dated):
            for earlier in dated[:place]:
                if later.start and earlier.holds(later.start):
                    yield earlier, later


def _apart(campaign: Campaign) -> Iterator[tuple[Phase, Phase]]:
    """Yield neighbouring phases with days between them that are in none.

    A phase without dates between two others may fill the days.
    """
    if campaign.outside_phases == "error":
        for before, after in pairwise(campaign.phases):
            end = before.end
            if end and after.start and after.start - end > timedelta(seconds=1):
                yield before, after


def _problem(
    folder: str,
    campaign: Campaign,
    document: Document,
    pair: tuple[Phase, Phase],
    message: str,
    hint: str,
) -> Problem:
    first, second = pair
    spot = document.spot(("phases", campaign.phases.index(second), "start"))
    values = {
        "first": first.name,
        "second": second.name,
        "start": f"{second.start:%Y-%m-%d}",
        "end": f"{first.end:%Y-%m-%d}" if first.end else "–",
    }
    return Problem(f"{folder}/{CAMPAIGN_FILE}", *spot, message, values, hint)
