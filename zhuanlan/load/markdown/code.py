"""Where a Markdown text is code: in fences, and between backticks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

_FENCE = re.compile(
    r"[ >\t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE
)
_TICKS = re.compile(r"`+")

Span = tuple[int, int]
"""Where something begins and ends, in characters."""


class Code:
    """The places of code in one text, looked for when they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def spans(self) -> list[Span]:
        """From top to bottom."""
        text = self._text
        return [*_spans(text)] if "`" in text or "~~~" in text else []

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def holds(self, at: int) -> bool:
        """Tell whether a character stands in code."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self.spans[before][1]


def _spans(text: str) -> Iterator[Span]:
    """Yield fenced blocks with their fences, and code within lines, from top to bottom."""
    fence, opened, block = "", 0, 0
    at = 0
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line.rstrip("\n"))
        end = at + len(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                yield opened, end
                fence, block = "", end
        elif found:
            yield from _inline(text, block, at)
            fence, opened = found[1], at
        elif not line.strip(" \t\n>"):  # code within a line ends with its paragraph
            yield from _inline(text, block, at)
            block = end
        at = end
    if fence:
        yield opened, at
    else:
        yield from _inline(text, block, at)


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what stands between two runs of as many backticks, within one paragraph."""
    if text.find("`", start, end) < 0:
        return
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(text, start, end)]
    lengths: dict[int, list[int]] = {}
    for number, (first, last) in enumerate(runs):
        lengths.setdefault(last - first, []).append(number)
    number = 0
    while number < len(runs):
        first, last = runs[number]
        alike = lengths[last - first]
        place = bisect_right(alike, number)
        escaped = first > 0 and text[first - 1] == "\\"
        if escaped or place == len(alike):
            number += 1
            continue
        yield first, runs[alike[place]][1]
        number = alike[place] + 1
