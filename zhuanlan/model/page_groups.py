"""Page groups: runs of pages, and the groups of posts that they read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import GroupKey, Page, PageGroup

SITE: GroupKey = ("", "posts", None)
"""All posts of the site."""


def all_of(campaign: Campaign) -> GroupKey:
    """All posts of a campaign."""
    return campaign.slug, "posts", None


def single(page: Page, *reads: GroupKey) -> PageGroup:
    """Return the group of one page."""
    return several((page,), *reads)


def several(pages: Sequence[Page], *reads: GroupKey) -> PageGroup:
    """Return the group of a few pages that are at hand."""
    return PageGroup(partial(_nth, pages), len(pages), frozenset(reads))


def _nth(pages: Sequence[Page], number: int) -> Page:
    return pages[number]


def group(campaign: Campaign, taxonomy: str, term: Any = None) -> GroupKey:
    """The posts of a term in a campaign; without `term` those of any term of the taxonomy."""
    return campaign.slug, taxonomy, term


def lists_of(campaign: Campaign, taxonomy: str) -> GroupKey:
    """Which terms of a taxonomy have a list, and at which addresses: for pages that link there."""
    return campaign.slug, "lists", taxonomy


def data_file(name: str) -> GroupKey:
    """A file of `data/`: no posts, but what pages read in the same sense."""
    return "", "data", name
