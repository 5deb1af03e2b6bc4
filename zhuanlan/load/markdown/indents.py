"""Indents: they nest lists, and mean nothing else; no text becomes code by its indent.

Four spaces or a tab before a paragraph are a first-line indent (首行缩进) in Chinese documents;
code has fences. A line is moved to the left as far as its list goes.
"""

from __future__ import annotations

import re

NEEDED = re.compile(
    r"\n(?:[ ]{0,3}(?:[ ]{4}|\t)|[ \t]*>[ \t]*(?:[ ]{4}|\t)"
    r"|[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]*(?:[ ]{4}|\t))"
)
"""What every text holds in which an indent could make code."""

_MARKER = re.compile(r"([ \t]*)([-+*]|\d{1,3}[.)])([ \t]+)(?=\S)")
_QUOTE = re.compile(r" {0,3}>")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,}(?!.*[^\x00-\x7f]))")
_NO_TEXT = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$)")
_PRE = re.compile(r"<(/?)pre\b", re.IGNORECASE)
_ENDS_OF_SENTENCES = frozenset("。！？…”’）!?")


def flatten(text: str) -> str:
    """Take away the indents that would make code."""
    outer = _Lines()
    quoted = _Lines()
    result: list[str] = []
    for line in text.split("\n"):
        mark = None if outer.in_code else _QUOTE.match(line)
        if mark:
            inner = line[mark.end() :]
            blank = " " if inner.startswith(" ") else ""
            result += [mark[0] + blank + moved for moved in quoted.take(inner[len(blank) :])]
            outer.last = line
        else:
            quoted = _Lines()
            result += outer.take(line)
    return "\n".join(result)


class _Lines:
    """Takes line by line, and knows which lists are open."""

    def __init__(self) -> None:
        self.last = ""  # the line before, if it may go on as a paragraph
        self._texts: list[int] = []  # where the texts of the open lists begin
        self._fence = ""
        self._moved = 0
        self._in_pre = False

    @property
    def in_code(self) -> bool:
        """Tell whether the next line is code, whatever it looks like."""
        return bool(self._fence) or self._in_pre

    def take(self, line: str) -> list[str]:
        """Return a line as it is to be, perhaps with an empty one before it."""
        bare = line.lstrip(" \t")
        if not bare:
            self.last = ""
            return [line]
        indent = _width(line[: len(line) - len(bare)])
        if self._fence and self._texts and indent < self._texts[-1]:
            self._fence = ""  # ends with its list
        if self.in_code:
            return [self._code(line, bare, indent)]
        return self._text(line, bare, indent)

    def _code(self, line: str, bare: str, indent: int) -> str:
        if self._in_pre:
            self._in_pre = "</pre" not in line.lower()
        elif bare.startswith(self._fence) and not bare.strip(self._fence[0] + " \t"):
            self._fence = ""
        return " " * max(indent - self._moved, 0) + bare if self._moved else line

    def _text(self, line: str, bare: str, indent: int) -> list[str]:
        marker = self._marker(bare)
        fence = _FENCE.match(bare)
        begins = marker or fence or _NO_TEXT.match(line) or not self.last
        while self._texts and indent < self._texts[-1] and begins:
            self._texts.pop()
        base = self._texts[-1] if self._texts else 0
        self._moved = 0
        result: list[str] = []
        if indent - base >= 4:
            if self.last and bare[0] != ">":
                if self._texts or self.last.rstrip()[-1] not in _ENDS_OF_SENTENCES:
                    self.last = line  # goes on with its paragraph
                    return [" " * base + bare if bare[0].isalpha() else line]
                result.append("")
            self._moved = indent - base
            indent, line = base, " " * base + bare
        if fence:
            self._fence = fence[1]
        elif marker:
            line = self._item(line[: len(line) - len(bare)], bare, indent)
        elif _NOTE.match(line):
            self._texts = [4]
        pres = _PRE.findall(line) if "<" in line else []
        self._in_pre = bool(pres) and not pres[-1]
        self.last = "" if self.in_code or _NO_TEXT.match(line) else line
        return [*result, line]

    def _marker(self, bare: str) -> re.Match[str] | None:
        """Return the marker of an item; within a paragraph, “14. 日” begins no list."""
        marker = _MARKER.match(bare)
        if marker and self.last and not self._texts and marker[2][:-1] not in ("", "1"):
            return None
        return marker

    def _item(self, written: str, rest: str, indent: int) -> str:
        """Open the lists that begin in a line; more than four blanks after a marker are one."""
        while marker := _MARKER.match(rest):
            start = indent + len(marker[2])
            blanks = _width(marker[3], start)
            if blanks > 4:
                written += marker[2] + " "
                blanks = 1
            else:
                written += marker[2] + marker[3]
            indent = start + blanks
            self._texts.append(indent)
            rest = rest[marker.end() :]
        if fence := _FENCE.match(rest):
            self._fence = fence[1]
        return written + rest


def _width(blanks: str, column: int = 0) -> int:
    """Return how many columns blanks take from a column on: a tab goes to the next fourth."""
    width = column
    for char in blanks:
        width += 4 - width % 4 if char == "\t" else 1
    return width - column
