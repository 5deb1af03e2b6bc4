"""The site's home page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import SITE, single
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.picture import Image
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import Meta, PageView
from zhuanlan.plan import addresses
from zhuanlan.plan.campaign_home import banner_of
from zhuanlan.plan.excerpts import Front, front
from zhuanlan.plan.taxonomies.region import channel_links


@dataclass(frozen=True, slots=True)
class CampaignEntry:
    """A campaign on the site's home page."""

    title: str
    slogan: str | None
    url: str
    state: str
    year: int | None
    count: int
    region_count: int
    exemplar_count: int
    language: str
    colour: str | None
    scope: str
    banner: Image | None
    regions: tuple[Link, ...]


class HomeView(PageView, frozen=True, kw_only=True):
    """The site's home."""

    campaigns: tuple[CampaignEntry, ...]
    front: tuple[Front, ...]
    """What is shown of each kind of column."""
    count: int
    """Of posts."""
    exemplar_count: int
    region_count: int

    @property
    def meta(self) -> Meta:
        """Name the program here alone, so that an upgrade changes no other page."""
        return Meta(made_by=True)


def site_home(site: Site) -> PageGroup:
    """Plan the home page: running campaigns first, the newest stories, the figures."""
    modified = site.newest[0].matter.date if site.newest else None
    return single(Page("", "home.html", partial(_site_home, site), modified=modified), SITE)


def _site_home(site: Site) -> HomeView:
    entries = [_entry(site, groups) for groups in site.of_campaign.values()]
    rank = {"running": 0, "planned": 1, "finished": 2, "archived": 3}
    entries.sort(key=lambda entry: (rank[entry.state], -(entry.year or 0), entry.url))
    return HomeView(
        title=site.config.name,
        campaigns=tuple(entries),
        front=tuple(front(site)),
        count=len(site.posts),
        exemplar_count=sum(entry.exemplar_count for entry in entries),
        region_count=len(set[str]().union(*map(_places, site.of_campaign.values()))),
    )


def _places(groups: Groups) -> set[str]:
    """Return the regions that a campaign's stories come from; its whole scope is none of them."""
    return {post.place.code for post in groups.posts} - {groups.campaign.scope.code}


def _entry(site: Site, groups: Groups) -> CampaignEntry:
    campaign = groups.campaign
    of_people = {column.kind for column in campaign.columns if column.of_kind.people}
    return CampaignEntry(
        campaign.title,
        campaign.slogan,
        addresses.campaign(campaign),
        campaign.state(site.now),
        campaign.year,
        len(groups.posts),
        len(_places(groups)),
        sum(post.kind in of_people for post in groups.posts),
        campaign.language or site.config.language,
        campaign.colour,
        groups.regions[campaign.scope.code].name,
        banner_of(site, campaign),
        tuple(link for link in channel_links(groups) if link.count),
    )


class _Home(PageMaker):
    name, views = "home", {"home.html": HomeView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        yield site_home(site)


HOME = _Home()
