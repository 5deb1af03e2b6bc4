"""The exemplars of a campaign by name: sorted as they are read, with an index of initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.names import initial_of
from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import group, single
from zhuanlan.model.post import Card, Post
from zhuanlan.model.site import Groups
from zhuanlan.model.view import ColumnTags, Meta, Once, PageView
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import cards
from zhuanlan.plan.trail import trail_to

ON_ONE_PAGE = 120
"""People up to whom the index shows all of them; of more, each initial has a page of its own."""

_OTHERS = "0"
"""The address of those whose names begin with no letter."""


@dataclass(frozen=True, slots=True)
class Initial:
    """The people whose names are read with an initial; `url` leads to them."""

    letter: str
    url: str
    count: int
    cards: tuple[Card, ...] = ()


ByInitial = Once[dict[str, list[Post]]]


class PeopleView(PageView, frozen=True, kw_only=True):
    """Exemplars by name."""

    initials: tuple[Initial, ...]
    count: int
    """Of stories."""
    letter: str
    """The one initial that is shown; empty where all are."""

    @property
    def meta(self) -> Meta:
        """Say that these are exemplars."""
        return Meta(column=ColumnTags(N_("exemplars")))


def people_url(groups: Groups) -> str | None:
    """Return the address of the index of a campaign's people, if it has any."""
    return addresses.people(groups.campaign) if _columns(groups) else None


def people(groups: Groups) -> Iterator[PageGroup]:
    """Yield the index, and a page of each initial if there are too many for one."""
    campaign = groups.campaign
    columns = _columns(groups)
    reads = frozenset(group(campaign, "column", slug) for slug in columns)
    posts = [post for slug in columns for post in groups.by("column")[slug]]
    if not posts:
        return
    by_initial = Once(partial(_by_initial, posts))  # sorted once for all pages, when one is made
    index = Page(
        addresses.people(campaign),
        "people.html",
        partial(_index, groups, by_initial),
        campaign.slug,
        modified=groups.modified,
    )
    yield single(index, *reads)
    if len(posts) > ON_ONE_PAGE:
        letters = sorted({initial_of(post.reading) for post in posts})
        yield PageGroup(partial(_page_of, groups, by_initial, letters), len(letters), reads)


def _columns(groups: Groups) -> list[str]:
    """Return the columns with posts about people."""
    return [
        column.slug
        for column in groups.campaign.columns
        if column.of_kind.people and column.slug in groups.by("column")
    ]


def _by_initial(posts: Sequence[Post]) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    for post in sorted(posts, key=_by_reading):
        found.setdefault(initial_of(post.reading), []).append(post)
    return found


def _by_reading(post: Post) -> tuple[str, str, str]:
    return post.reading or "~", post.matter.person.name if post.matter.person else "", post.path


def _index(groups: Groups, by_initial: ByInitial) -> PeopleView:
    people_of = by_initial()
    count = sum(map(len, people_of.values()))
    whole = count <= ON_ONE_PAGE
    initials = tuple(
        Initial(
            letter,
            f"#{_anchor(letter)}" if whole else _address(groups, letter),
            len(found),
            cards(found) if whole else (),
        )
        for letter, found in sorted(people_of.items(), key=lambda one: one[0].replace("#", "~"))
    )
    title = Word(N_("Exemplars by name"))
    crumbs = trail_to(groups, title)
    return PeopleView(title=title, crumbs=crumbs, initials=initials, count=count, letter="")


def _page_of(groups: Groups, by_initial: ByInitial, letters: Sequence[str], number: int) -> Page:
    letter = letters[number]
    return Page(
        _address(groups, letter),
        "people.html",
        partial(_letter, groups, by_initial, letter),
        groups.campaign.slug,
        modified=groups.modified,
    )


def _letter(groups: Groups, by_initial: ByInitial, letter: str) -> PeopleView:
    found = by_initial()[letter]
    initial = Initial(letter, "", len(found), cards(found))
    title = Word(N_("Exemplars by name"))
    up = Link(title, addresses.people(groups.campaign))
    return PeopleView(
        title=title,
        crumbs=(*trail_to(groups), up, Link(letter)),
        initials=(initial,),
        count=len(found),
        letter=letter,
    )


def _anchor(letter: str) -> str:
    return f"zl-{letter.lower()}" if letter != "#" else "zl-0"


def _address(groups: Groups, letter: str) -> str:
    return addresses.people(groups.campaign, _OTHERS if letter == "#" else letter)
