"""Pages that list posts: columns, regions, phases, activities, tags, categories."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from zhuanlan.i18n import N_
from zhuanlan.model.declared import Activity, ColumnSpec, Phase
from zhuanlan.model.fields import DEVICES
from zhuanlan.model.page import Context, Link, Section
from zhuanlan.model.person import CATEGORIES
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.listing import listing
from zhuanlan.plan.people import people_url
from zhuanlan.plan.regions import regions
from zhuanlan.plan.sections import group


def lists(site: Site, groups: Groups, tags: Mapping[str, str]) -> Iterator[Section]:
    """Yield every list of a campaign; `tags` are the slugs of its tags."""
    yield from _columns(site, groups)
    yield from regions(site, groups)
    yield from _phases(site, groups)
    yield from _activities(site, groups)
    yield from _tags(site, groups, tags)
    yield from _categories(site, groups)


def _columns(site: Site, groups: Groups) -> Iterator[Section]:
    campaign = groups.campaign
    for column in campaign.columns:
        url = addresses.column(campaign, column.slug)
        posts = groups.by_column.get(column.slug, ())
        about = partial(_about_column, groups, column)
        reads = [group(campaign, "column", column.slug)]
        if column.of_kind.people:
            reads.append(group(campaign, "category"))
        yield from listing(site, groups, url, column.name, posts, about, *reads, feeds=True)


def _about_column(groups: Groups, column: ColumnSpec) -> dict[str, Any]:
    return {
        "axis": "column",
        "kind": column.of_kind.title,
        "macro": column.of_kind.macro,
        "description": column.description,
        "column": column,
        "categories": category_links(groups) if column.of_kind.people else (),
        "people_url": people_url(groups) if column.of_kind.people else None,
    }


def phase_links(site: Site, groups: Groups) -> tuple[Link, ...]:
    """Return the phases of a campaign with their counts and states."""
    campaign = groups.campaign
    return tuple(
        Link(
            phase.name,
            addresses.phase(campaign, phase.slug),
            len(groups.by_phase.get(phase.slug, ())),
            campaign.state_of(phase, site.now),
        )
        for phase in campaign.phases
    )


def _phases(site: Site, groups: Groups) -> Iterator[Section]:
    campaign = groups.campaign
    for phase in campaign.phases:
        url = addresses.phase(campaign, phase.slug)
        posts = groups.by_phase.get(phase.slug, ())
        about = partial(_about_phase, site, groups, phase)
        reads = group(campaign, "phase", phase.slug)
        yield from listing(site, groups, url, phase.name, posts, about, reads, feeds=True)


def _about_phase(site: Site, groups: Groups, phase: Phase) -> dict[str, Any]:
    campaign = groups.campaign
    cells = tuple(
        Link(
            region.name,
            addresses.cell(campaign, region.code, phase.slug),
            len(found),
            depth=depth,
        )
        for region, depth in groups.rows
        if (found := groups.by_cell.get((region.code, phase.slug)))
    )
    return {
        "axis": "phase",
        "phase": phase,
        "state": campaign.state_of(phase, site.now),
        "cells": cells,
        "description": phase.description,
    }


def _activities(site: Site, groups: Groups) -> Iterator[Section]:
    campaign = groups.campaign
    for slug, posts in groups.by_activity.items():
        *above, this = campaign.activity_lineage(slug)
        url = addresses.activity(campaign, slug)
        about = partial(_about_activity, groups, above, this)
        reads = group(campaign, "activity", slug)
        yield from listing(site, groups, url, this.name, posts, about, reads)


def _about_activity(groups: Groups, above: list[Activity], this: Activity) -> dict[str, Any]:
    campaign = groups.campaign
    parts = tuple(
        Link(
            part.name,
            addresses.activity(campaign, part.slug) if part.slug in groups.by_activity else None,
            len(groups.by_activity.get(part.slug, ())),
        )
        for part in this.activities
    )
    return {
        "crumbs": [Link(up.name, addresses.activity(campaign, up.slug)) for up in above],
        "axis": "activity",
        "activity": this,
        "children": parts,
        "description": this.description,
    }


def tag_slugs(groups: Groups) -> dict[str, str]:
    """Return the slug of each tag; those that read alike are told apart by a hash of the tag.

    One tag's address thus never depends on which others there are, but for the first that clashes.
    """
    plain = {
        tag: slug
        for tag, posts in groups.by_tag.items()
        for known, slug in zip(posts[0].matter.tags, posts[0].tag_slugs, strict=True)
        if known == tag
    }
    count = Counter(plain.values())
    return {
        tag: slug
        if count[slug] == 1 and not DEVICES.fullmatch(slug)
        else f"{slug}-{hashlib.sha256(tag.encode()).hexdigest()[:6]}"
        for tag, slug in plain.items()
    }


def _tags(site: Site, groups: Groups, slugs: Mapping[str, str]) -> Iterator[Section]:
    campaign = groups.campaign
    about: Context = partial(dict, axis="tag")
    for tag, posts in groups.by_tag.items():
        url = addresses.tag(campaign, slugs[tag])
        yield from listing(site, groups, url, tag, posts, about, group(campaign, "tag", tag))


def category_links(groups: Groups) -> tuple[Link, ...]:
    """Return the five categories of exemplars with their counts."""
    return tuple(
        Link(
            name,
            addresses.category(groups.campaign, slug) if slug in groups.by_category else None,
            len(groups.by_category.get(slug, ())),
        )
        for slug, name in CATEGORIES.items()
    )


def _categories(site: Site, groups: Groups) -> Iterator[Section]:
    campaign = groups.campaign
    about = partial(_about_category, groups)
    for category, posts in groups.by_category.items():
        url = addresses.category(campaign, category)
        reads = group(campaign, "category", category), group(campaign, "category")
        yield from listing(site, groups, url, CATEGORIES[category], posts, about, *reads)


def _about_category(groups: Groups) -> dict[str, Any]:
    return {
        "axis": "category",
        "kind": N_("exemplars"),
        "macro": "people",
        "categories": category_links(groups),
    }
