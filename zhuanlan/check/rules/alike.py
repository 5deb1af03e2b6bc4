"""Rules of posts that may be one: the same title twice, a name with one other character."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Read, Stories
from zhuanlan.core.i18n import N_
from zhuanlan.model.checks import Rule
from zhuanlan.model.names import reading
from zhuanlan.model.post import Post


def titles(stories: Stories) -> Iterator[Finding]:
    """Find posts with one title in one column."""
    for groups in stories.site.of_campaign.values():
        yield from _titles(groups.posts, stories.read)


def people(stories: Stories) -> Iterator[Finding]:
    """Find names that differ from another of the same unit or region by one character."""
    for groups in stories.site.of_campaign.values():
        yield from _people(groups.posts, stories.read)


def _titles(posts: Iterable[Post], read: Read) -> Iterator[Finding]:
    """Find posts of a campaign that have the title of an earlier one in the same column."""
    first: dict[tuple[str, str], Post] = {}
    for post in sorted(posts, key=lambda post: post.sort_key):
        title = "".join(unicodedata.normalize("NFKC", post.matter.title).split())
        other = first.setdefault((post.column, title), post)
        if other is not post:
            yield finding(
                "title-twice",
                post.path,
                read(post.path).value_spot("title"),
                N_("{other} has the same title in the same column"),
                N_("if it was sent in twice delete one, or let the titles say what differs"),
                other=other.path,
            )


def _people(posts: Iterable[Post], read: Read) -> Iterator[Finding]:
    """Find names that differ from another of the same unit or region by one character.

    Names of one unit that sound the same are left to the rule `name`.

    The character sounds alike or looks alike. Names in different places are namesakes; of two in
    one place the rarer, or the later, is pointed out.
    """
    told: dict[tuple[str, str], list[Post]] = {}
    for post in sorted(posts, key=lambda post: post.sort_key):
        person = post.matter.person
        if person and not person.group and 2 < len(person.name) < 5 and "某" not in person.name:
            unit = person.unit or post.matter.unit or ""
            for place in {("unit", unit), ("place", post.place.code)} - {("unit", "")}:
                told.setdefault(place, []).append(post)
    found: dict[str, str] = {}
    for group in told.values():
        found |= dict(_of_place(group))
    paths = {post.path: post for group in told.values() for post in group}
    for path, right in sorted(found.items()):
        person = paths[path].matter.person
        yield finding(
            "name-alike",
            path,
            read(path).value_spot("person", "name"),
            N_("“{value}” is nearly “{right}” of another story of the same place"),
            N_("write one name if it is one person; if they are two, switch the rule off there"),
            value=person.name if person else "",
            right=right,
        )


def _of_place(posts: list[Post]) -> Iterator[tuple[str, str]]:
    """Yield the path of each story with an odd name, and the name that it is like."""
    names = [post.matter.person.name for post in posts if post.matter.person]
    count = Counter(names)  # in the order of the stories
    units: dict[str, set[str]] = {}
    for post, name in zip(posts, names, strict=True):
        person = post.matter.person
        units.setdefault(name, set()).update(filter(None, [person.unit if person else None]))
    by_rest: dict[tuple[int, str], list[str]] = {}
    for name in count:
        for place in range(len(name)):
            by_rest.setdefault((place, name[:place] + name[place + 1 :]), []).append(name)
    right: dict[str, str] = {}
    for (place, _), alike in by_rest.items():
        best, *others = sorted(alike, key=lambda name: -count[name])
        for other in others:
            same_sound = reading(best, {}) == reading(other, {}) and units[best] & units[other]
            alike_there = len(other) == len(best) and _like(best[place], other[place])
            if alike_there and not same_sound:
                right[other] = best
    for post, name in zip(posts, names, strict=True):
        if name in right:
            yield post.path, right[name]


_CLOSE = 16
"""Code points between characters of like shape: Unicode orders Han by radical, then strokes."""

_SAME = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))


def _like(one: str, other: str) -> bool:
    """Tell whether two characters sound alike, in any accent, or share a radical."""
    return abs(ord(one) - ord(other)) <= _CLOSE or _sound(one) == _sound(other)


def _sound(character: str) -> str:
    sound = reading(character, {})
    for written, heard in _SAME:
        sound = sound.replace(written, heard)
    return sound


TITLE_TWICE = Rule(
    "title-twice", "warning", N_("two posts of a column have one title"), {"stories": titles}
)
NAME_ALIKE = Rule(
    "name-alike", "warning", N_("a name is nearly that of another story"), {"stories": people}
)
