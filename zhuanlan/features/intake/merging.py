"""Three-way merging by lines: what was imported, what an editor made of it, what comes in now.

`difflib` finds the lines that stayed. Of the libraries, `merge3` is under the GPL, and
`three-merge` merges characters and has had no release for years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines that both sides changed; `line` is where those that stay begin in the result."""

    line: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def merged(base: str, ours: str, theirs: str) -> tuple[str, list[Conflict]]:
    """Return a text with the changes of both sides, and where both changed the same lines.

    There the lines of `ours` stay.
    """
    old, mine, new = base.splitlines(), ours.splitlines(), theirs.splitlines()
    lines: list[str] = []
    conflicts: list[Conflict] = []
    for before, a, b in _regions(old, mine, new):
        if a == b or b == before:
            lines += a
        elif a == before:
            lines += b
        else:
            if {*b} - {*a} or not b:
                conflicts.append(Conflict(len(lines) + 1, tuple(a), tuple(b)))
            lines += a
    return "\n".join(lines) + "\n", conflicts


Lines = Sequence[str]


def _regions(old: Lines, mine: Lines, new: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """Yield runs of lines, as they were and on both sides: those that stayed, and those between."""
    at, a, b = 0, 0, 0
    for start, place_a, place_b, length in [
        *_kept(old, mine, new),
        (len(old), len(mine), len(new), 0),
    ]:
        if at < start or a < place_a or b < place_b:
            yield old[at:start], mine[a:place_a], new[b:place_b]
        if length:
            kept = old[start : start + length]
            yield kept, kept, kept
        at, a, b = start + length, place_a + length, place_b + length


def _kept(old: Lines, mine: Lines, new: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Yield runs of lines that stayed on both sides: their places, and how many they are."""
    in_mine = SequenceMatcher(None, old, mine, autojunk=False).get_matching_blocks()
    in_new = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    first = second = 0
    while first < len(in_mine) and second < len(in_new):
        one, other = in_mine[first], in_new[second]
        start, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if start < end:
            yield start, one.b + start - one.a, other.b + start - other.a, end - start
        if one.a + one.size < other.a + other.size:
            first += 1
        else:
            second += 1
