"""What machines read: feeds, sitemap, robots.txt, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Page
from zhuanlan.model.post import Post
from zhuanlan.model.site import Site
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import cards


def feed(
    site: Site, url: str, title: str, posts: Sequence[Post], campaign: Campaign | None = None
) -> Page:
    """Plan the Atom feed of the newest posts of a section."""
    newest = cards(posts[: site.config.feed_size])
    context = {"title": title, "page_url": url, "feed_url": url + "feed.xml", "cards": newest}
    return Page(url + "feed.xml", "feed.xml", context, campaign.slug if campaign else None)


def sitemap(pages: Iterable[Page]) -> Page:
    """Plan the sitemap of every page that says when it was modified."""
    entries = tuple(sorted((page.url, page.modified) for page in pages if page.modified))
    return Page("sitemap.xml", "sitemap.xml", {"entries": entries})


def redirects(site: Site) -> Iterator[Page]:
    """Plan a page at each old address that sends readers to the new one."""
    for item in site.items:
        for alias in item.matter.aliases:
            yield _redirect(alias, item.url, item.path)
    for old, new in site.config.redirects.items():
        yield _redirect(old, new, "")
    for groups in site.of_campaign.values():
        former = {
            (post.place.former_code, post.place.code)
            for post in groups.posts
            if post.place.former_code
        }
        for old, new in sorted(former):
            if old not in groups.by_region:
                here, there = (addresses.region(groups.campaign, code) for code in (old, new))
                yield _redirect(here, there, "")
                for phase in groups.campaign.phases:
                    if (new, phase.slug) in groups.by_cell:
                        yield _redirect(f"{here}{phase.slug}/", f"{there}{phase.slug}/", "")


def _redirect(old: str, new: str, source: str) -> Page:
    return Page(old, "redirect.html", {"target": new}, source=source)
