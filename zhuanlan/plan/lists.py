"""Pages that list posts: columns, regions, phases, cells, activities, tags, categories."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhuanlan.i18n import N_, Word
from zhuanlan.model.fields import DEVICES
from zhuanlan.model.front_matter import CATEGORIES
from zhuanlan.model.page import Link, Page
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.slug import slugify
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import cards, pinned_first
from zhuanlan.plan.feeds import feed
from zhuanlan.plan.paginate import paginate


def lists(site: Site, groups: Groups) -> Iterator[Page]:
    """Yield every list of a campaign."""
    yield from _columns(site, groups)
    yield from _regions(site, groups)
    yield from _phases(site, groups)
    yield from _activities(site, groups)
    yield from _tags(site, groups)
    yield from _categories(site, groups)


def _list(
    site: Site,
    groups: Groups,
    url: str,
    title: str,
    crumbs: Sequence[Link],
    posts: Sequence[Post],
    *,
    feeds: bool = False,
    **context: Any,
) -> Iterator[Page]:
    """Yield a list's own page, its numbered ones, and its feed."""
    campaign = groups.campaign
    if feeds:
        yield feed(site, url, f"{title} · {campaign.title}", posts, campaign)
    trail = (*trail_to(groups), *crumbs, Link(title))
    for leaf in paginate(url, posts, site.config.page_size):
        first = leaf.pager.number is None
        shown: Mapping[str, Any] = {
            "title": title,
            "crumbs": trail,
            "cards": pinned_first(posts, leaf.posts) if first else cards(leaf.posts),
            "pager": leaf.pager,
            "list_url": url,
            "feed_url": url + "feed.xml" if feeds else None,
            **context,
        }
        modified = leaf.posts[0].matter.date if leaf.posts else None
        yield Page(leaf.url, "list.html", shown, campaign.slug, modified=modified)


def trail_to(groups: Groups) -> tuple[Link, ...]:
    """Return the breadcrumb down to the campaign."""
    campaign = groups.campaign
    return (Link(Word(N_("Home")), ""), Link(campaign.name, addresses.campaign(campaign)))


def _columns(site: Site, groups: Groups) -> Iterator[Page]:
    for column in groups.campaign.columns:
        url = addresses.column(groups.campaign, column.slug)
        posts = groups.by_column.get(column.slug, ())
        yield from _list(
            site,
            groups,
            url,
            column.name,
            (),
            posts,
            feeds=True,
            axis="column",
            kind=column.kind,
            description=column.description,
            column=column,
            categories=category_links(groups) if column.kind == "exemplars" else (),
        )


def region_links(groups: Groups, code: str) -> tuple[Link, ...]:
    """Return the regions right below one, with their counts."""
    return tuple(
        _region_link(groups, below, groups.regions[below].short, groups.campaign)
        for below in groups.children.get(code, ())
    )


def _region_link(groups: Groups, code: str, title: str, campaign: Any, depth: int = 0) -> Link:
    count = len(groups.by_region.get(code, ()))
    return Link(title, addresses.region(campaign, code) if count else None, count, depth=depth)


def channel_links(groups: Groups) -> tuple[Link, ...]:
    """Return the row of regions (地方频道): those declared, or else those right below the scope."""
    campaign = groups.campaign
    if campaign.channels:
        return tuple(
            _region_link(groups, place.code, groups.regions[place.code].short, campaign)
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


def _regions(site: Site, groups: Groups) -> Iterator[Page]:
    campaign = groups.campaign
    tree = tuple(
        _region_link(groups, region.code, region.name, campaign, depth)
        for region, depth in groups.rows
    )
    yield Page(
        addresses.regions(campaign),
        "regions.html",
        {
            "title": Word(N_("Regions")),
            "crumbs": (*trail_to(groups), Link(Word(N_("Regions")))),
            "tree": tree,
        },
        campaign.slug,
        modified=_newest(groups.posts),
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
        yield from _list(
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
                yield from _list(
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


def _phases(site: Site, groups: Groups) -> Iterator[Page]:
    campaign = groups.campaign
    for phase in campaign.phases:
        posts = groups.by_phase.get(phase.slug, ())
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
        yield from _list(
            site,
            groups,
            addresses.phase(campaign, phase.slug),
            phase.name,
            (),
            posts,
            feeds=True,
            axis="phase",
            phase=phase,
            state=campaign.state_of(phase, site.now),
            cells=cells,
            description=phase.description,
        )


def _activities(site: Site, groups: Groups) -> Iterator[Page]:
    campaign = groups.campaign
    for activity, posts in groups.by_activity.items():
        *above, this = campaign.activity_lineage(activity)
        crumbs = [Link(up.name, addresses.activity(campaign, up.slug)) for up in above]
        parts = tuple(
            Link(
                part.name,
                addresses.activity(campaign, part.slug)
                if part.slug in groups.by_activity
                else None,
                len(groups.by_activity.get(part.slug, ())),
            )
            for part in this.activities
        )
        yield from _list(
            site,
            groups,
            addresses.activity(campaign, activity),
            this.name,
            crumbs,
            posts,
            axis="activity",
            activity=this,
            children=parts,
            description=this.description,
        )


def tag_slugs(site: Site, groups: Groups) -> dict[str, str]:
    """Return the slug of each tag; those that read alike are told apart by a hash of the tag.

    One tag's address thus never depends on which others there are, but for the first that clashes.
    """
    plain = {tag: slugify(tag, site.config.pinyin) for tag in groups.by_tag}
    count = Counter(plain.values())
    return {
        tag: slug
        if count[slug] == 1 and not DEVICES.fullmatch(slug)
        else f"{slug}-{hashlib.sha256(tag.encode()).hexdigest()[:6]}"
        for tag, slug in plain.items()
    }


def _tags(site: Site, groups: Groups) -> Iterator[Page]:
    slugs = tag_slugs(site, groups)
    for tag, posts in groups.by_tag.items():
        url = addresses.tag(groups.campaign, slugs[tag])
        yield from _list(site, groups, url, tag, (), posts, axis="tag")


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


def _categories(site: Site, groups: Groups) -> Iterator[Page]:
    for category, posts in groups.by_category.items():
        url = addresses.category(groups.campaign, category)
        yield from _list(
            site,
            groups,
            url,
            CATEGORIES[category],
            (),
            posts,
            axis="category",
            kind="exemplars",
            categories=category_links(groups),
        )


def _newest(posts: Sequence[Post]) -> Any:
    return posts[0].matter.date if posts else None
