"""Cells of the matrix: a region in a phase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy
from zhuanlan.plan.taxonomies.region import REGION, cell, region_crumbs


class CellTaxonomy(Taxonomy):
    """Regions in phases, see `cell`."""

    name, title, prefix = "cell", N_("cell"), REGION.prefix
    terms_are_slugs = True

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the cells that a post counts for: those of its phase, rolled up."""
        if not post.phase:
            return ()
        line = regions.lineage(post.place.code, campaign.scope.code)
        return [cell(region.code, post.phase) for region in line]

    def label(self, groups: Groups, term: str) -> str:
        """Return the name of the phase; that of the region stands beside it."""
        return groups.campaign.phase(term.partition("/")[2]).name

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return the region, and the phase in all regions."""
        code, _, phase = term.partition("/")
        return {
            "crumbs": region_crumbs(groups, code),
            "region_name": groups.regions[code].name,
            "phase_link": groups.link("phase", phase),
        }


CELL = CellTaxonomy()
