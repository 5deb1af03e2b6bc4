"""Rules of people: one person, one name, one role, in a story and across those of a campaign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Read, Source, Stories
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely
from zhuanlan.model.checks import Rule
from zhuanlan.model.person import Person
from zhuanlan.model.post import Post


def two_ways(stories: Stories) -> Iterator[Finding]:
    """Find people of one campaign whose name or role differs from story to story."""
    for groups in stories.site.of_campaign.values():
        yield from _two_ways(groups.posts, stories.read)


def _two_ways(posts: Iterable[Post], read: Read) -> Iterator[Finding]:
    """Find them among the posts of a campaign.

    Names that sound the same are one person's only where the unit is the same, too; that of most
    stories, or of the first, counts as right.
    """
    told = [(post, post.matter.person) for post in posts]
    people = sorted(
        ((post, person) for post, person in told if person and not person.group),
        key=lambda pair: pair[0].sort_key,
    )
    by_sound: dict[tuple[str, str], list[tuple[Post, Person]]] = {}
    by_name: dict[tuple[str, str], list[tuple[Post, Person]]] = {}
    for post, person in people:
        unit = person.unit or post.matter.unit or ""
        if unit and post.reading:
            by_sound.setdefault((post.reading, unit), []).append((post, person))
        by_name.setdefault((person.name, unit or post.place.code), []).append((post, person))
    for group in by_sound.values():
        yield from _odd_ones(group, "name", lambda person: person.name, read)
    for group in by_name.values():
        yield from _odd_ones(group, "role", lambda person: person.role or "", read)


_MESSAGES = {
    "name": N_("“{value}” is “{right}” in other stories of the same unit"),
    "role": N_("the role “{value}” is “{right}” in other stories"),
}


def _odd_ones(
    group: list[tuple[Post, Person]], rule: str, of: Callable[[Person], str], read: Read
) -> Iterator[Finding]:
    counts = Counter(of(person) for _, person in group if of(person))
    if len(counts) < 2:
        return
    right = counts.most_common(1)[0][0]
    for post, person in group:
        value = of(person)
        if not value or value == right:
            continue
        if rule == "role" and not likely(value, [right], 50):
            continue  # another role, as people have several
        yield finding(
            rule,
            post.path,
            read(post.path).value_spot("person", rule),
            _MESSAGES[rule],
            N_("write it in one way"),
            value=value,
            right=right,
        )


def own_name(source: Source) -> Iterator[Finding]:
    """Find the name of the story's person written with another character of the same sound."""
    if source.post is None:
        return
    manuscript = source.manuscript
    matter = manuscript.matter.data
    person = matter.get("person") if isinstance(matter, dict) else None
    name = person.get("name") if isinstance(person, dict) else None
    if not isinstance(name, str) or not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name):
        return
    if person and person.get("group") in ("true", True):
        return
    pattern = _misspelt(name)
    for piece in manuscript.pieces:
        for match in pattern.finditer(piece.text):
            if match[0] != name:
                yield finding(
                    "name",
                    manuscript.path,
                    piece.spot(match.start()),
                    N_("“{value}” sounds like “{name}”, of whom the story tells"),
                    N_("write the name in one way"),
                    value=match[0],
                    name=name,
                )


@cache
def _misspelt(name: str) -> re.Pattern[str]:
    """Match a name with one character replaced by another that is read the same.

    Of a name of two characters the surname stays, and a title has to follow: too many words would
    sound like it otherwise.
    """
    choices = []
    for place in range(0 if len(name) > 2 else 1, len(name)):
        alike = "".join(sorted(_alike(name[place]) - {name[place]}))
        if alike:
            choices.append(f"{name[:place]}[{alike}]{name[place + 1 :]}")
    title = "" if len(name) > 2 else _TITLE
    return re.compile(f"(?:{'|'.join(choices)}){title}" if choices else r"(?!)")


_TITLE = (
    "(?=同志|老师|师傅|先生|女士|同学|大[爷娘妈伯嫂姐哥叔]|阿姨|书记|主任|医生|护士|教授|班长|队长|站长"
    "|校长|院长|所长|厂长|村长|局长|科长|处长)"
)
"""What follows the name of a person."""


@cache
def _alike(character: str) -> frozenset[str]:
    """Return the common characters that are read like one, whatever their tone."""
    return _by_sound().get(_sound(character), frozenset())


def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin  # slow to import: only for stories of people

    return str(lazy_pinyin(character)[0])


@cache
def _by_sound() -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for character in _common():
        groups.setdefault(_sound(character), set()).add(character)
    return {sound: frozenset(group) for sound, group in groups.items()}


def _common() -> Iterator[str]:
    """Yield the 6,763 characters of GB 2312, which ordinary texts are made of."""
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            pair = bytes((high, low))
            try:
                yield pair.decode("gb2312")
            except UnicodeDecodeError:
                continue


NAME = Rule(
    "name",
    "warning",
    N_("a name is written in two ways"),
    {"source": own_name, "stories": two_ways},
)
ROLE = Rule(
    "role", "warning", N_("what a person is, is written in two ways"), {"stories": two_ways}
)
