"""Columns: each post is in one, by its folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy
from zhuanlan.plan.people import people_url
from zhuanlan.plan.taxonomies.category import category_links


class ColumnTaxonomy(Taxonomy):
    """The slugs of columns, whose lists lie right below the campaign."""

    name, title, feed = "column", N_("column"), True
    terms_are_slugs = True

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the column of a post."""
        return (post.column,)

    def fixed(self, campaign: Campaign) -> Iterable[str]:
        """Return all columns, also without posts."""
        return [column.slug for column in campaign.columns]

    def label(self, groups: Groups, term: str) -> str:
        """Return the name of a column."""
        return groups.campaign.column(term).name

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return the column, and for exemplars the ways to find them."""
        column = groups.campaign.column(term)
        return {
            "kind": column.of_kind.title,
            "macro": column.of_kind.macro,
            "description": column.description,
            "column": column,
            "categories": category_links(groups) if column.of_kind.people else (),
            "people_url": people_url(groups) if column.of_kind.people else None,
        }

    def reads(self, groups: Groups, term: str) -> Iterable[str]:
        """Return what is looked at besides: exemplars show their categories."""
        column = groups.campaign.column(term)
        if column.of_kind.people:
            return ("category",)
        return ()


COLUMN = ColumnTaxonomy()
