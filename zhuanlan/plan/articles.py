"""Pages of single posts, and standalone pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.files import beside, own_name, published_as
from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.page import REPEALED, Download, Link, Page, PageGroup
from zhuanlan.model.page_groups import SITE, single
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.picture import Image
from zhuanlan.model.post import Card, Post, StandalonePage
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import Meta, PageView, StoryMeta
from zhuanlan.plan.cards import around, cards, within_reach
from zhuanlan.plan.trail import trail_to


class ArticleView(PageView, frozen=True, kw_only=True):
    """A post."""

    post: Post
    links: Mapping[str, Link | Download]
    """Where the addresses in its text lead, by their paths in the content."""
    column: Link
    kind: ColumnKind
    source: str | None
    """Who published it first; without it, the site did."""
    unit: Link | None
    """The unit that sent it in, by the name that the post gives it."""
    region_trail: tuple[Link, ...]
    region_today: str
    """The region's name today, where the post has that of its time."""
    phase: Link | None
    activity: Link | None
    category: Link | None
    tags: tuple[Link, ...]
    honours: tuple[Link, ...]
    """What was awarded to the person or work of the post, as the books say."""
    cover: Image | None
    cover_in_text: bool
    """Whether the text shows the cover, too."""
    portrait: Image | None
    scheduled: bool
    """Whether it is shown before its time, as in a preview."""
    shared: Image | None
    """The picture that is passed on with it."""
    attachments: tuple[Download, ...]
    newer: Link | None
    older: Link | None
    facts: tuple[tuple[str, Any], ...]
    """Labels and values of keys that features and plug-ins bring to front matter."""
    structured: tuple[tuple[str, Any], ...]
    """The same for the structured data, by properties of schema.org."""
    more: tuple[tuple[str, tuple[Card, ...]], ...]
    """Posts to read next below their headings: related ones, then those of the same region,
    activity, unit, category. Some may have none."""

    @property
    def meta(self) -> Meta:
        """Return what machines learn of the post."""
        summary, ai = self.post.summary, self.post.matter.ai
        return StoryMeta(
            description=summary,
            summary=summary,
            image=self.shared,
            ai_text=(ai.text or "") if ai else "",
            post=self.post,
            column_name=self.column.title,
            kind=self.kind,
            source=self.source,
            cover=self.cover,
            structured=self.structured,
        )


def articles(site: Site, groups: Groups, posts: Sequence[Post]) -> PageGroup:
    """Return the pages of posts of a campaign.

    They read no groups of posts as a whole: a post's page shows its neighbours in some, not
    the whole (`near`).
    """
    return PageGroup(partial(_article, site, groups, posts), len(posts))


def near(groups: Groups, post: Post) -> Iterator[Post]:
    """Yield the posts whose pages may show one, as neighbour or under a heading of “more”."""
    for name, term in groups.terms(post):
        if name == _NEIGHBOURS or groups.taxonomies[name].more:
            yield from within_reach(groups, groups.by(name).get(term, ()), post)


_NEIGHBOURS = "column"
"""The taxonomy in which a post has a newer and an older neighbour."""


def _more(
    groups: Groups, post: Post, related: Sequence[object]
) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """Yield posts to read next, with a heading: those `related`, and in each taxonomy the nearest
    ones of the post's narrowest term."""
    yield Word(N_("Related stories")), cards(one for one in related if isinstance(one, Post))
    for name, taxonomy in groups.taxonomies.items():
        if taxonomy.more:
            term = groups.narrowest(post, name)
            if term is not None:
                yield Word(taxonomy.more), around(groups, groups.by(name)[term], post)


def _article(site: Site, groups: Groups, posts: Sequence[Post], number: int) -> Page:
    post = posts[number]
    view = partial(_view, site, groups, post)
    return Page(post.url, "article.html", view, post.campaign, post.path, post.updated, post.body)


def _view(site: Site, groups: Groups, post: Post) -> ArticleView:
    matter = post.matter
    column, link = groups.link("column", post.column), groups.link
    siblings = groups.by(_NEIGHBOURS)[post.column]
    place = groups.place_in(siblings, post)
    newer = siblings[place - 1] if place else None
    older = siblings[place + 1] if place + 1 < len(siblings) else None
    person = matter.person
    related = [site.by_path.get(beside(post.path, path)) for path in matter.related]
    return ArticleView(
        title=matter.title,
        crumbs=(*trail_to(groups), column, Link(Word(N_("Text")))),
        post=post,
        links=targets(site, post),
        column=column,
        kind=groups.campaign.column(post.column).of_kind,
        source=matter.source or matter.unit,
        unit=_unit(groups, post),
        region_trail=_region_trail(groups, post),
        region_today=groups.regions[post.place.code].name,
        phase=link("phase", post.phase) if post.phase else None,
        activity=link("activity", matter.activity) if matter.activity else None,
        category=link("category", person.category) if person and person.category else None,
        tags=tuple(link("tag", tag) for tag in matter.tags),
        honours=site.honours_of(post),
        cover=post.image(matter.cover),
        cover_in_text=matter.cover is not None
        and beside(post.path, matter.cover.file) in {ref.target for ref in post.mentions},
        portrait=post.image(person.portrait) if person else None,
        scheduled=scheduled(site, post),
        shared=_to_share(post),
        attachments=tuple(
            _download(site, beside(post.path, file.file), file.title) for file in matter.attachments
        ),
        newer=_to(newer) if newer else None,
        older=_to(older) if older else None,
        facts=_facts(site, post),
        structured=_structured(site, post),
        more=tuple(_more(groups, post, related)),
    )


def _facts(site: Site, post: Post) -> tuple[tuple[str, Any], ...]:
    """Return what the byline shows of keys that features and plug-ins bring, with labels."""
    values = ((one.byline, getattr(post.extra, one.name)) for one in site.fields if one.byline)
    return tuple((Word(label), _in_words(value)) for label, value in values if value is not None)


def _in_words(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, SimpleNamespace):
        value = tuple(one for one in vars(value).values() if one is not None)
    return "、".join(str(_in_words(one)) for one in value) if isinstance(value, tuple) else value


def _structured(site: Site, post: Post) -> tuple[tuple[str, Any], ...]:
    """Return the same for the structured data, by properties of schema.org."""
    fields = [one for one in site.fields if one.schema_org]
    values = ((one.schema_org, getattr(post.extra, one.name)) for one in fields)
    return tuple((name, _in_json(value)) for name, value in values if value is not None)


def _in_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.isoformat()}+08:00"
    if isinstance(value, SimpleNamespace):
        return {name: _in_json(one) for name, one in vars(value).items() if one is not None}
    return tuple(map(_in_json, value)) if isinstance(value, tuple) else value


def _unit(groups: Groups, post: Post) -> Link | None:
    """Return the unit that sent a post in, by the name that the post gives it."""
    unit = groups.narrowest(post, "unit")
    url = groups.addresses("unit")[unit] if unit else None
    return Link(post.matter.unit or "", url) if unit else None


def _region_trail(groups: Groups, post: Post) -> tuple[Link, ...]:
    """Return the regions of a post from the top down, its own by the name of its time."""
    *above, own = (groups.link("region", region.code) for region in groups.lineage(post.place.code))
    return (*above, own if own.title == post.place.name else Link(post.place.name, own.url))


def _to(item: Post | StandalonePage) -> Link:
    repealed = isinstance(item, Post) and item.repealed
    return Link(item.matter.title, item.url, state=REPEALED if repealed else "")


def scheduled(site: Site, post: Post) -> bool:
    """Tell whether a post is shown before its time, as in a preview."""
    return (post.matter.publish_at or post.matter.date) > site.now


def _to_share(post: Post) -> Image | None:
    """Return the picture that is passed on with a post: of pixels, since no messenger takes SVG."""
    person = post.matter.person
    for named in (post.matter.cover, person.portrait if person else None):
        image = post.image(named)
        if image and image.picture and not image.url.endswith(".svg"):
            return image
    for path, picture in post.pictures:
        if not path.endswith(".svg"):
            return Image(published_as(path), post.matter.title, None, picture)
    return None


def targets(site: Site, text: Post | StandalonePage) -> dict[str, Link | Download]:
    """Return the address of each content path in a text, with the title of a post, or the picture
    that stands there."""
    found: dict[str, Link | Download] = {}
    hidden = site.hidden_titles
    pictures = dict(text.pictures)
    for reference in text.mentions:
        path = reference.target
        item = site.by_path.get(path)
        if item:
            found[path] = _to(item)
        elif path in site.assets:
            found[path] = replace(_download(site, path, ""), picture=pictures.get(path))
        elif path in site.absent or path.endswith(".md"):
            found[path] = Link(hidden.get(path, ""))  # not published now: no link
        else:
            section = "" if path == "." else path
            is_folder = section and "." not in section.rpartition("/")[2]
            found[path] = Link("", f"{section.rstrip('/')}/" if is_folder else section)
    return found


def _download(site: Site, path: str, title: str | None) -> Download:
    name = path.rpartition("/")[2]
    kind = name.rpartition(".")[2].upper()
    shown = name if title is None else title
    return Download(shown, published_as(path), site.assets.get(path, 0), kind, own_name(path))


class StandaloneView(PageView, frozen=True, kw_only=True):
    """A page that belongs to no column."""

    page: StandalonePage
    links: Mapping[str, Link | Download]
    """Where the addresses in its text lead, by their paths in the content."""

    @property
    def meta(self) -> Meta:
        """Return the page's summary, and whether its text is AI-generated."""
        ai = self.page.matter.ai
        return Meta(description=self.page.matter.summary, ai_text=(ai.text or "") if ai else "")


def standalone(site: Site, page: StandalonePage) -> PageGroup:
    """Plan a page that belongs to no column."""
    view = partial(_standalone, site, page)
    campaign = page.campaign or None
    modified, body = site.earliest, page.body
    return single(Page(page.url, "page.html", view, campaign, page.path, modified, body), SITE)


def _standalone(site: Site, page: StandalonePage) -> StandaloneView:
    trail: tuple[Link, ...] = (Link(Word(N_("Home")), ""),)
    if page.campaign:
        trail = trail_to(site.of_campaign[page.campaign])
    title = page.matter.title
    return StandaloneView(
        title=title, crumbs=(*trail, Link(title)), page=page, links=targets(site, page)
    )


class _Standalone(PageMaker):
    name, views = "standalone", {"page.html": StandaloneView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        return map(partial(standalone, site), site.pages)


STANDALONE = _Standalone()
