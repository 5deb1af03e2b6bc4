"""Breadcrumbs: where in a campaign a page is."""

from __future__ import annotations

from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link
from zhuanlan.model.site import Groups
from zhuanlan.plan import addresses


def headed(groups: Groups, title: str) -> dict[str, Any]:
    """Return title and breadcrumb of a page right below a campaign."""
    return {"title": title, "crumbs": (*trail_to(groups), Link(title))}


def trail_to(groups: Groups) -> tuple[Link, ...]:
    """Return the breadcrumb down to the campaign."""
    campaign = groups.campaign
    return (Link(Word(N_("Home")), ""), Link(campaign.name, addresses.campaign(campaign)))
