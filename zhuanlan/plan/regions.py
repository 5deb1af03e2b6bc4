"""The tree of a campaign's regions."""

from __future__ import annotations

from functools import partial
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Page, Section
from zhuanlan.model.site import Groups
from zhuanlan.plan.sections import all_of, single
from zhuanlan.plan.taxonomies.region import REGION, region_link
from zhuanlan.plan.trail import headed


def regions(groups: Groups) -> Section:
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


def _tree(groups: Groups) -> dict[str, Any]:
    tree = tuple(
        region_link(groups, region.code, region.name, depth) for region, depth in groups.rows
    )
    return {**headed(groups, Word(N_("Regions"))), "tree": tree}
