"""The tree of a campaign's regions."""

from __future__ import annotations

from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import all_of, single
from zhuanlan.model.site import Groups
from zhuanlan.model.view import ColumnTags, Meta, PageView
from zhuanlan.plan.taxonomies.region import REGION, region_link
from zhuanlan.plan.trail import trail_to


class RegionsView(PageView, frozen=True, kw_only=True):
    """The tree of regions."""

    tree: tuple[Link, ...]
    """Each with its posts and its depth, from the top down."""

    @property
    def meta(self) -> Meta:
        """Say that it lists regions."""
        return Meta(column=ColumnTags(N_("region")))


def regions(groups: Groups) -> PageGroup:
    """Plan the page that lists all regions."""
    campaign = groups.campaign
    tree = Page(
        REGION.url(campaign),
        "regions.html",
        partial(_tree, groups),
        campaign.slug,
        modified=groups.modified,
    )
    return single(tree, all_of(campaign))


def _tree(groups: Groups) -> RegionsView:
    tree = tuple(
        region_link(groups, region.code, region.name, depth) for region, depth in groups.rows
    )
    title = Word(N_("Regions"))
    return RegionsView(title=title, crumbs=trail_to(groups, title), tree=tree)
