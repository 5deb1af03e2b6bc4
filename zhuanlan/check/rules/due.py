"""The rule of what should have been reviewed by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.checks import Rule


def overdue(source: Source) -> Iterator[Finding]:
    """Find posts, pages and documents that are past their review.

    What is not published needs none, nor do documents that are repealed.
    """
    now = source.now
    if source.item:
        matter = source.item.matter
        if matter.review_by and matter.review_by < now and matter.status == "published":
            yield _overdue(source.manuscript, ("review_by",), matter.review_by)
    for place, document in enumerate(source.declared.documents if source.declared else ()):
        repealed = document.repealed and document.repealed <= now
        if document.review_by and document.review_by < now and not repealed:
            key = ("documents", place, "review_by")
            yield _overdue(source.manuscript, key, document.review_by)


def _overdue(manuscript: Manuscript, key: KeyPath, day: datetime) -> Finding:
    return finding(
        "review-due",
        manuscript.path,
        manuscript.value_spot(*key),
        N_("it was to be reviewed by {date}"),
        N_("read it again, then write the next date, or repealed: where it holds no longer"),
        date=f"{day:%Y-%m-%d}",
    )


REVIEW_DUE = Rule(
    "review-due",
    "warning",
    N_("a document or page is past the date of its review"),
    {"source": overdue},
    idle=True,
)
