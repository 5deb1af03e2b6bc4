"""Strict YAML: texts stay texts until the model says otherwise, and every value knows its place.

PyYAML's C parser reads the event stream; nothing is constructed by it. So `no`, `12:30`, `00123`
and `1.10` are what the editor wrote, and what YAML is dangerous for never comes to be: anchors,
aliases, merges, tags and duplicate keys are refused, depth and size are limited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NoReturn

import yaml

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.han import unfold
from zhuanlan.load.yaml_plain import NOTHING, KeyPath, Spot, plain
from zhuanlan.load.yaml_slips import HINT_QUOTES, WIDE_BLANK, of_quotes
from zhuanlan.load.yaml_slips import yaml_slip as slip

MAX_DEPTH = 24

Names = Mapping[str, Mapping[str, str]]
_NO_OTHERS: Names = MappingProxyType({})

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(
    r"[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(slots=True)
class Document:
    """Plain data (dict, list, str, None) and the line and column of each key and value."""

    path: str
    data: Any = None
    keys: dict[KeyPath, Spot] = field(default_factory=dict)
    values: dict[KeyPath, Spot] = field(default_factory=dict)
    written: dict[KeyPath, str] = field(default_factory=dict)
    """Keys that are written by another name, with that name."""

    def spot(self, path: KeyPath, *, key: bool = False) -> Spot:
        """Return where a value (or its key) stands, or the nearest value around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))


class _Reader:
    def __init__(
        self, text: str, path: str, first_line: int, limit: int, comments: bool, names: Names
    ) -> None:
        self.text, self.first_line, self.comments = text, first_line, comments
        self.names = names
        self.lines = text.splitlines()
        self.document = Document(path)
        if len(text.encode("utf-8", "surrogatepass")) > limit:
            self._stop((1, 1), N_("the YAML is larger than {limit} bytes"), limit=limit)
        if found := _UNPRINTABLE.search(text):
            before = text[: found.start()]
            line, column = before.count("\n"), found.start() - before.rfind("\n") - 1
            self._stop(
                (line + first_line, column + 1),
                N_("the text holds an invisible control character (U+{code})"),
                N_("delete it and type the text again"),
                code=f"{ord(found[0]):04X}",
            )

    def _stop(self, spot: Spot, message: str, hint: str = "", **values: Any) -> NoReturn:
        raise ProblemError([Problem(self.document.path, *spot, message, values, hint)])

    def _spot(self, mark: Any) -> Spot:
        return mark.line + self.first_line, mark.column + 1

    def read(self) -> Document:
        try:
            events = iter(yaml.parse(self.text, Loader=_Loader))
            next(events)  # StreamStart
            if isinstance(next(events), yaml.StreamEndEvent):
                return self.document
            first = next(events)
            self.document.data = self._node(first, events, ())
            next(events)  # DocumentEnd
            if not isinstance(after := next(events), yaml.StreamEndEvent):
                self._stop(
                    self._spot(after.start_mark),
                    N_("a second YAML document starts here"),
                    N_("keep one; a line of --- ends it"),
                )
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self._stop(
                (self.first_line, 1),
                N_("the YAML cannot be read here"),
                HINT_QUOTES,
            )
        return self.document

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and error.context == "while scanning a simple key":
            mark = error.context_mark  # a line without a colon, which is missed in the next one
        line = mark.line if mark else 0
        if found := slip(self.lines[: line + 1]):
            spot = found.line + self.first_line, found.column + 1
            self._stop(spot, found.message, found.hint, **found.values)
        spot = self._spot(mark) if mark else (self.first_line, 1)
        self._stop(spot, N_("the YAML cannot be read here"), HINT_QUOTES)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath) -> Any:
        spot = self._spot(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._stop(
                spot,
                N_("YAML anchors and aliases (& and *) are not allowed here"),
                N_("put the value between quotes if it begins with & or *"),
            )
        if getattr(event, "tag", None):
            self._stop(
                spot,
                N_("YAML tags (!) are not allowed here"),
                N_("put the value between quotes if it begins with !"),
            )
        if len(path) > MAX_DEPTH:
            self._stop(spot, N_("the YAML is nested more than {limit} deep"), limit=MAX_DEPTH)
        self.document.values[path] = spot
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, spot)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, (*path, len(items))))
            return items
        return self._mapping(events, path)

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot) -> str | None:
        start: Any = event.start_mark
        end: Any = event.end_mark
        value = str(event.value)
        if end.line > start.line and event.style != "|":
            first, *rest = self.lines[start.line : end.line + 1]
            value = unfold(value, [first[start.column :], *rest])
        if event.style or not event.implicit[0]:
            return value
        if "#" in self.text and end.line < len(self.lines):
            # where remarks are allowed they begin with “# ”, so #3 and #b3261e are meant
            after = self.lines[end.line][end.column :]
            cut = r"\s+#\S" if self.comments or not event.value else r"\s+#"
            if re.match(cut, after):
                self._stop(
                    (spot[0], end.column + 1),
                    N_("the text after “#” would be lost"),
                    of_quotes(event.value)
                    or N_("put the value between quotes, or the remark on a line of its own"),
                )
        return None if value in NOTHING else value

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, Any]:
        table: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            spot = self._spot(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(
                    spot,
                    N_("a key must be a plain word"),
                    HINT_QUOTES,
                )
            written = str(event.value)
            if written[:1] in ("\u3000", "\xa0"):
                self._stop(spot, *WIDE_BLANK)
            above = next((part for part in reversed(path) if isinstance(part, str)), "")
            key = self.names.get(above, {}).get(written, written)
            if key == "<<":
                self._stop(spot, N_("YAML merges (<<) are not allowed here"))
            if key in table:
                first = self.document.keys[(*path, key)][0]
                other = self.document.written.get((*path, key), key)
                message = N_("“{key}” is written twice; the first is in line {first}")
                if other != written:
                    message = N_("“{key}” and “{other}” in line {first} are one key; keep one")
                self._stop(spot, message, key=written, other=other, first=first)
            self.document.keys[(*path, key)] = spot
            if key != written:
                self.document.written[(*path, key)] = written
            table[key] = self._node(next(events), events, (*path, key))
        return table


def parse(
    text: str,
    path: str,
    *,
    first_line: int = 1,
    limit: int = 1_000_000,
    comments: bool = True,
    names: Names = _NO_OTHERS,
) -> Document:
    """Read one YAML document.

    `first_line` is the line of the file in which the text starts; `limit` is in bytes. Without
    `comments`, a `#` after a value is refused, since in a story it is a number sign that YAML would
    cut off. `names` are other names of keys, by the key that they stand below. Raises ProblemError.
    """
    if not comments and len(text) < limit // 4 and (found := plain(text, first_line)):
        return Document(path, *found)
    return strictly(text, path, first_line, limit, comments, names)


def strictly(
    text: str,
    path: str,
    first_line: int,
    limit: int,
    comments: bool,
    names: Names = _NO_OTHERS,
) -> Document:
    """Read one YAML document as `parse` does, whatever it looks like."""
    return _Reader(text, path, first_line, limit, comments, names).read()
