"""Days as letters write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DIGITS = dict(zip("〇○零Oo一二三四五六七八九", "00000123456789", strict=True)) | {"０": "0"}
_YEAR = "[〇○零Oo一二三四五六七八九]{4}|(?:19|20)[0-9]{2}|[0-9]{2}(?=年)"
_ONES = "[一二三四五六七八九]"
_NUMBER = f"[0-9]{{1,2}}|{_ONES}?十{_ONES}?|廿{_ONES}?|{_ONES}"
DATE = re.compile(
    rf"(?:(?P<year>{_YEAR})\s?[年./／－-]\s?)?(?P<month>{_NUMBER})\s?(?P<sep>[月./／－-])\s?"
    rf"(?P<day>{_NUMBER})(?:(?<=[0-9]{{2}})|(?![0-9]))\s?[日号號]?"
)
"""A day with or without its year: 2013年3月12日, 二〇一三年三月十二日, 2013-3-12, 3月12日."""

_TIME = re.compile(r"\s*[0-9]{1,2}[:：时][0-9]{2}(?:[:：分][0-9]{2}秒?)?")
_OTHER_YEAR = re.compile(r"(?:去年|前年|上年|明年|当年|同年|次年|每年)\s*$")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names; `year` is 0 where it says none."""

    year: int
    month: int
    day: int
    written: str
    start: int

    def on(self, year: int) -> date | None:
        """Return the day in its own year, or in one that is given; None where there is none."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def days_in(text: str) -> Iterator[Day]:
    """Yield the days that a text names, in their order."""
    for found in DATE.finditer(text):
        if not found["year"] and (
            found["sep"] != "月" or _OTHER_YEAR.search(text[: found.start()])
        ):
            continue  # 3.12 may be a number
        year = _number_of_year(found["year"]) if found["year"] else 0
        month, day = _number(found["month"]), _number(found["day"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Day(year, month, day, found[0].strip(), found.start())


def without_days(text: str) -> str:
    """Return a line without its dates and the times of day behind them."""
    parts, end = [], 0
    for day in days_in(text):
        parts.append(text[end : day.start])
        end = day.start + len(day.written)
        if time := _TIME.match(text, end):
            end = time.end()
    return " ".join([*parts, text[end:]])


def _number_of_year(written: str) -> int:
    digits = "".join(_DIGITS.get(char, char) for char in written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    digits = "〇一二三四五六七八九"
    tens, ten, ones = written.replace("廿", "二十").partition("十")
    if not ten:
        return digits.index(tens)
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)
