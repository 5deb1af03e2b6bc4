"""What a disc has besides the pages: where to begin, its own search, and what did not fit on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import SITE, single
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.model.view import PageView, View
from zhuanlan.plan import addresses
from zhuanlan.plan.references import published

START, DATA = "start.html", "search-data.js"


class StartView(PageView, frozen=True, kw_only=True):
    """Where to begin on a disc."""

    campaigns: tuple[Link, ...]
    left_out: Mapping[str, int]
    """Files that did not fit, with their sizes in bytes."""
    made: datetime


class SearchView(PageView, frozen=True, kw_only=True):
    """The search."""

    campaigns: tuple[Link, ...]


class SearchDataView(View, frozen=True, kw_only=True):
    """What the search of a disc looks through."""

    entries: tuple[tuple[str, ...], ...]
    """Title, address, what is shown, and what is found besides."""


def disc(site: Site) -> Iterator[PageGroup]:
    """Plan the pages that only a disc has."""
    yield single(Page(START, "disc-start.html", partial(_start, site)), SITE)
    if site.config.search:
        yield single(Page(addresses.SEARCH, "disc-search.html", partial(search_page, site)))
        yield single(Page(DATA, "search-data.js", partial(_data, site)), SITE)


def left_out(site: Site) -> Mapping[str, int]:
    """Return the files that do not fit on a disc, by their addresses, with their sizes in bytes.

    The smallest are taken first, so that as many as can be are there.
    """
    if site.edition != "disc":
        return {}
    media = {asset.file: asset.source for asset in published(site)[0] if asset.made is None}
    sizes = {file: site.assets.get(source, 0) for file, source in media.items()}
    found = {}
    taken = 0
    for file, size in sorted(sizes.items(), key=lambda one: (one[1], one[0])):
        taken += size
        if taken > site.config.disc.media_bytes:
            found[file] = size
    return found


def _start(site: Site) -> StartView:
    title = Word(N_("Start here"))
    counts = tuple(
        Link(one.title, addresses.campaign(one), count=len(site.of_campaign[slug].posts))
        for slug, one in site.campaigns.items()
    )
    return StartView(title=title, campaigns=counts, left_out=left_out(site), made=site.now)


def search_page(site: Site) -> SearchView:
    """Return what the page reads on which readers search."""
    title = Word(N_("Search"))
    campaigns = tuple(Link(one.title, addresses.campaign(one)) for one in site.campaigns.values())
    crumbs = (Link(Word(N_("Home")), ""), Link(title))
    return SearchView(title=title, crumbs=crumbs, campaigns=campaigns)


def _data(site: Site) -> SearchDataView:
    posts = (_entry(site, post) for post in site.newest)
    return SearchDataView(entries=(*posts, *(_page_entry(page) for page in site.pages)))


def _entry(site: Site, post: Post) -> tuple[str, ...]:
    """Return what is searched of a post: its title, its address, what is shown, what is found."""
    matter, campaign = post.matter, site.campaigns[post.campaign]
    person = matter.person
    where = [region.name for region in site.of_campaign[post.campaign].lineage(post.place.code)]
    shown = [f"{matter.date:%Y-%m-%d}", campaign.title, campaign.column(post.column).name]
    shown += [post.place.name, person.name if person else ""]
    found = [matter.subtitle or "", matter.unit or "", *where, *matter.tags]
    found += [person.unit or "", person.role or ""] if person else []
    if (campaign.language or site.config.language) == "zh-Hant":
        found.append(_simplified(" ".join([matter.title, *shown, *found])))
    return post.titled, post.url, " · ".join(filter(None, shown)), " ".join(filter(None, found))


def _simplified(text: str) -> str:
    from opencc import OpenCC  # only for sites with traditional characters

    return str(OpenCC("t2s").convert(text))


def _page_entry(page: StandalonePage) -> tuple[str, ...]:
    return page.matter.title, page.url, "", page.matter.summary or ""
