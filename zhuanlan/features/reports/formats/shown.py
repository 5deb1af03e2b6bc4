"""How reports show values: numbers, shares, changes and dates as official documents write them.

Chinese numbers of five and more digits are grouped by commas (GB/T 15835-2011 lets numbers of up to
four digits stand ungrouped); English ones of four and more. Shares and dates follow the same
standard: 12.5%, 2013年3月12日.
"""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from zhuanlan.core.i18n import N_, translator
from zhuanlan.core.problems import printable
from zhuanlan.features.reports.report import Cell, Column, Report, Value

BLANK = "–"
"""What is shown where nothing is known: never 0."""

_TENTH = Decimal("0.1")
_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, beside the control characters that `printable` writes."""


def text(value: str) -> str:
    """Return a text in one line, with control characters written as `\\x1b`.

    Unseen characters that turn the direction of a line are written so, too.
    """
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", printable(" ".join(value.split())))


def decimals(value: int | Decimal) -> int:
    """Return how many decimals of a number are shown: those that it has, at most four."""
    if isinstance(value, int):
        return 0
    return min(max(-int(value.as_tuple().exponent), 0), 4)


class Forms:
    """The forms of a language: `zh-Hans`, `zh-Hant` or `en`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.translate = translator(language)
        self._chinese = language.startswith("zh")
        self.ungrouped = 10_000 if self._chinese else 1_000
        """The least number whose digits are grouped."""

    def value(self, value: Value, column: Column) -> str:
        """Return the value of a cell as the column shows it."""
        if value is None or value == "":
            return BLANK
        if isinstance(value, str):
            return text(value)
        if isinstance(value, date):
            return self.day(value)
        if column.holds == "share":
            return self.share(value)
        return self.change(value) if column.holds == "change" else self.number(value)

    def cell(self, cell: Cell, column: Column) -> str:
        """Return a cell as the column shows it; a label that is blank is empty."""
        if column.holds == "text" and cell.value in (None, ""):
            return ""
        return self.value(cell.value, column)

    def number(self, value: int | Decimal) -> str:
        """Return a number with the decimals that it has, at most four."""
        form = f".{decimals(value)}f" if isinstance(value, Decimal) else "d"
        return format(value, f",{form}" if self.groups(value) else form)

    def groups(self, value: int | Decimal) -> bool:
        """Tell whether the digits of a number are grouped."""
        return value >= self.ungrouped or value <= -self.ungrouped

    def share(self, value: int | Decimal) -> str:
        """Return a share, between 0 and 1, as per cent with one decimal."""
        return f"{(Decimal(value) * 100).quantize(_TENTH, ROUND_HALF_UP):f}%"

    def change(self, value: int | Decimal) -> str:
        """Return a change with its sign; no change has none."""
        return f"+{self.number(value)}" if value > 0 else self.number(value)

    def day(self, value: date) -> str:
        """Return a day, or a moment to the minute."""
        if self._chinese:
            day = f"{value.year}年{value.month}月{value.day}日"
            return f"{day}{value:%H:%M}" if isinstance(value, datetime) else day
        day = f"{value.day} {month_name[value.month]} {value.year}"
        return f"{day}, {value:%H:%M}" if isinstance(value, datetime) else day

    def range(self, start: date | None, end: date | None) -> str:
        """Return a range of days; its end does not repeat the year of its beginning."""
        _ = self.translate
        if start is None and end is None:
            return _(N_("the whole campaign"))
        if start is None or end is None:
            ends = _(N_("since {day}")) if end is None else _(N_("up to {day}"))
            return ends.format(day=self.day(start or end or date.min))
        if start == end:
            return self.day(start)
        last = self.day(end)
        if self._chinese and start.year == end.year:
            last = last.partition("年")[2]
        return _(N_("{first} to {last}")).format(first=self.day(start), last=last)

    def of_report(self, report: Report) -> str:
        """Return the range of a report."""
        return self.range(report.start, report.end)

    def head(self, column: Column) -> str:
        """Return the head of a column with its unit of count."""
        unit = text(column.unit)
        brackets = "（{}）" if self._chinese else " ({})"
        return text(column.title) + (brackets.format(unit) if unit else "")

    @property
    def internal(self) -> str:
        """The mark of reports that are the office's alone."""
        return self.translate(N_("Internal"))
