"""Rules of people across the stories of a campaign: one person, one name, one role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.i18n import N_
from zhuanlan.model.person import Person
from zhuanlan.model.post import Post
from zhuanlan.problems import likely

Read = Callable[[str], Manuscript]


def two_ways(posts: Iterable[Post], read: Read) -> Iterator[Finding]:
    """Find people of a campaign whose name or role differs from story to story.

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
