"""The front matter that nearly every post has, without a YAML parser: a tenth of the time.

Keys with plain values, lists of plain words between brackets, and one level of keys below a key.
Whatever is not of this form, to the character, is left to the strict reader; a property test holds
that both say the same of what is.
"""

from __future__ import annotations

import re
from typing import Any

KeyPath = tuple[str | int, ...]
Spot = tuple[int, int]

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain values that mean no value."""

_NEVER = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
# no indicator at the start, no colon before a space, nothing that begins a comment or a line
_FIRST = rf"[^\s#:,\[\]{{}}&*!|>'\"%@`?\-{_NEVER}]"
_PLAIN = rf"{_FIRST}(?:[^\s#:{_NEVER}]|:(?=[^\s:])| (?=[^ #]))*"
_WORD = r"[^\W\d_][^\W_]*"
_LINE = re.compile(rf"( *)([a-z_]+):(?: ({_PLAIN})| \[({_WORD}(?:, {_WORD})*)\])?")


def plain(
    text: str, first_line: int
) -> tuple[dict[str, Any], dict[KeyPath, Spot], dict[KeyPath, Spot]] | None:
    """Return the data with the places of keys and of values, or None for anything unusual."""
    table = _Table(first_line)
    for number, line in enumerate(text[:-1].split("\n"), first_line):
        found = _LINE.fullmatch(line)
        if not found or not (table.below(found, number) if found[1] else table.key(found, number)):
            return None
    return None if table.open else (table.data, table.keys, table.values)


class _Table:
    def __init__(self, first_line: int) -> None:
        self.data: dict[str, Any] = {}
        self.keys: dict[KeyPath, Spot] = {}
        self.values: dict[KeyPath, Spot] = {(): (first_line, 1)}
        self.open = ""
        """A key without a value, which must have keys below it."""
        self._inner: dict[str, Any] | None = None
        self._above, self._indent = "", 0

    def key(self, found: re.Match[str], number: int) -> bool:
        """Take a line at the left edge; return whether it is of the plain form."""
        _, key, value, words = found.groups()
        if self.open or key in self.data:
            return False
        self._inner = None
        self.keys[(key,)] = (number, 1)
        if words is not None:
            self._list(key, words, number, found.start(4))
        elif value is not None:
            self.data[key] = _value(value)
            self.values[(key,)] = (number, found.start(3) + 1)
        else:
            self.open = key
        return True

    def _list(self, key: str, words: str, number: int, place: int) -> None:
        self.values[(key,)] = (number, place)
        items = words.split(", ")
        for index, item in enumerate(items):
            self.values[key, index] = (number, place + 1)
            place += len(item) + 2
        self.data[key] = [_value(item) for item in items]

    def below(self, found: re.Match[str], number: int) -> bool:
        """Take an indented line; return whether it is of the plain form."""
        indent, key, value, _ = found.groups()
        if self.open:
            self._above, self._inner, self._indent = self.open, {}, len(indent)
            self.data[self.open] = self._inner
            self.values[(self.open,)] = (number, len(indent) + 1)
            self.open = ""
        inner = self._inner
        if inner is None or value is None or key in inner or len(indent) != self._indent:
            return False
        self.keys[self._above, key] = (number, len(indent) + 1)
        self.values[self._above, key] = (number, found.start(3) + 1)
        inner[key] = _value(value)
        return True


def _value(written: str) -> str | None:
    return None if written in NOTHING else written
