"""A file as its editor wrote it, with what of it is text: no code, no address, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhuanlan.load import source, yaml
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.settings import Limits

TEXT_KEYS = frozenset(
    "title subtitle summary unit source author editor role caption alt description introduction "
    "slogan theme when note name number hosts executors supporters contact".split()
)
"""Keys whose values are read by people, in front matter and in what is declared."""

_NO_TEXT = re.compile(
    r"""
    ^[ >]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)  # a block of code
    | \$[^$\n]{1,400}\$                                              # a formula
    | <!--(?:(?!<!--).){0,4000}?-->
    | (?<!`)(?P<tick>`{1,4})(?!`)[^\n]{1,2000}?(?<!`)(?P=tick)(?!`)    # code within a line
    | ^::\w[^\n]*                                                     # ::attachment file "title"
    | ^:::\w+                                                         # :::quote somebody
    | (?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)                    # the address of a link
    | (?<=\])\[[^\]\n]*\]
    | ^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[^\n]*                                    # an address on its own
    | </?[a-zA-Z][^<>]*>
    | https?://[^\s<>()（），。；、”]+
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_HIDDEN = "\x00"
_SWITCH = re.compile(r"(?:<!--|#)\s{0,9}ignore:\s{0,9}([\w-]*)([^\n]{0,400}?)(?:-->|$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within one line; what is no text in it is hidden by NUL characters."""

    line: int
    column: int
    text: str

    def spot(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character of it."""
        return self.line, self.column + offset


@dataclass(frozen=True)
class Manuscript:
    """One file of the content, in lines that are counted from 1.

    `matter` is its YAML; `body` its Markdown, which begins in `body_line`, if it has any.
    """

    path: str
    lines: tuple[str, ...]
    matter: yaml.Document
    body: str = ""
    body_line: int = 0

    @classmethod
    def of(cls, path: str, data: bytes, limits: Limits) -> Manuscript:
        """Take a file apart; raises ProblemError where that cannot be done."""
        if path.endswith(".md"):
            parts = source.split(data, path, limits)
            lines = source.text_of(data, path).split("\n")
            return cls(path, tuple(lines), parts.matter, parts.body, parts.body_line)
        text = source.decode(data, path)
        return cls(path, tuple(text.split("\n")), yaml.parse(text, path))

    @cached_property
    def visible_body(self) -> str:
        """The body with the same length, but what is no text hidden."""
        return _NO_TEXT.sub(lambda found: re.sub(r"[^\n]", _HIDDEN, found[0]), self.body)

    @property
    def body_pieces(self) -> Iterator[Piece]:
        """The lines of the body."""
        for number, line in enumerate(self.visible_body.split("\n"), self.body_line):
            if line.strip(_HIDDEN + " "):
                yield Piece(number, 1, line)

    @property
    def pieces(self) -> Iterator[Piece]:
        """All text of the file: values first, then the body."""
        for path, (line, column) in self.matter.values.items():
            names = [part for part in path if isinstance(part, str)]
            if names and names[-1] in TEXT_KEYS:
                value = _value_at(self.matter.data, path)
                if isinstance(value, str) and value:
                    yield from self._written(value, line, column)
        yield from self.body_pieces

    def _written(self, value: str, line: int, column: int) -> Iterator[Piece]:
        """Yield a value where it stands: in one line, or in several below its key."""
        at = self.lines[line - 1].find(value, column - 1)
        if at >= 0:
            yield Piece(line, at + 1, value)
            return
        squeezed = "".join(value.split())
        for number in range(line, len(self.lines) + 1):
            text = self.lines[number - 1][column - 1 if number == line else 0 :]
            inner = text.strip().strip("\"'|>")
            if number > line and (not inner or "".join(inner.split()) not in squeezed):
                break
            if inner and "".join(inner.split()) in squeezed:
                yield Piece(number, self.lines[number - 1].index(inner) + 1, inner)

    def spot(self, *key: str | int) -> tuple[int, int]:
        """Return where a key of the YAML stands, or its first line without it."""
        return self.matter.spot(key, key=True)

    def value_spot(self, *key: str | int) -> tuple[int, int]:
        """Return where a value of the YAML stands."""
        return self.matter.spot(key)

    @cached_property
    def switches(self) -> dict[int, list[tuple[str, str, int]]]:
        """Rules that are switched off at lines: `<!-- ignore: word 引用原文 -->`, `# ignore: …`.

        By the line they hold for: their own, and the next where the comment stands by itself. Each
        with the id as written, the reason, and the column of the comment.
        """
        found: dict[int, list[tuple[str, str, int]]] = {}
        for number, line in enumerate(self.lines, 1):
            for match in _SWITCH.finditer(line) if "ignore:" in line else ():
                if match[0][0] == "#" and 0 < self.body_line <= number:
                    continue  # a heading, or a comment in code
                alone = not (line[: match.start()] + line[match.end() :]).strip()
                switch = (match[1], match[2].strip(), match.start() + 1)
                for held in (number, number + 1) if alone else (number,):
                    found.setdefault(held, []).append(switch)
        return found


def _value_at(data: Any, path: KeyPath) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
