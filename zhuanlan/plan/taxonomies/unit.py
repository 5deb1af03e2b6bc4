"""Units that send stories in: those that a campaign declares, and others as posts name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.slug import slugify
from zhuanlan.model.taxonomy import Part, Taxonomy, term_links


class UnitTaxonomy(Taxonomy):
    """The names of units; a post that names an alias counts for the unit that declares it."""

    name, title, prefix, feed = "unit", N_("unit"), "units", True
    more, index, filter = N_("More from this unit"), N_("Units"), N_("Unit")

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the unit that sent a post in, if it names one."""
        written = post.matter.unit
        if not written:
            return ()
        unit = campaign.unit(written)
        return (unit.name if unit else written,)

    def slug(self, term: str, campaign: Campaign, readings: Mapping[str, str]) -> str:
        """Return the slug that is declared, or how the name is read."""
        unit = campaign.unit(term)
        return unit.slug if unit and unit.slug else slugify(term, readings)

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return the other names that posts may give a unit, and its region."""
        unit = groups.campaign.unit(term)
        if unit is None:
            return {}
        place = unit.region
        region = groups.link_if_any("region", place.code, place.name) if place else None
        return {"former": unit.aliases, "region": region}

    def reads(self, groups: Groups, term: str) -> Iterable[str]:
        """Return what is looked at besides: whether there is a list of the region."""
        unit = groups.campaign.unit(term)
        return ("region",) if unit and unit.region else ()

    def in_navigation(self, campaign: Campaign) -> bool:
        """Tell whether the campaign declares units."""
        return bool(campaign.units)

    def overview(self, groups: Groups) -> dict[str, Any]:
        """Return the declared units in their order, then those that only posts name."""
        posts, urls = groups.by(self.name), groups.addresses(self.name)
        declared = tuple(
            Link(unit.name, urls.get(unit.name), len(posts.get(unit.name, ())))
            for unit in groups.campaign.units
        )
        named = {link.title for link in declared}
        others = tuple(link for link in term_links(groups, self.name) if link.title not in named)
        parts = [Part("", declared)] if declared else []
        if others:
            parts.append(Part(Word(N_("Other units")) if declared else "", others))
        return {"parts": tuple(parts)}


UNIT = UnitTaxonomy()
