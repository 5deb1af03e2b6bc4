"""A list of posts: its own page, its numbered ones, and its feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from zhuanlan.i18n import N_, Word
from zhuanlan.model.page import Context, GroupKey, Link, Once, Page, Section
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import cards, pinned_first
from zhuanlan.plan.feeds import feed
from zhuanlan.plan.paginate import Leaf, leaf, leaves


def listing(
    site: Site,
    groups: Groups,
    url: str,
    title: str,
    posts: Sequence[Post],
    about: Context,
    *reads: GroupKey,
    feeds: bool = False,
) -> Iterator[Section]:
    """Yield a list's own page with the numbered ones, and its feed.

    `about` makes what its pages show besides the posts; `reads` are the groups that it looks at,
    the list's own first.
    """
    campaign = groups.campaign
    if feeds:
        yield feed(site, url, f"{title} · {campaign.title}", posts, reads[0], campaign)
    common = Once(partial(_common, groups, url, title, about, feeds))
    page = partial(_page, posts, site.config.page_size, campaign.slug, url, common)
    yield Section(page, leaves(len(posts), site.config.page_size), frozenset(reads))


def _common(groups: Groups, url: str, title: str, about: Context, feeds: bool) -> Mapping[str, Any]:
    shown = dict(about())
    crumbs = shown.pop("crumbs", ())
    return {
        "title": title,
        "crumbs": (*trail_to(groups), *crumbs, Link(title)),
        "list_url": url,
        "feed_url": url + "feed.xml" if feeds else None,
        "macro": "entries",
        **shown,
    }


def _page(
    posts: Sequence[Post], size: int, campaign: str, url: str, common: Context, number: int
) -> Page:
    shown = leaf(url, posts, size, number)
    modified = shown.posts[0].matter.date if shown.posts else None
    context = partial(_shown, posts, shown, common)
    return Page(shown.url, "list.html", context, campaign, modified=modified)


def _shown(posts: Sequence[Post], shown: Leaf, common: Context) -> Mapping[str, Any]:
    first = shown.pager.number is None
    return {
        **common(),
        "cards": pinned_first(posts, shown.posts) if first else cards(shown.posts),
        "pager": shown.pager,
    }


def headed(groups: Groups, title: str) -> dict[str, Any]:
    """Return title and breadcrumb of a page right below a campaign."""
    return {"title": title, "crumbs": (*trail_to(groups), Link(title))}


def trail_to(groups: Groups) -> tuple[Link, ...]:
    """Return the breadcrumb down to the campaign."""
    campaign = groups.campaign
    return (Link(Word(N_("Home")), ""), Link(campaign.name, addresses.campaign(campaign)))
