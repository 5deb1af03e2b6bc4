"""Running text as pieces with their marks, and pieces as clean HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

BREAK = "<br>"


class Span(NamedTuple):
    """A piece of running text."""

    html: str
    marks: tuple[str, ...] = ()
    """Tags around it, from the outermost in: `strong`, `em`, `del`, `a href="…"`, `sup`."""
    is_picture: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing of it is seen."""
        return not self.html.strip(" \u3000\xa0\t")


def text(content: str, marks: tuple[str, ...] = ()) -> Span:
    """Return a text as a piece."""
    return Span(escape(content, quote=False), marks)


def html(spans: Iterable[Span]) -> str:
    """Return pieces as HTML; neighbours with the same marks share their tags."""
    parts: list[str] = []
    within: list[str] = []
    for span in spans:
        marks = span.marks if span.html != BREAK else tuple(within)
        if span.is_blank:  # whether a blank is bold is seen by nobody
            marks = tuple(within) if _begins(marks, within) else marks
        common = 0
        while common < min(len(marks), len(within)) and marks[common] == within[common]:
            common += 1
        parts += [f"</{within.pop().split()[0]}>" for _ in range(len(within) - common)]
        parts += [f"<{mark}>" for mark in marks[common:]]
        within += marks[common:]
        parts.append(span.html)
    parts += [f"</{within.pop().split()[0]}>" for _ in range(len(within))]
    return "".join(parts)


def _begins(marks: Sequence[str], within: Sequence[str]) -> bool:
    """Tell whether all that is open may stay so around a blank: it is no link."""
    return not any(mark.startswith("a ") for mark in (*marks, *within))


def lines(spans: Iterable[Span]) -> list[list[Span]]:
    """Return pieces line by line."""
    found: list[list[Span]] = [[]]
    for span in spans:
        if span.html == BREAK:
            found.append([])
        else:
            found[-1].append(span)
    return found


def trimmed(line: list[Span]) -> list[Span]:
    """Return a line without blanks around it: indents are the theme's."""
    blanks = " \u3000\xa0\t"
    while line and line[0].is_blank:
        line = line[1:]
    while line and line[-1].is_blank:
        line = line[:-1]
    if line:
        first = line[0]._replace(html=line[0].html.lstrip(blanks))
        line = [first, *line[1:]]
        line[-1] = line[-1]._replace(html=line[-1].html.rstrip(blanks))
    return line
