"""The whole site, for the one stage that sees it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.fields import DEVICES
from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.page import Link
from zhuanlan.model.picture import Picture
from zhuanlan.model.post import Post, Reference, StandalonePage
from zhuanlan.model.privacy import Takedown
from zhuanlan.model.region import Region, Regions
from zhuanlan.model.registered_fields import Field
from zhuanlan.model.taxonomy import Taxonomy

if TYPE_CHECKING:
    from zhuanlan.model.page_maker import PageMaker


def honours_name(campaign: str) -> str:
    """Return the name of the data that hold the honours of a campaign's posts, by their paths.

    Each is a list of a text and the address that lists it.
    """
    return f"{campaign}/honours"


@dataclass(frozen=True)
class Site:
    """What is published at one moment: declarations, posts and pages.

    `now` is the build date, in the site's time zone; `assets` are the files of the content folder
    with their sizes in bytes, `folders` the folder of each campaign by its slug, `on_disk` the
    names of files that are not in Unicode form C by those that are, `unpublished` what is left out:
    drafts, future and expired posts. `pictures` are those that something refers to, once they are
    developed; `takedowns` what has to stay off the site. `absent` are the addresses that something
    leads to and that have no page at `now`, but have one at other times.
    """

    config: Config
    regions: Regions
    campaigns: Mapping[str, Campaign]
    posts: tuple[Post, ...]
    pages: tuple[StandalonePage, ...]
    assets: Mapping[str, int]
    folders: Mapping[str, str]
    on_disk: Mapping[str, str]
    unpublished: tuple[Post | StandalonePage, ...]
    now: datetime
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    takedowns: tuple[Takedown, ...] = ()
    absent: frozenset[str] = frozenset()
    edition: str = "web"
    """What it is made for: `web`, or `disc` where there is no server."""
    taxonomies: Mapping[str, Taxonomy] = field(default_factory=dict)
    """What posts are grouped by, by name."""
    makers: Mapping[str, PageMaker] = field(default_factory=dict)
    """What makes its pages, by name; those of posts follow from the posts."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the data files hold that page makers name, and what sources of data read; without what
    has a mistake."""
    data_references: Mapping[str, tuple[tuple[str, Reference], ...]] = field(default_factory=dict)
    """What data refer to, by their names, each with the file that says so."""
    data_moments: tuple[datetime, ...] = ()
    """When data change by themselves."""
    kinds: tuple[ColumnKind, ...] = ()  # of columns, in their order
    fields: tuple[Field, ...] = ()
    """Keys of front matter that features and plug-ins bring."""

    def honours_of(self, post: Post) -> tuple[Link, ...]:
        """Return the honours that data say a post was awarded, or tells of, with who lists them."""
        found = self.data.get(honours_name(post.campaign), {}).get(post.path, ())
        return tuple(Link(honour, url) for honour, url in found)

    @cached_property
    def of_campaign(self) -> Mapping[str, Groups]:
        """Posts of each campaign, newest first, with their groups."""
        posts: dict[str, list[Post]] = {slug: [] for slug in self.campaigns}
        for post in self.newest:
            posts[post.campaign].append(post)
        return {
            slug: Groups(
                self.campaigns[slug],
                self.regions,
                tuple(found),
                self.taxonomies,
                self.config.pinyin,
                self.campaigns[slug].language or self.config.language,
            )
            for slug, found in posts.items()
        }

    @cached_property
    def newest(self) -> tuple[Post, ...]:
        """All posts, newest first."""
        return tuple(sorted(self.posts, key=lambda post: post.sort_key, reverse=True))

    @cached_property
    def earliest(self) -> datetime:
        """The date of what has none of its own: the oldest post's, so that it does not move."""
        return self.newest[-1].matter.date if self.newest else self.now

    @cached_property
    def hidden_titles(self) -> Mapping[str, str]:
        """Titles of the posts and pages that are not published now, by their source.

        That of what was taken down is told nowhere any more.
        """
        off = self.taken_down
        return {item.path: item.matter.title for item in self.unpublished if item.path not in off}

    @cached_property
    def taken_down(self) -> frozenset[str]:
        """Sources that stay off the site."""
        return frozenset(one.source for one in self.takedowns if one.source)

    def ignores(self, rule: str, path: str) -> bool:
        """Tell whether a rule of `check` is switched off for a file, its column, or the site."""
        if self.config.check.ignores(rule, path):
            return True
        item = self.all_by_path.get(path)
        if item is None:
            return False
        if rule in item.matter.ignore:
            return True
        if not isinstance(item, Post):
            return False
        return rule in self.campaigns[item.campaign].column(item.column).ignore

    @property
    def items(self) -> tuple[Post | StandalonePage, ...]:
        """Posts and pages."""
        return (*self.posts, *self.pages)

    @cached_property
    def by_path(self) -> Mapping[str, Post | StandalonePage]:
        """Posts and pages by their source."""
        return {item.path: item for item in self.items}

    @cached_property
    def all_by_path(self) -> Mapping[str, Post | StandalonePage]:
        """Posts and pages by their source, with those that are not published now."""
        return {item.path: item for item in (*self.items, *self.unpublished)}


@dataclass(frozen=True)
class Groups:
    """The posts of one campaign, newest first, grouped by each taxonomy.

    `readings` are those of the names that pypinyin misreads, for addresses.
    """

    campaign: Campaign
    regions: Regions
    posts: tuple[Post, ...]
    taxonomies: Mapping[str, Taxonomy]
    readings: Mapping[str, str] = field(default_factory=dict)
    language: str = "zh-Hans"
    """That of the campaign's pages."""

    @property
    def modified(self) -> datetime | None:
        """The date of the newest post, if there is one."""
        return self.posts[0].matter.date if self.posts else None

    def by(self, taxonomy: str) -> Mapping[str, tuple[Post, ...]]:
        """Return the posts of each term of a taxonomy, named, that has any."""
        if taxonomy not in self._by:
            place = self._places[taxonomy]
            groups: dict[str, list[Post]] = {}
            for post in self.posts:
                for term in post.terms[place]:
                    groups.setdefault(term, []).append(post)
            self._by[taxonomy] = {term: tuple(found) for term, found in groups.items()}
        return self._by[taxonomy]

    @cached_property
    def _by(self) -> dict[str, dict[str, tuple[Post, ...]]]:
        return {}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where the terms of each taxonomy stand among those of a post."""
        return {name: place for place, name in enumerate(self.taxonomies)}

    def addresses(self, taxonomy: str) -> Mapping[str, str]:
        """Return the address of the list of each term of a taxonomy, named, that has one.

        Terms with the same slug are told apart by a hash. So one's address never depends on which
        others there are, but for the first that clashes.
        """
        if taxonomy not in self._addresses:
            grouping = self.taxonomies[taxonomy]
            terms = dict.fromkeys([*grouping.fixed(self.campaign), *self.by(taxonomy)])
            slugs = {term: self._slug(taxonomy, term) for term in terms}
            count = Counter(slugs.values())
            for term, slug in slugs.items():
                if count[slug] > 1 or DEVICES.fullmatch(slug):
                    slugs[term] = f"{slug}-{hashlib.sha256(term.encode()).hexdigest()[:6]}"
            urls = {term: grouping.url(self.campaign, slug) for term, slug in slugs.items()}
            self._addresses[taxonomy] = urls
        return self._addresses[taxonomy]

    def _slug(self, taxonomy: str, term: str) -> str:
        posts, grouping = self.by(taxonomy).get(term), self.taxonomies[taxonomy]
        if grouping.terms_are_slugs:
            return term
        if posts is None:
            return grouping.slug(term, self.campaign, self.readings)
        place = self._places[taxonomy]
        return posts[0].slugs[place][posts[0].terms[place].index(term)]

    @cached_property
    def _addresses(self) -> dict[str, dict[str, str]]:
        return {}

    def link(self, taxonomy: str, term: str) -> Link:
        """Return the link to the list of a term; raises KeyError for one that has none."""
        link = self._links.get((taxonomy, term))
        if link is None:
            title = self.taxonomies[taxonomy].label(self, term)
            link = self._links[taxonomy, term] = Link(title, self.addresses(taxonomy)[term])
        return link

    @cached_property
    def _links(self) -> dict[tuple[str, str], Link]:
        return {}

    def link_if_any(self, taxonomy: str, term: str, title: str) -> Link:
        """Return the link to the list of a term, or its title alone where it has none."""
        return Link(title, self.addresses(taxonomy).get(term))

    def place_in(self, group: Sequence[Post], post: Post) -> int:
        """Return where in a group a post stands, or where it would."""
        rank = self._rank
        if post.path in rank:
            return bisect_left(group, rank[post.path], key=lambda one: rank[one.path])
        older = range(len(self.posts))  # no copy: an import may bring thousands of posts at once
        before = bisect_left(older, post.sort_key, key=lambda back: self.posts[-1 - back].sort_key)
        place = len(self.posts) - before
        return bisect_left(group, place, key=lambda one: rank[one.path])

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each post among all of the campaign, by its source."""
        return {post.path: place for place, post in enumerate(self.posts)}

    def terms(self, post: Post) -> Iterator[tuple[str, str]]:
        """Yield each term of a post, with the name of its taxonomy."""
        for name, terms in zip(self.taxonomies, post.terms, strict=True):
            for term in terms:
                yield name, term

    def narrowest(self, post: Post, taxonomy: str) -> str | None:
        """Return the last of a post's terms in a taxonomy, named, if it has any."""
        terms = post.terms[self._places[taxonomy]]
        return terms[-1] if terms else None

    def lineage(self, code: str) -> tuple[Region, ...]:
        """Return the regions from the campaign's scope down to one, by reporting."""
        return self.regions.lineage(code, self.campaign.scope.code)

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The codes right below each code, of channels and regions with posts, in their order."""
        wanted: dict[str, None] = {}
        for code in (*(place.code for place in self.campaign.channels), *self.by("region")):
            wanted |= {region.code: None for region in self.lineage(code)}
        order = {place.code: index for index, place in enumerate(self.campaign.channels)}
        children: dict[str, list[str]] = {}
        for code in sorted(wanted, key=lambda code: (order.get(code, len(order)), code)):
            line = self.lineage(code)
            if len(line) > 1:
                children.setdefault(line[-2].code, []).append(code)
        return children

    @cached_property
    def rows(self) -> tuple[tuple[Region, int], ...]:
        """The regions of the matrix with their depth: channels and those with posts, as a tree."""
        rows: list[tuple[Region, int]] = []

        def descend(code: str, depth: int) -> None:
            rows.append((self.regions[code], depth))
            for child in self.children.get(code, ()):
                descend(child, depth + 1)

        descend(self.campaign.scope.code, 0)
        return tuple(rows)
