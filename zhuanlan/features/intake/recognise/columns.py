"""The column that a letter belongs to, by what it is, and the activity that it tells of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.recognise.letter import Letter
from zhuanlan.model.declared import ColumnSpec


@dataclass(frozen=True, slots=True)
class Seen:
    """What columns are judged by."""

    letter: Letter
    title: str
    subtitle: str
    person: str
    text: str


def _person_in_title(seen: Seen, _: str) -> str:
    heads = seen.title + seen.subtitle
    if not seen.person:
        return ""
    called = re.search(
        rf"[老小]{seen.person[0]}|{seen.person[0]}(?:师傅|大[爷妈娘]|老师|书记)", heads
    )
    return seen.person if seen.person in heads else called[0] if called else ""


def _person_often(seen: Seen, _: str) -> str:
    return seen.person if seen.person and seen.text.count(seen.person) >= 3 else ""


def _verses(seen: Seen, _: str) -> str:
    lines = [line.text for line in seen.letter.body_lines[1:] if line.block.kind == "paragraph"]
    short = [line for line in lines if len(line) <= 22 and line[-1:] not in "。：:"]
    return short[0] if len(short) >= 3 and len(short) >= 0.7 * len(lines) else ""


def _in(texts: Callable[[Seen], str]) -> Callable[[Seen, str], str]:
    def words(seen: Seen, pattern: str) -> str:
        found = re.search(pattern, texts(seen))
        return found[0] if found else ""

    return words


_ANY = "–"
"""Stands for the words of a sign that needs none."""

_WORDS: Mapping[str, Callable[[Seen, str], str]] = {
    "title": _in(lambda seen: seen.title),
    "subtitle": _in(lambda seen: seen.subtitle),
    "text": _in(lambda seen: seen.text),
    "lines": _in(lambda seen: "\n".join(line.text for line in seen.letter.lines)),
    "person in title": _person_in_title,
    "person often": _person_often,
    "person": lambda seen, _: seen.person,
    "verses": _verses,
    "always": lambda seen, _: _ANY,
}
"""The words that each sort of sign is found in, by where it stands (`Sign.where`)."""

_CLEAR = 3
"""Points between the first and the second from which there is no doubt."""


def guess_column(seen: Seen, around: Around) -> Guess | None:
    """Return the slug of the column with most points; None for a campaign without columns."""
    columns = around.campaign.columns
    for line in seen.letter.labelled("column"):
        written = "".join(line.byline.values.get("column", [])[:1])  # type: ignore[union-attr]
        for column in columns:
            if written in (column.name, column.slug):
                return Guess("column", column.slug, line.text, line.place, sure=True)
    if not columns:
        return None
    points = {column.slug: _points(column, seen, around) for column in columns}
    order = sorted(points, key=lambda slug: -points[slug][0])
    best, *others = order
    clear = not others or points[best][0] - points[others[0]][0] >= _CLEAR
    clear = clear and not (seen.person and points[best][1] == "")  # news may be about somebody
    return Guess("column", best, points[best][1], 1, clear, tuple(others[:2]))


def _points(column: ColumnSpec, seen: Seen, around: Around) -> tuple[float, str]:
    """Return what speaks for a column, and the words; the first of two alike is likelier."""
    found = [
        (sign.points, words)
        for sign in column.of_kind.signs
        if (words := _WORDS[sign.where](seen, sign.pattern))
    ]
    total = sum(points for points, _ in found) + 6 * (column.name in around.folders)
    words = ", ".join(dict.fromkeys(one for _, one in found if one != _ANY))
    return total - 0.01 * around.campaign.columns.index(column), words


def guess_activity(letter: Letter, around: Around, title: str) -> Guess | None:
    """Return the slug of the activity that a letter names; sure where its title does."""
    text = letter.text
    for line in letter.labelled("activity"):
        written = "".join(line.byline.values.get("activity", [])[:1])  # type: ignore[union-attr]
        for activity in around.campaign.every_activity:
            if written in (activity.name, activity.slug):
                return Guess("activity", activity.slug, line.text, line.place, sure=True)
    found: list[Guess] = []
    for activity in around.campaign.every_activity:
        for name in {activity.name, activity.name.strip("“”")}:
            times = text.count(name)
            if times:
                line = next(line for line in letter.body_lines if name in line.text)
                sure = name in title
                found.append(Guess("activity", activity.slug, line.text[:40], line.place, sure))
                break
    if not found:
        return None
    found.sort(key=lambda one: not one.sure)
    others = tuple(one.value for one in found[1:])
    first = found[0]
    sure = first.sure and not any(one.sure for one in found[1:])
    return Guess("activity", first.value, first.evidence, first.place, sure, others)
