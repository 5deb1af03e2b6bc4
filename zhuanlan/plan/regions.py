"""Pages of regions, and of regions in a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhuanlan.i18n import N_, Word
from zhuanlan.model.page import Link, Page
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.listing import headed, listing


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


def regions(site: Site, groups: Groups) -> Iterator[Page]:
    """Yield the tree of a campaign's regions, and the lists of each region and of its phases."""
    campaign = groups.campaign
    tree = tuple(
        _region_link(groups, region.code, region.name, depth) for region, depth in groups.rows
    )
    yield Page(
        addresses.regions(campaign),
        "regions.html",
        {
            **headed(groups, Word(N_("Regions"))),
            "tree": tree,
        },
        campaign.slug,
        modified=groups.modified,
    )
    for code, posts in groups.by_region.items():
        region = groups.regions[code]
        crumbs = _region_crumbs(groups, code)
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
        yield from listing(
            site,
            groups,
            addresses.region(campaign, code),
            region.name,
            crumbs,
            posts,
            feeds=True,
            axis="region",
            children=region_links(groups, code),
            phases=phases,
            former=former_names(posts, code),
        )
        for phase in campaign.phases:
            cell = groups.by_cell.get((code, phase.slug))
            if cell:
                here = Link(region.name, addresses.region(campaign, code))
                yield from listing(
                    site,
                    groups,
                    addresses.cell(campaign, code, phase.slug),
                    phase.name,
                    (*crumbs, here),
                    cell,
                    axis="cell",
                    region_name=region.name,
                    phase_link=Link(phase.name, addresses.phase(campaign, phase.slug)),
                )


def former_names(posts: Sequence[Post], code: str) -> tuple[str, ...]:
    """Return the names of their time that stories give the place."""
    places = {post.place for post in posts if post.place.code == code}
    return tuple(sorted({place.name for place in places if place.former_code}))
