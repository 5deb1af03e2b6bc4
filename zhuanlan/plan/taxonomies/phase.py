"""Phases: a post is in the one that its date or its front matter says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy
from zhuanlan.plan.taxonomies.region import cell


class PhaseTaxonomy(Taxonomy):
    """The slugs of phases."""

    name, title, prefix, feed = "phase", N_("phase"), "phases", True
    terms_are_slugs = True

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the phase of a post, if it is in one."""
        return (post.phase,) if post.phase else ()

    def fixed(self, campaign: Campaign) -> Iterable[str]:
        """Return all phases, also without posts."""
        return [phase.slug for phase in campaign.phases]

    def label(self, groups: Groups, term: str) -> str:
        """Return the name of a phase."""
        return groups.campaign.phase(term).name

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return the phase with its state, and its regions."""
        campaign = groups.campaign
        phase = campaign.phase(term)
        posts, urls = groups.by("cell"), groups.addresses("cell")
        cells = tuple(
            Link(region.name, urls[own], len(found), depth=depth)
            for region, depth in groups.rows
            if (found := posts.get(own := cell(region.code, term)))
        )
        return {
            "phase": phase,
            "state": campaign.state_of(phase, site.now),
            "cells": cells,
            "description": phase.description,
        }


PHASE = PhaseTaxonomy()


def phase_links(site: Site, groups: Groups) -> tuple[Link, ...]:
    """Return the phases of a campaign with their counts and states."""
    campaign, posts, urls = groups.campaign, groups.by("phase"), groups.addresses("phase")
    return tuple(
        Link(
            phase.name,
            urls[phase.slug],
            len(posts.get(phase.slug, ())),
            campaign.state_of(phase, site.now),
        )
        for phase in campaign.phases
    )
