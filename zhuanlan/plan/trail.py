"""Breadcrumbs: where in a campaign a page is."""

from __future__ import annotations

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link
from zhuanlan.model.site import Groups
from zhuanlan.plan import addresses


def trail_to(groups: Groups, *titles: str) -> tuple[Link, ...]:
    """Return the breadcrumb down to the campaign, and to the title of a page right below it."""
    campaign = groups.campaign
    home = Link(Word(N_("Home")), "")
    return (home, Link(campaign.name, addresses.campaign(campaign)), *map(Link, titles))
