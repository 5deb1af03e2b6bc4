"""Pages that list posts: those of each term of each taxonomy, numbered, and their feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from zhuanlan.core.i18n import Word
from zhuanlan.model.page import Context, Link, Once, Page, Section
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy
from zhuanlan.plan.cards import cards, pinned_first
from zhuanlan.plan.feeds import feed
from zhuanlan.plan.paginate import Leaf, leaf, leaves
from zhuanlan.plan.sections import group, single
from zhuanlan.plan.trail import headed, trail_to


def lists(site: Site, groups: Groups) -> Iterator[Section]:
    """Yield every list of a campaign."""
    for name, taxonomy in groups.taxonomies.items():
        for term, url in groups.addresses(name).items():
            yield from _list(site, groups, taxonomy, term, url)


def indexes(groups: Groups) -> Iterator[Section]:
    """Yield the pages of a campaign that list all terms of a taxonomy."""
    campaign = groups.campaign
    for name, taxonomy in groups.taxonomies.items():
        if has_index(groups, taxonomy):
            dates = (posts[0].matter.date for posts in groups.by(name).values())
            context = partial(_index, groups, taxonomy)
            yield single(
                Page(
                    taxonomy.url(campaign),
                    taxonomy.index_template,
                    context,
                    campaign.slug,
                    modified=max(dates, default=None),
                ),
                group(campaign, name),
            )


def has_index(groups: Groups, taxonomy: Taxonomy) -> bool:
    """Tell whether there is a page that lists all terms of a taxonomy."""
    if not taxonomy.index:
        return False
    return taxonomy.in_navigation(groups.campaign) or bool(groups.addresses(taxonomy.name))


def _index(groups: Groups, taxonomy: Taxonomy) -> Mapping[str, Any]:
    shown = headed(groups, Word(taxonomy.index))
    return {**shown, "axis": taxonomy.name, **taxonomy.overview(groups)}


def _list(site: Site, groups: Groups, taxonomy: Taxonomy, term: Any, url: str) -> Iterator[Section]:
    """Yield a list's own page with the numbered ones, and its feed."""
    campaign = groups.campaign
    posts = groups.by(taxonomy.name).get(term, ())
    own = group(campaign, taxonomy.name, term)
    if taxonomy.feed:
        title = f"{taxonomy.label(groups, term)} · {campaign.title}"
        yield feed(site, url, title, posts, own, campaign)
    common = Once(partial(_common, site, groups, taxonomy, term, url))
    size = site.config.page_size
    page = partial(_page, posts, size, campaign.slug, url, taxonomy.template, common)
    others = (group(campaign, name) for name in taxonomy.reads(groups, term))
    yield Section(page, leaves(len(posts), size), frozenset((own, *others)))


def _common(
    site: Site, groups: Groups, taxonomy: Taxonomy, term: Any, url: str
) -> Mapping[str, Any]:
    title = taxonomy.label(groups, term)
    shown = dict(taxonomy.about(site, groups, term))
    crumbs = shown.pop("crumbs", ())
    if taxonomy.index:
        crumbs = (Link(Word(taxonomy.index), taxonomy.url(groups.campaign)), *crumbs)
    return {
        "title": title,
        "crumbs": (*trail_to(groups), *crumbs, Link(title)),
        "axis": taxonomy.name,
        "axis_title": taxonomy.title,
        "list_url": url,
        "feed_url": url + "feed.xml" if taxonomy.feed else None,
        "macro": "entries",
        **shown,
    }


def _page(
    posts: Sequence[Post],
    size: int,
    campaign: str,
    url: str,
    template: str,
    common: Context,
    number: int,
) -> Page:
    shown = leaf(url, posts, size, number)
    modified = shown.posts[0].matter.date if shown.posts else None
    context = partial(_shown, posts, shown, common)
    return Page(shown.url, template, context, campaign, modified=modified)


def _shown(posts: Sequence[Post], shown: Leaf, common: Context) -> Mapping[str, Any]:
    first = shown.pager.number is None
    return {
        **common(),
        "cards": pinned_first(posts, shown.posts) if first else cards(shown.posts),
        "pager": shown.pager,
    }
