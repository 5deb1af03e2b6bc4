"""Pages that list posts: those of each term of each taxonomy, numbered, and their feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from zhuanlan.core.i18n import Word
from zhuanlan.model.declared import Activity, ColumnSpec, Phase
from zhuanlan.model.page import Link, Page, PageGroup, Pager
from zhuanlan.model.page_groups import group
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.post import Card, Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy, refuse_unknown_fields
from zhuanlan.model.view import ColumnTags, Meta, Once, PageView
from zhuanlan.plan.cards import cards, pinned_first
from zhuanlan.plan.feeds import feed
from zhuanlan.plan.paginate import Leaf, leaf, leaves
from zhuanlan.plan.trail import trail_to


class ListView(PageView, frozen=True, kw_only=True):
    """The posts of one term of a taxonomy; what its kind of term does not have is empty."""

    axis: str
    """The taxonomy."""
    axis_title: str
    """What one term of it is, in words (untranslated)."""
    campaign_title: str
    list_url: str
    """The list's first page."""
    cards: tuple[Card, ...] = ()
    pager: Pager = Pager(None, None, None)
    macro: str = "entries"
    """The macro of `macros.html` that shows the cards."""
    kind: str = ""
    """What the list holds, in a word of the page tags (untranslated)."""
    description: str | None = None
    column: ColumnSpec | None = None
    children: tuple[Link, ...] = ()
    """The terms right below this one."""
    phases: tuple[Link, ...] = ()
    cells: tuple[Link, ...] = ()
    """Of a phase, its regions."""
    former: tuple[str, ...] = ()
    """Of a region, the names that stories give it."""
    region: Link | None = None
    """Of a unit, where it is."""
    state: str = ""
    phase: Phase | None = None
    activity: Activity | None = None
    region_name: str = ""
    phase_link: Link | None = None
    """Of a cell, its phase in all regions."""
    categories: tuple[Link, ...] = ()
    people_url: str | None = None

    @property
    def meta(self) -> Meta:
        """Return what the list holds."""
        keywords = tuple(self.column.keywords) if self.column else ()
        tags = ColumnTags(self.kind or self.axis_title, self.description or "", keywords)
        description = self.description or f"{self.campaign_title} · {self.title}"
        return Meta(description=description, column=tags)


def lists(site: Site, groups: Groups) -> Iterator[PageGroup]:
    """Yield every list of a campaign."""
    for name, taxonomy in groups.taxonomies.items():
        for term, url in groups.addresses(name).items():
            yield from _list(site, groups, taxonomy, term, url)


def _list(
    site: Site, groups: Groups, taxonomy: Taxonomy, term: Any, url: str
) -> Iterator[PageGroup]:
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
    yield PageGroup(page, leaves(len(posts), size), frozenset((own, *others)))


def _common(site: Site, groups: Groups, taxonomy: Taxonomy, term: Any, url: str) -> ListView:
    """Return what all pages of a list show; raises ProblemError for what its view does not have."""
    title = taxonomy.label(groups, term)
    shown = dict(taxonomy.about(site, groups, term))
    crumbs = shown.pop("crumbs", ())
    view: type[Any] = taxonomy.view or ListView
    refuse_unknown_fields(taxonomy, taxonomy.template, view, shown)
    if taxonomy.index:
        crumbs = (Link(Word(taxonomy.index), taxonomy.url(groups.campaign)), *crumbs)
    made: ListView = view(
        title=title,
        crumbs=(*trail_to(groups), *crumbs, Link(title)),
        axis=taxonomy.name,
        axis_title=taxonomy.title,
        campaign_title=groups.campaign.title,
        list_url=url,
        feed_url=url + "feed.xml" if taxonomy.feed else None,
        **shown,
    )
    return made


def _page(
    posts: Sequence[Post],
    size: int,
    campaign: str,
    url: str,
    template: str,
    common: Once[ListView],
    number: int,
) -> Page:
    shown = leaf(url, posts, size, number)
    modified = shown.posts[0].matter.date if shown.posts else None
    view = partial(_view, posts, shown, common)
    return Page(shown.url, template, view, campaign, modified=modified)


def _view(posts: Sequence[Post], shown: Leaf, common: Once[ListView]) -> ListView:
    first = shown.pager.number is None
    listed = pinned_first(posts, shown.posts) if first else cards(shown.posts)
    return replace(common(), cards=listed, pager=shown.pager)


class _Lists(PageMaker):
    name, views = "list", {"list.html": ListView}

    def of_campaign(self, site: Site, groups: Groups) -> Iterator[PageGroup]:
        yield from lists(site, groups)


LISTS = _Lists()
