"""A list of posts: its own page, its numbered ones, and its feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhuanlan.i18n import N_, Word
from zhuanlan.model.page import Link, Page
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import cards, pinned_first
from zhuanlan.plan.feeds import feed
from zhuanlan.plan.paginate import paginate


def listing(
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


def headed(groups: Groups, title: str) -> dict[str, Any]:
    """Return title and breadcrumb of a page right below a campaign."""
    return {"title": title, "crumbs": (*trail_to(groups), Link(title))}


def trail_to(groups: Groups) -> tuple[Link, ...]:
    """Return the breadcrumb down to the campaign."""
    campaign = groups.campaign
    return (Link(Word(N_("Home")), ""), Link(campaign.name, addresses.campaign(campaign)))
