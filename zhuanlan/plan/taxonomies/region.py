"""Regions, rolled up: a county's post is also its city's, as far as the campaign's scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy
from zhuanlan.model.view import ColumnTags, Meta, PageView


class RegionsView(PageView, frozen=True, kw_only=True):
    """The tree of regions."""

    axis: str
    axis_title: str
    tree: tuple[Link, ...]
    """Each with its posts and its depth, from the top down."""

    @property
    def meta(self) -> Meta:
        """Say that it lists regions."""
        return Meta(column=ColumnTags(self.axis_title))


class RegionTaxonomy(Taxonomy):
    """The codes of regions."""

    name, title, prefix, feed = "region", N_("region"), "regions", True
    terms_are_slugs = True
    more = N_("More from this region")
    index, index_template, index_view = N_("Regions"), "regions.html", RegionsView

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the regions that a post counts for, its own last."""
        line = regions.lineage(post.place.code, campaign.scope.code)
        return [region.code for region in line]

    def label(self, groups: Groups, term: str) -> str:
        """Return the name of a region."""
        return groups.regions[term].name

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return the regions below a region, its phases, and its former names."""
        campaign = groups.campaign
        cells, urls = groups.by("cell"), groups.addresses("cell")
        phases = tuple(
            Link(
                phase.name,
                urls.get(own := cell(term, phase.slug)),
                len(cells.get(own, ())),
                campaign.state_of(phase, site.now),
            )
            for phase in campaign.phases
        )
        return {
            "crumbs": region_crumbs(groups, term)[1:-1],
            "children": region_links(groups, term),
            "phases": phases,
            "former": former_names(groups.by("region")[term], term),
        }

    def in_navigation(self, campaign: Campaign) -> bool:
        """Always: each campaign has its regions."""
        return True

    def overview(self, groups: Groups) -> dict[str, Any]:
        """Return the regions as a tree."""
        links = (region_link(groups, one.code, one.name, depth) for one, depth in groups.rows)
        return {"tree": tuple(links)}


REGION = RegionTaxonomy()


def cell(code: str, phase: str) -> str:
    """Return the term of the taxonomy `cell` for a region's code and a phase's slug."""
    return f"{code}/{phase}"


def region_links(groups: Groups, code: str) -> tuple[Link, ...]:
    """Return the regions right below one, with their counts."""
    return tuple(
        region_link(groups, below, groups.regions[below].short)
        for below in groups.children.get(code, ())
    )


def region_link(groups: Groups, code: str, title: str, depth: int = 0) -> Link:
    """Return the link to a region with its count; one without posts has no page."""
    count = len(groups.by("region").get(code, ()))
    return Link(title, groups.addresses("region").get(code), count, depth=depth)


def channel_links(groups: Groups) -> tuple[Link, ...]:
    """Return the row of regions (地方频道): those declared, or else those right below the scope."""
    campaign = groups.campaign
    if campaign.channels:
        return tuple(
            region_link(groups, place.code, groups.regions[place.code].short)
            for place in campaign.channels
        )
    return region_links(groups, campaign.scope.code)


def region_crumbs(groups: Groups, code: str) -> list[Link]:
    """Return the breadcrumb from the tree of regions down to one."""
    links = [groups.link("region", region.code) for region in groups.lineage(code)]
    return [Link(Word(REGION.index), REGION.url(groups.campaign)), *links]


def former_names(posts: Sequence[Post], code: str) -> tuple[str, ...]:
    """Return the names of their time that stories give the place."""
    places = {post.place for post in posts if post.place.code == code}
    return tuple(sorted({place.name for place in places if place.former_code}))
