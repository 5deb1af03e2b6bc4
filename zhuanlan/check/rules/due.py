"""Rules that the build date decides: what should have been reviewed, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.i18n import N_
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post, StandalonePage


def of_item(
    item: Post | StandalonePage, manuscript: Manuscript, now: datetime
) -> Iterator[Finding]:
    """Find a post or page that is past its review, and corrections of a day to come."""
    matter = item.matter
    if matter.review_by and matter.review_by < now and matter.status == "published":
        yield _overdue(manuscript, ("review_by",), matter.review_by)
    if isinstance(item, Post):
        for place, correction in enumerate(item.matter.corrections):
            if correction.date > now:
                spot = manuscript.value_spot("corrections", place, "date")
                message = N_("the correction is dated {date}, which is still to come")
                date = f"{correction.date:%Y-%m-%d}"
                yield finding("date-order", item.path, spot, message, date=date)


def of_campaign(campaign: Campaign, manuscript: Manuscript, now: datetime) -> Iterator[Finding]:
    """Find documents that are past their review; those that are repealed need none."""
    for place, document in enumerate(campaign.documents):
        repealed = document.repealed and document.repealed <= now
        if document.review_by and document.review_by < now and not repealed:
            key = ("documents", place, "review_by")
            yield _overdue(manuscript, key, document.review_by)


def _overdue(manuscript: Manuscript, key: KeyPath, day: datetime) -> Finding:
    return finding(
        "review-due",
        manuscript.path,
        manuscript.value_spot(*key),
        N_("it was to be reviewed by {date}"),
        N_("read it again, then write the next date, or repealed: where it holds no longer"),
        date=f"{day:%Y-%m-%d}",
    )
