"""Pages of regions, and of regions in a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from zhuanlan.i18n import N_, Word
from zhuanlan.model.declared import Phase
from zhuanlan.model.page import Link, Page, Section
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.listing import headed, listing
from zhuanlan.plan.sections import all_of, group, single


def region_links(groups: Groups, code: str) -> tuple[Link, ...]:
    """Return the regions right below one, with their counts."""
    return tuple(
        _region_link(groups, below, groups.regions[below].short)
        for below in groups.children.get(code, ())
    )


def _region_link(groups: Groups, code: str, title: str, depth: int = 0) -> Link:
    count = len(groups.by_region.get(code, ()))
    url = addresses.region(groups.campaign, code) if count else None
    return Link(title, url, count, depth=depth)


def channel_links(groups: Groups) -> tuple[Link, ...]:
    """Return the row of regions (地方频道): those declared, or else those right below the scope."""
    campaign = groups.campaign
    if campaign.channels:
        return tuple(
            _region_link(groups, place.code, groups.regions[place.code].short)
            for place in campaign.channels
        )
    return region_links(groups, campaign.scope.code)


def _region_crumbs(groups: Groups, code: str) -> list[Link]:
    campaign = groups.campaign
    return [
        Link(Word(N_("Regions")), addresses.regions(campaign)),
        *(
            Link(region.name, addresses.region(campaign, region.code))
            for region in groups.lineage(code)[:-1]
        ),
    ]


def regions(site: Site, groups: Groups) -> Iterator[Section]:
    """Yield the tree of a campaign's regions, and the lists of each region and of its phases."""
    campaign = groups.campaign
    tree = Page(
        addresses.regions(campaign),
        "regions.html",
        partial(_tree, groups),
        campaign.slug,
        modified=groups.modified,
    )
    yield single(tree, all_of(campaign))
    for code, posts in groups.by_region.items():
        name = groups.regions[code].name
        url = addresses.region(campaign, code)
        about = partial(_about_region, site, groups, code)
        reads = group(campaign, "region", code)
        yield from listing(site, groups, url, name, posts, about, reads, feeds=True)
        for phase in campaign.phases:
            if cell := groups.by_cell.get((code, phase.slug)):
                url = addresses.cell(campaign, code, phase.slug)
                about = partial(_about_cell, groups, code, phase)
                reads = group(campaign, "cell", (code, phase.slug))
                yield from listing(site, groups, url, phase.name, cell, about, reads)


def _tree(groups: Groups) -> dict[str, Any]:
    tree = tuple(
        _region_link(groups, region.code, region.name, depth) for region, depth in groups.rows
    )
    return {**headed(groups, Word(N_("Regions"))), "tree": tree}


def _about_region(site: Site, groups: Groups, code: str) -> dict[str, Any]:
    campaign = groups.campaign
    phases = tuple(
        Link(
            phase.name,
            addresses.cell(campaign, code, phase.slug) if cell else None,
            len(cell),
            campaign.state_of(phase, site.now),
        )
        for phase in campaign.phases
        for cell in [groups.by_cell.get((code, phase.slug), ())]
    )
    return {
        "crumbs": _region_crumbs(groups, code),
        "axis": "region",
        "children": region_links(groups, code),
        "phases": phases,
        "former": former_names(groups.by_region[code], code),
    }


def _about_cell(groups: Groups, code: str, phase: Phase) -> dict[str, Any]:
    campaign = groups.campaign
    region = groups.regions[code]
    here = Link(region.name, addresses.region(campaign, code))
    return {
        "crumbs": (*_region_crumbs(groups, code), here),
        "axis": "cell",
        "region_name": region.name,
        "phase_link": Link(phase.name, addresses.phase(campaign, phase.slug)),
    }


def former_names(posts: Sequence[Post], code: str) -> tuple[str, ...]:
    """Return the names of their time that stories give the place."""
    places = {post.place for post in posts if post.place.code == code}
    return tuple(sorted({place.name for place in places if place.former_code}))
