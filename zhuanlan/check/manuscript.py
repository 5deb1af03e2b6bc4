"""A file as its editor wrote it, with what of it is text: no code, no address, no markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhuanlan.check import visible
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.load import source, yaml
from zhuanlan.load.content import is_markdown
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.registered_fields import in_chinese
from zhuanlan.model.settings import Limits

TEXT_KEYS = frozenset(
    "title subtitle summary unit source author editor role caption alt description introduction "
    "slogan theme when note name number hosts executors supporters contact".split()
)
"""Keys whose values are read by people, in front matter and in what is declared."""

NAMING_KEYS = frozenset("name number unit hosts executors supporters".split())
"""Keys whose values others refer to, or that name somebody: never mended, as names must agree."""

_SWITCH = re.compile(r"(?:<!--|#)\s{0,9}ignore:\s{0,9}([\w-]*)([^\n]{0,400}?)(?:-->|$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within one line; what is no text in it is hidden by NUL characters."""

    line: int
    column: int
    text: str
    mendable: bool = True
    """Whether another text may take its place: not where it is a name, or is written otherwise."""

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
    text_keys: Collection[str] = ()
    """Keys with text that features and plug-ins bring."""

    @classmethod
    def of(
        cls, path: str, data: bytes, limits: Limits, registry: Registry | None = None
    ) -> Manuscript:
        """Take a file apart; raises ProblemError where that cannot be done.

        Without a `registry` only our own keys of front matter are known.
        """
        if is_markdown(path):
            registry = registry or registry_of()
            parts = source.split(data, path, limits, in_chinese(registry))
            texts = {one.name for one in registry.fields.values() if one.role == "text"}
            lines = source.text_of(data, path).split("\n")
            return cls(path, tuple(lines), parts.matter, parts.body, parts.body_line, texts)
        text = source.decode(data, path)
        return cls(path, tuple(text.split("\n")), yaml.parse(text, path))

    @cached_property
    def visible_body(self) -> str:
        """The body with the same length, but what is no text hidden."""
        return visible.of_markdown(self.body)

    @property
    def body_pieces(self) -> Iterator[Piece]:
        """The lines of the body."""
        for number, line in enumerate(self.visible_body.split("\n"), self.body_line):
            if line.strip(visible.HIDDEN + " "):
                yield Piece(number, 1, line)

    @property
    def pieces(self) -> Iterator[Piece]:
        """All text of the file: values first, then the body."""
        for path, (line, column) in self.matter.values.items():
            names = [part for part in path if isinstance(part, str)]
            if names and (names[-1] in TEXT_KEYS or names[0] in self.text_keys):
                value = _value_at(self.matter.data, path)
                if isinstance(value, str) and value:
                    name = names[-1] in NAMING_KEYS or names[0] == "documents"
                    yield from self._written(value, line, column, mendable=not name)
        yield from self.body_pieces

    def _written(self, value: str, line: int, column: int, *, mendable: bool) -> Iterator[Piece]:
        """Yield a value where it stands: in one line, or in several below its key.

        One that is written with escapes is at its first character, and is not mended.
        """
        at = self.lines[line - 1].find(value, column - 1)
        if at >= 0:
            yield Piece(line, at + 1, visible.of_value(value), mendable)
            return
        squeezed = "".join(value.split())
        pieces = []
        for number in range(line, len(self.lines) + 1):
            text = self.lines[number - 1][column - 1 if number == line else 0 :]
            inner = text.strip().strip("\"'|>")
            if number > line and (not inner or "".join(inner.split()) not in squeezed):
                break
            if inner and "".join(inner.split()) in squeezed:
                start = self.lines[number - 1].index(inner) + 1
                pieces.append(Piece(number, start, visible.of_value(inner), mendable))
        if "".join("".join(piece.text.split()) for piece in pieces) == squeezed:
            yield from pieces
        else:
            yield Piece(line, column, " ".join(visible.of_value(value).split("\n")), mendable=False)

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
