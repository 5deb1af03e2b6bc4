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


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for a kind of column, and how much."""

    points: int
    words: Callable[[Seen], str]
    """Return the words that it is found in, or an empty text."""


def _in(part: str, pattern: str) -> Callable[[Seen], str]:
    compiled = re.compile(pattern)

    def words(seen: Seen) -> str:
        found = compiled.search(getattr(seen, part))
        return found[0] if found else ""

    return words


def _person_in_title(seen: Seen) -> str:
    heads = seen.title + seen.subtitle
    if not seen.person:
        return ""
    called = re.search(
        rf"[老小]{seen.person[0]}|{seen.person[0]}(?:师傅|大[爷妈娘]|老师|书记)", heads
    )
    return seen.person if seen.person in heads else called[0] if called else ""


def _person_repeated(seen: Seen) -> str:
    return seen.person if seen.person and seen.text.count(seen.person) >= 3 else ""


def _verses(seen: Seen) -> str:
    lines = [line.text for line in seen.letter.body_lines[1:] if line.block.kind == "paragraph"]
    short = [line for line in lines if len(line) <= 22 and line[-1:] not in "。：:"]
    return short[0] if len(short) >= 3 and len(short) >= 0.7 * len(lines) else ""


def _labelled_teacher(seen: Seen) -> str:
    found = re.search("指导(?:教师|老师)", "\n".join(line.text for line in seen.letter.lines))
    return found[0] if found else ""


_FILM = r"微视频|微电影|短视频|MV|（视频）|\(视频\)"

SIGNS: Mapping[str, tuple[Sign, ...]] = {
    "notices": (
        Sign(
            12,
            _in(
                "title",
                r"(?:通知|公\s*告|启事|公示|通告|倡议书|征集令|征文启事|须知|实施方案|预告|招募令?|报名)(?:[（(].*[）)])?$",
            ),
        ),
        Sign(3, _in("text", r"(?:通知如下|现予公告|特此(?:通知|公告|公示)|敬请谅解|公示期)")),
    ),
    "works": (
        Sign(6, _in("title", r"^《[^》]+》$")),
        Sign(4, _in("text", r"(?:诗歌|散文|征文|书法|绘画)(?:征文|作品)|此稿为(?:诗歌|散文|征文)")),
        Sign(7, _labelled_teacher),
        Sign(6, _verses),
        Sign(4, _in("title", r"(?:诗歌|散文|组诗|读后感|观后感|征文)")),
    ),
    "videos": (Sign(6, _in("title", _FILM)),),
    "exemplars": (
        Sign(5, _in("subtitle", r"^(?:追?记|访|走近|写给|——记)")),
        Sign(5, _person_in_title),
        Sign(2, _person_repeated),
        Sign(1, lambda seen: seen.person),
        Sign(
            2,
            _in(
                "title", r"[一二三四五六七八九十\d]+[年载](?!级|度|来?[第一二三四五六七八九十\d月])"
            ),
        ),
        Sign(2, _in("title", r"事迹|标兵|楷模|最美|榜样|好[人儿医民警司老]|道德模范|劳模")),
        Sign(
            3,
            _in(
                "text",
                r"[一二三四五六七八九十\d]+年如一日|[一二三四五六七八九十\d]+年来|[一二三四五六七八九十\d]+年坚持|年坚持|"
                r"自.{2,6}参加工作以来|从[教警医业].{1,6}年|，[男女]，|生前系|出生于",
            ),
        ),
    ),
    "news": (
        Sign(5, lambda _: "–"),
        Sign(2, _in("title", r"开展|举行|举办|启动|召开|走进|组织|慰问|送|表彰|启用")),
    ),
}
"""By the kind of a column, what speaks for it. News need nothing: they are what all others are."""

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
        (sign.points, words) for sign in SIGNS.get(column.kind, ()) if (words := sign.words(seen))
    ]
    total = sum(points for points, _ in found) + 6 * (column.name in around.folders)
    words = ", ".join(dict.fromkeys(one for _, one in found if one != "–"))
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
