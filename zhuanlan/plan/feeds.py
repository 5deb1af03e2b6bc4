"""What machines read: feeds, sitemap, robots.txt, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.links import page_of
from zhuanlan.model.page import GroupKey, Page, PageGroup
from zhuanlan.model.page_groups import SITE, several, single
from zhuanlan.model.post import Card, Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import PageView, View
from zhuanlan.plan.cards import cards
from zhuanlan.plan.taxonomies.region import REGION, cell

SITEMAP_LIMIT = 50_000
"""Addresses that a sitemap may hold (sitemaps.org); more are split, with an index."""


class FeedView(View, frozen=True, kw_only=True):
    """An Atom feed of the newest posts."""

    title: str
    page_url: str
    """The page that lists the posts."""
    feed_url: str
    cards: tuple[Card, ...]
    updated: datetime | None
    """When the newest was published or corrected."""


class SitemapView(View, frozen=True, kw_only=True):
    """Addresses with the times when they were modified."""

    entries: Sequence[tuple[str, datetime]]


class RedirectView(View, frozen=True, kw_only=True):
    """What stands at an old address."""

    target: str
    """The new one."""


class GoneView(PageView, frozen=True, kw_only=True):
    """What stands at the address of what was taken down."""


def feed(
    site: Site,
    url: str,
    title: str,
    posts: Sequence[Post],
    reads: GroupKey,
    campaign: Campaign | None = None,
) -> PageGroup:
    """Plan the Atom feed of the newest posts of a list."""
    view = partial(_feed, url, title, posts, site.config.feed_size)
    page = Page(url + "feed.xml", "feed.xml", view, campaign.slug if campaign else None)
    return single(page, reads)


def _feed(url: str, title: str, posts: Sequence[Post], size: int) -> FeedView:
    newest = cards(_lately(posts, size))
    return FeedView(
        title=title,
        page_url=url,
        feed_url=url + "feed.xml",
        cards=newest,
        updated=max((card.updated for card in newest), default=None),
    )


def _lately(posts: Sequence[Post], size: int) -> Sequence[Post]:
    """Return the newest of posts, and older ones that were corrected since, newest first."""
    corrected = [post for post in posts[size:] if post.matter.corrections]
    if not corrected:
        return posts[:size]
    found = [*posts[:size], *corrected]
    return sorted(found, key=lambda post: (post.updated, post.path), reverse=True)[:size]


def sitemap(listed: Iterable[tuple[str, datetime]]) -> Iterator[PageGroup]:
    """Plan the sitemap of the addresses with the times when their pages were modified.

    More than one may hold are split over several, of which `sitemap.xml` is the index.
    """
    entries = sorted(listed)
    parts = [entries[n : n + SITEMAP_LIMIT] for n in range(0, len(entries), SITEMAP_LIMIT)]
    if len(parts) < 2:
        yield single(Page("sitemap.xml", "sitemap.xml", partial(SitemapView, entries=entries)))
        return
    names = tuple(
        (f"sitemap-{number}.xml", max(modified for _, modified in part))
        for number, part in enumerate(parts, 1)
    )
    yield single(Page("sitemap.xml", "sitemap-index.xml", partial(SitemapView, entries=names)))
    for (name, _), part in zip(names, parts, strict=True):
        yield single(Page(name, "sitemap.xml", partial(SitemapView, entries=part)))


TAKEN_DOWN = "ledgers/takedowns.yaml"
"""What says that addresses are gone: the source of the pages there."""


def redirects(site: Site) -> PageGroup:
    """Plan a page at each old address: it sends readers to the new one, or says that it is gone."""
    return several(tuple(_redirects(site)), SITE)


def _redirects(site: Site) -> Iterator[Page]:
    for address in sorted({address for one in site.takedowns for address in one.addresses}):
        title = Word(N_("This page has been taken down"))
        yield Page(address, "gone.html", partial(GoneView, title=title), source=TAKEN_DOWN)
    for item in site.items:
        for alias in item.matter.aliases:
            yield _redirect(alias, item.url, item.path)
    for old, new in site.config.redirects.items():
        if page_of(new) not in site.absent:
            yield _redirect(old, new, "")
    for groups in site.of_campaign.values():
        yield from _retired_regions(groups)


def _retired_regions(groups: Groups) -> Iterator[Page]:
    """Yield the redirects from regions by the codes that they had when their stories were told."""
    former = {
        (post.place.former_code, post.place.code) for post in groups.posts if post.place.former_code
    }
    for old, new in sorted(former):
        if old not in groups.by("region"):
            here, there = (REGION.url(groups.campaign, code) for code in (old, new))
            yield _redirect(here, there, "")
            for phase in groups.campaign.phases:
                if cell(new, phase.slug) in groups.by("cell"):
                    yield _redirect(f"{here}{phase.slug}/", f"{there}{phase.slug}/", "")


def _redirect(old: str, new: str, source: str) -> Page:
    return Page(old, "redirect.html", partial(RedirectView, target=new), source=source)
