"""The whole site, for the one stage that sees it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.declared import Activity
from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.picture import Picture
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.privacy import Takedown
from zhuanlan.model.region import Region, Regions


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
    kinds: tuple[ColumnKind, ...] = ()  # of columns, in their order

    @cached_property
    def of_campaign(self) -> Mapping[str, Groups]:
        """Posts of each campaign, newest first, with their groups."""
        posts: dict[str, list[Post]] = {slug: [] for slug in self.campaigns}
        for post in self.newest:
            posts[post.campaign].append(post)
        return {
            slug: Groups(self.campaigns[slug], self.regions, tuple(found))
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


def _merged(
    posts: Sequence[Post], gone: Collection[Post], come: Collection[Post]
) -> tuple[Post, ...]:
    """Return posts, newest first, without those that went and with those that came."""
    left = {post.path for post in gone}
    oldest_first = [post for post in reversed(posts) if post.path not in left]
    for post in come:
        insort(oldest_first, post, key=lambda one: one.sort_key)
    return tuple(reversed(oldest_first))


@dataclass(frozen=True)
class Groups:
    """The posts of one campaign, newest first, by each of its axes.

    Regions are rolled up: a county's post is also its city's and its province's, as far as the
    campaign's scope.
    """

    campaign: Campaign
    regions: Regions
    posts: tuple[Post, ...]

    @property
    def modified(self) -> datetime | None:
        """The date of the newest post, if there is one."""
        return self.posts[0].matter.date if self.posts else None

    def _by(self, axis: str) -> dict[Any, tuple[Post, ...]]:
        groups: dict[Any, list[Post]] = {}
        for post in self.posts:
            for key in AXES[axis](self, post):
                groups.setdefault(key, []).append(post)
        return {key: tuple(found) for key, found in groups.items()}

    @cached_property
    def by_column(self) -> dict[str, tuple[Post, ...]]:
        """By the slug of the column."""
        return self._by("column")

    @cached_property
    def by_phase(self) -> dict[str, tuple[Post, ...]]:
        """By the slug of the phase."""
        return self._by("phase")

    @cached_property
    def by_region(self) -> dict[str, tuple[Post, ...]]:
        """By the code of the region, rolled up."""
        return self._by("region")

    @cached_property
    def by_cell(self) -> dict[tuple[str, str], tuple[Post, ...]]:
        """By region and phase."""
        return self._by("cell")

    @cached_property
    def by_activity(self) -> dict[str, tuple[Post, ...]]:
        """By the slug of the activity; a part's posts are also the whole's."""
        return self._by("activity")

    @cached_property
    def by_tag(self) -> dict[str, tuple[Post, ...]]:
        """By the tag as written."""
        return self._by("tag")

    @cached_property
    def by_category(self) -> dict[str, tuple[Post, ...]]:
        """By the category of the exemplar."""
        return self._by("category")

    def place_in(self, group: Sequence[Post], post: Post) -> int:
        """Return where in a group a post stands, or where it would."""
        rank = self._rank
        if post.path in rank:
            return bisect_left(group, rank[post.path], key=lambda one: rank[one.path])
        newer = bisect_left(self.posts[::-1], post.sort_key, key=lambda one: one.sort_key)
        place = len(self.posts) - newer
        return bisect_left(group, place, key=lambda one: rank[one.path])

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each post among all of the campaign, by its source."""
        return {post.path: place for place, post in enumerate(self.posts)}

    def keys(self, post: Post) -> Iterator[tuple[str, Any]]:
        """Yield the axis and value of each group that a post is in."""
        for axis, keys in AXES.items():
            for key in keys(self, post):
                yield axis, key

    def with_changes(self, gone: Collection[Post], come: Collection[Post]) -> Groups:
        """Return the groups after some posts went and others came; those untouched are shared."""
        after = Groups(self.campaign, self.regions, _merged(self.posts, gone, come))
        vars(after)["_lineages"] = self._lineages
        for axis, keys in AXES.items():
            if f"by_{axis}" not in vars(self):
                continue
            groups = dict(vars(self)[f"by_{axis}"])
            moves: dict[Any, tuple[list[Post], list[Post]]] = {}
            for number, posts in enumerate((gone, come)):
                for post in posts:
                    for key in keys(self, post):
                        moves.setdefault(key, ([], []))[number].append(post)
            for key, (left, joined) in moves.items():
                if merged := _merged(groups.get(key, ()), left, joined):
                    groups[key] = merged
                else:
                    groups.pop(key, None)
            vars(after)[f"by_{axis}"] = groups
        return after

    @cached_property
    def _lineages(self) -> dict[str, tuple[Region, ...]]:
        return {}

    def lineage(self, code: str) -> tuple[Region, ...]:
        """Return the regions from the campaign's scope down to one, by reporting."""
        if code not in self._lineages:
            scope = self.campaign.scope.code
            self._lineages[code] = self.regions.lineage(code, scope)
        return self._lineages[code]

    def activities_to(self, slug: str) -> tuple[Activity, ...]:
        """Return an activity and those above it, from the top down."""
        if slug not in self._activities:
            self._activities[slug] = self.campaign.activity_lineage(slug)
        return self._activities[slug]

    @cached_property
    def _activities(self) -> dict[str, tuple[Activity, ...]]:
        return {}

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The codes right below each code, of channels and regions with posts, in their order."""
        wanted: dict[str, None] = {}
        for code in (*(place.code for place in self.campaign.channels), *self.by_region):
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


def _cells(groups: Groups, post: Post) -> Iterable[tuple[str, str]]:
    if not post.phase:
        return ()
    return [(region.code, post.phase) for region in groups.lineage(post.place.code)]


def _activities(groups: Groups, post: Post) -> Iterable[str]:
    activity = post.matter.activity
    return [one.slug for one in groups.activities_to(activity)] if activity else ()


def _categories(groups: Groups, post: Post) -> Iterable[str]:
    person = post.matter.person
    return (person.category,) if person and person.category else ()


AXES: dict[str, Callable[[Groups, Post], Iterable[Any]]] = {
    "column": lambda groups, post: (post.column,),
    "phase": lambda groups, post: (post.phase,) if post.phase else (),
    "region": lambda groups, post: [region.code for region in groups.lineage(post.place.code)],
    "cell": _cells,
    "activity": _activities,
    "tag": lambda groups, post: dict.fromkeys(post.matter.tags),
    "category": _categories,
}
"""What posts are grouped by, and how a post says which groups it is in."""
