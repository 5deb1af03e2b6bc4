"""Months: the archive of a campaign."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups
from zhuanlan.model.taxonomy import Part, Taxonomy


class MonthTaxonomy(Taxonomy):
    """Months such as `2013-03`, by the dates of posts."""

    name, title, prefix = "month", N_("month"), "months"
    terms_are_slugs = True
    index = N_("Archive")

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the month of a post."""
        return (post.matter.date.isoformat()[: len("2013-03")],)

    def label(self, groups: Groups, term: str) -> str:
        """Return the month as it is written in the campaign's language."""
        year, month = term.split("-")
        return term if groups.language == "en" else f"{year}年{int(month)}月"

    def overview(self, groups: Groups) -> dict[str, Any]:
        """Return the months of each year, the latest first."""
        posts, urls = groups.by(self.name), groups.addresses(self.name)
        years = groupby(sorted(urls, reverse=True), key=lambda term: term.partition("-")[0])
        return {
            "parts": tuple(
                Part(
                    year if groups.language == "en" else f"{year}年",
                    tuple(Link(self.label(groups, m), urls[m], len(posts[m])) for m in months),
                )
                for year, months in years
            )
        }


MONTH = MonthTaxonomy()
