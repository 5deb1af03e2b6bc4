"""The day that a letter is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhuanlan.features.intake.recognise.days import Day, days_in
from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.recognise.letter import Letter, Line

_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})[-_.年]?([01]?[0-9])[-_.月]?([0-3]?[0-9])(?![0-9])")
_COMPACT = re.compile(r"(?<![0-9])(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")


def guess_date(letter: Letter, around: Around) -> Guess | None:
    """Return the day of a letter: what it is dated, or else what it tells of.

    A labelled date and one in a line of its own are beyond doubt where they have a year. Days in
    the text are those of events: the first one stands in, to be confirmed.
    """
    year = _year(around)
    found = [
        *_of_lines(letter.labelled("date"), year, labelled=True),
        *_of_lines([line for line in reversed(letter.lines) if line.dates], year),
        *_in_file_name(around),
        *_of_events(letter, year),
    ]
    if not found:
        return None
    first = found[0]
    others = tuple(dict.fromkeys(one.value for one in found[1:] if one.value != first.value))
    return Guess("date", first.value, first.evidence, first.place, first.sure, others[:3])


def _year(around: Around) -> int:
    """Return the year of a campaign: its own, or that in which its first phase starts; or 0."""
    starts = (phase.start.year for phase in around.campaign.dated_phases if phase.start)
    return around.campaign.year or next(starts, 0)


def _of_lines(lines: Sequence[Line], year: int, *, labelled: bool = False) -> Iterator[Guess]:
    for line in lines:
        for day in line.dates:
            if value := day.on(year) if day.year or year else None:
                alone = labelled or line.is_byline
                yield Guess("date", value, line.text, line.place, bool(day.year) and alone)


def _in_file_name(around: Around) -> Iterator[Guess]:
    for pattern in (_COMPACT, _IN_NAME):
        for found in pattern.finditer(around.file):
            year, month, day = map(int, found.groups())
            if value := Day(year, month, day, found[0], 0).on(year):
                yield Guess("date", value, around.file)
        if pattern.search(around.file):
            return


def _of_events(letter: Letter, year: int) -> Iterator[Guess]:
    for line in letter.body_lines:
        for day in days_in(line.text):
            value = day.on(year) if year else day.on(0) if day.year else None
            if value and (not year or value.year == year):
                yield Guess("date", value, line.text[day.start : day.start + 20], line.place)
