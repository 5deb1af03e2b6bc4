"""Home pages of the site and of campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.declared import Activity, ColumnSpec, KeyDate, Phase
from zhuanlan.model.files import published_as
from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import SITE, all_of, single
from zhuanlan.model.picture import Image
from zhuanlan.model.post import Card
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import ColumnTags, Meta, PageView
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import pinned_first
from zhuanlan.plan.excerpts import Front, front, in_order
from zhuanlan.plan.matrix import SHADES
from zhuanlan.plan.people import people_url
from zhuanlan.plan.taxonomies.category import category_links
from zhuanlan.plan.taxonomies.phase import phase_links
from zhuanlan.plan.taxonomies.region import REGION, channel_links


@dataclass(frozen=True, slots=True)
class Shown:
    """A column on a campaign's home page, with its newest posts."""

    column: ColumnSpec
    kind: ColumnKind
    url: str
    count: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """An activity with its page, if it has posts, and its parts."""

    activity: Activity
    link: Link
    parts: tuple[ActivityEntry, ...]


@dataclass(frozen=True, slots=True)
class PhaseEntry:
    """A phase on the timeline, with the key dates that fall into it."""

    phase: Phase
    link: Link
    key_dates: tuple[KeyDate, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A region in the grid: its posts, its shade among its neighbours, the regions below it."""

    link: Link
    shade: int
    below: int


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


class CampaignView(PageView, frozen=True, kw_only=True):
    """A campaign's home."""

    about: str
    """What it says of itself: its introduction, its slogan or its title."""
    name: str
    """Its short name."""
    state: str
    banner: Image | None
    timeline: tuple[PhaseEntry, ...]
    """Its phases with their key dates."""
    other_dates: tuple[KeyDate, ...]
    """Key dates that belong to no phase."""
    sections: tuple[Shown, ...]
    """Its columns with their newest posts."""
    channels: tuple[Link, ...]
    tiles: tuple[Tile, ...]
    """The grid of its regions."""
    activities: tuple[ActivityEntry, ...]
    categories: tuple[Link, ...]
    parent: Link | None
    """The campaign that it belongs to."""
    children: tuple[Link, ...]
    """The campaigns that belong to it."""
    count: int
    """Of posts."""
    matrix_url: str
    regions_url: str
    people_url: str | None
    documents_url: str | None

    @property
    def meta(self) -> Meta:
        """Return what the campaign says of itself, with its banner."""
        tags = ColumnTags(N_("Special topic"), self.about, (self.name,))
        return Meta(summary=self.about, image=self.banner, column=tags)


def campaign_home(site: Site, groups: Groups) -> PageGroup:
    """Plan a campaign's home page."""
    campaign = groups.campaign
    page = Page(
        addresses.campaign(campaign),
        "campaign.html",
        partial(_campaign_home, site, groups),
        campaign.slug,
        modified=groups.modified,
    )
    return single(page, all_of(campaign))


def _campaign_home(site: Site, groups: Groups) -> CampaignView:
    campaign = groups.campaign
    timeline, other_dates = _timeline(groups, phase_links(site, groups))
    children = tuple(
        Link(other.title, addresses.campaign(other))
        for other in site.campaigns.values()
        if other.parent == campaign.slug
    )
    parent = site.campaigns.get(campaign.parent or "")
    return CampaignView(
        title=campaign.title,
        crumbs=(Link(Word(N_("Home")), ""), Link(campaign.name)),
        about=campaign.introduction or campaign.slogan or campaign.title,
        name=campaign.name,
        state=campaign.state(site.now),
        banner=banner_of(site, campaign),
        timeline=timeline,
        other_dates=other_dates,
        sections=tuple(_section(groups, column) for column in campaign.columns),
        channels=channel_links(groups),
        tiles=_tiles(groups),
        activities=tuple(_activity(groups, a) for a in campaign.activities),
        categories=category_links(groups) if groups.by("category") else (),
        parent=Link(parent.title, addresses.campaign(parent)) if parent else None,
        children=children,
        count=len(groups.posts),
        feed_url=addresses.campaign(campaign) + "feed.xml",
        matrix_url=addresses.matrix(campaign),
        regions_url=REGION.url(campaign),
        people_url=people_url(groups),
        documents_url=addresses.documents(campaign) if campaign.documents else None,
    )


def _timeline(
    groups: Groups, links: tuple[Link, ...]
) -> tuple[tuple[PhaseEntry, ...], tuple[KeyDate, ...]]:
    """Return the phases with their key dates, and the key dates that belong to none."""
    campaign = groups.campaign
    of_phase: dict[str, list[KeyDate]] = {}
    others = []
    for key_date in campaign.key_dates_in_order:
        phases = campaign.phases_at(key_date.date) if key_date.date else []
        if phases:
            of_phase.setdefault(phases[0].slug, []).append(key_date)
        else:
            others.append(key_date)
    entries = (
        PhaseEntry(phase, link, tuple(of_phase.get(phase.slug, ())))
        for phase, link in zip(campaign.phases, links, strict=True)
    )
    return tuple(entries), tuple(others)


def _tiles(groups: Groups) -> tuple[Tile, ...]:
    """Return the grid of regions: no map, but the order in which the campaign names them."""
    links = channel_links(groups)
    codes = [place.code for place in groups.campaign.channels] or groups.children.get(
        groups.campaign.scope.code, []
    )
    most = max((link.count or 0 for link in links), default=0)
    return tuple(
        Tile(link, -(-(link.count or 0) * SHADES // most) if most else 0, _below(groups, code))
        for code, link in zip(codes, links, strict=True)
    )


def _below(groups: Groups, code: str) -> int:
    return len(groups.children.get(code, ()))


def banner_of(site: Site, campaign: Campaign) -> Image | None:
    """Return the picture of a campaign."""
    banner = campaign.banner
    if banner is None:
        return None
    path = f"{site.folders[campaign.slug]}/{banner.file}"
    return Image(published_as(path), banner.alt, banner.caption, site.pictures.get(path))


def _section(groups: Groups, column: ColumnSpec) -> Shown:
    posts = groups.by("column").get(column.slug, ())
    url = groups.addresses("column")[column.slug]
    kind, excerpt = column.of_kind, column.of_kind.home
    shown = pinned_first(posts, posts[: excerpt.posts])[: excerpt.posts]
    return Shown(column, kind, url, len(posts), in_order(shown, excerpt))


def _activity(groups: Groups, activity: Activity) -> ActivityEntry:
    posts = groups.by("activity").get(activity.slug, ())
    url = groups.addresses("activity").get(activity.slug)
    parts = tuple(_activity(groups, part) for part in activity.activities)
    return ActivityEntry(activity, Link(activity.name, url, len(posts)), parts)
