"""Keeps from a page what is personal: masks it, or refuses the source that holds it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.privacy.cells import Cells
from zhuanlan.features.privacy.labels import WORDS
from zhuanlan.features.privacy.minors import spelt
from zhuanlan.features.privacy.personal import DECLARE, Personal, in_file_name, not_shown
from zhuanlan.load.guards import Spot
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.privacy import NAMES, PrivacySettings

_FILES = frozenset({"file", "attachments"})
"""Keys that name files: their names are published, and cannot be masked."""
_NO_TEXTS = frozenset(
    "date publish_at expires_at repealed review_by status engine slug aliases related region phase "
    "activity ignore minor age group pinned ai".split()
)
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_ATTRIBUTE = re.compile(r'( (?:alt|title|aria-label)=")([^"]*)(?=")')
_CALL = re.compile(r' href="(?:tel|mailto):([^"]*)"')
_PLACE = re.compile(r'( id="| href="(?:zhuanlan:[^"#]*)?#)([^"]*)(?=")')
"""Where a place within a page is named, by the words of a heading."""
_FILE = re.compile(r' (?:href|src)="zhuanlan:([^"#]*)')
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|time|u|var)\b[^>]*>"
)
"""Tags within which a text goes on, and so may a number."""
_SAY = ("tel:", "mailto:", ' title="', ' aria-label="', "#", "<br")
"""What tells of tags and entities that say something to readers themselves."""
_BLOCK = re.compile(
    r"</?(?:p|div|h\d|li|ul|ol|dl|dt|dd|table|caption|thead|tbody|tr|td|th|figure|figcaption|blockquote"
    r"|pre|section|details|summary|hr|img|video|audio|sup)\b"
)
"""Tags at which a text ends; within others a number goes on."""


Change = tuple[int, int, str]
"""From where to where a text is shown otherwise, and how."""


def refuse_personal(path: str, data: bytes, settings: PrivacySettings) -> None:
    """Raise ProblemError for a drawing whose texts hold what is not to be shown.

    They cannot be masked: where the letters stand is drawn, too.
    """
    text = entities.unescape(_TAG.sub("", data.decode("utf-8", "replace")))
    message = N_("the drawing shows {kind}: {value}")
    hint = DECLARE
    problems = [
        Problem(path, 0, 0, message, {"kind": Word(NAMES[one.kind]), "value": one.masked}, hint)
        for one in not_shown(text, settings)
    ]
    if problems:
        raise ProblemError(problems)


def _as_read(tag: re.Match[str]) -> str:
    """Return what a tag is to who reads: a new line, or nothing."""
    return "\n" if _BLOCK.match(tag[0]) or tag[0].startswith("<br") else ""


def _apart(changes: list[Change]) -> list[Change]:
    """Return changes in their order, without those that lie within others."""
    found: list[Change] = []
    for one in sorted(changes, key=lambda one: (one[0], -one[1])):
        if not found or one[0] >= found[-1][1]:
            found.append(one)
    return found


class Guard:
    """Looks through one source.

    `hidden` are names that are not shown, such as a child's, each with what is shown instead;
    `readings` how they are read, which no address may tell.
    """

    def __init__(
        self,
        settings: PrivacySettings,
        path: str,
        hidden: Mapping[str, str] | None = None,
        readings: Iterable[str] = (),
    ) -> None:
        self._settings, self._path = settings, path
        self._hidden = [(spelt(name), shown) for name, shown in (hidden or {}).items()]
        self._readings = frozenset(filter(None, map(_compact, readings)))
        self._about = repr((hidden, sorted(self._readings))) if hidden else ""
        self._refused: list[Problem] = []

    @property
    def key(self) -> str:
        """What a text that went through it depends on."""
        return _key(self._settings) + self._about

    def found(self) -> list[Problem]:
        """Return what it has refused since it was asked last."""
        refused, self._refused = self._refused, []
        return refused

    def holds(self, text: str) -> bool:
        """Tell whether a text holds anything that is not shown as it is."""
        hidden = any(name.search(text) for name, _ in self._hidden)
        return hidden or any(not_shown(text, self._settings))

    def text(self, text: str, spot: Spot) -> str:
        """Return a text as it may be shown; `spot` finds a part of it in the source."""
        for start, end, shown in reversed(self._changes(text, spot)):
            text = text[:start] + shown + text[end:]
        return text

    def _changes(self, text: str, spot: Spot) -> list[Change]:
        """Return what of a text is shown otherwise, from its beginning on."""
        changes = []
        for one in not_shown(text, self._settings):
            if self._settings.treatment(one.kind) == "refuse":
                self._refuse(one, spot(text[one.start : one.end]))
            changes.append((one.start, one.end, one.masked))
        for name, shown in self._hidden:
            changes += [(*found.span(), shown) for found in name.finditer(text)]
        return _apart(changes)

    def _refuse(self, one: Personal, spot: tuple[int, int]) -> None:
        values = {"kind": Word(NAMES[one.kind]), "value": one.masked}
        message = N_("{kind} would be published: {value}")
        hint = DECLARE
        self._refused.append(Problem(self._path, *spot, message, values, hint))

    def file_name(self, name: str, spot: tuple[int, int]) -> None:
        """Refuse a file whose name holds personal data: it would be part of its address."""
        if self.tells(name):
            message = N_("the name of the file “{name}” says too much about somebody")
            values = {"name": self.text(name, lambda _: spot)}
            hint = N_("give it another name")
            self._refused.append(Problem(self._path, *spot, message, values, hint))

    def tells(self, address: str) -> bool:
        """Tell whether an address, or the name of a file, tells of somebody."""
        if self.holds(address) or in_file_name(address):
            return True
        compact = _compact(address) if self._readings else ""
        return any(reading in compact for reading in self._readings)

    def html(self, html: str, spot: Spot) -> str:
        """Return clean HTML as it may be shown: its texts, and what describes its pictures."""
        if not self._may_hold(html):
            return html
        parts = _TAG.split(html)
        begin = 0
        cells = Cells()
        for place, part in enumerate([*parts, "<p>"]):
            if place % 2 and _BLOCK.match(part):
                texts = range(begin, min(place, len(parts)), 2)
                read = entities.unescape("".join(parts[begin:place:2]))
                self._block(parts, texts, spot, cells.words())
                cells.pass_by(read, part)
                begin = place + 1
        return "".join(
            self._tag(part, spot) if place % 2 else part for place, part in enumerate(parts)
        )

    def _may_hold(self, html: str) -> bool:
        """Tell whether anything is to be done, which is seldom so."""
        if self._hidden or ("<table" in html and any(word in html for word in WORDS)):
            return True
        text = _INLINE.sub("", html)
        if any(mark in html for mark in _SAY):
            text = f"{_TAG.sub(_as_read, html)}\0{html}"
        if self.holds(entities.unescape(text) if "&" in text else text):
            return True
        return any(self.tells(unquote(entities.unescape(file))) for file in _FILE.findall(html))

    def _block(
        self, parts: list[str], places: range, spot: Spot, words: Iterable[str] = ()
    ) -> None:
        """Change the texts of a block: each by itself, and all as one, as they are read.

        Markup may stand within a number, and numbers on both sides of a line break. `words` are
        those that head the block.
        """
        texts = {place: entities.unescape(parts[place]) for place in places}
        starts: dict[int, int] = {}
        whole = ""
        changes: list[Change] = []
        for place, text in texts.items():
            starts[place] = start = len(whole)
            changes += [(start + a, start + b, shown) for a, b, shown in self._changes(text, spot)]
            breaks = place + 1 < len(parts) and parts[place + 1].startswith("<br")
            whole += text + ("\n" if breaks else "")
        changes += self._changes(whole, spot)
        for word in filter(None, words):
            ahead = len(word) + 1
            headed = self._changes(f"{word}：{whole}", spot)
            changes += [(a - ahead, b - ahead, shown) for a, b, shown in headed if a >= ahead]
        changes = _apart(changes)
        for start, end, shown in reversed(changes):
            for place, text in [*texts.items()]:
                first, last = max(start - starts[place], 0), min(end - starts[place], len(text))
                if first < last:
                    texts[place] = text[:first] + shown + text[last:]
                    shown = ""  # the rest of it goes
        for place in places if changes else ():
            if entities.unescape(parts[place]) != texts[place]:
                parts[place] = entities.escape(texts[place], quote=False)

    def _tag(self, tag: str, spot: Spot) -> str:
        def described(found: re.Match[str]) -> str:
            return found[1] + entities.escape(self.text(entities.unescape(found[2]), spot))

        def called(found: re.Match[str]) -> str:
            held = self.holds(unquote(entities.unescape(found[1])))
            return "" if held else found[0]

        if file := _FILE.search(tag):
            name = unquote(entities.unescape(file[1]))
            self.file_name(name, spot(name.rpartition("/")[2]))

        def within(found: re.Match[str]) -> str:
            target = unquote(entities.unescape(found[2]))
            return (
                found[1] + entities.escape(self.text(target, spot))
                if self.holds(target)
                else found[0]
            )

        return _PLACE.sub(within, _CALL.sub(called, _ATTRIBUTE.sub(described, tag)))

    def matter(self, document: Document) -> None:
        """Mask the texts of front matter where they stand."""
        texts = [*_texts(document)]
        together = "\0".join(value for _, value in texts)
        if not (self._readings or self.holds(together) or in_file_name(together)):
            return
        for path, value in texts:
            spot = document.spot(path)
            if path[-1] in _FILES or (path[0] == "attachments" and path[-1] != "title"):
                self.file_name(value, spot)
            elif (shown := self.text(value, lambda _, spot=spot: spot)) != value:  # type: ignore[misc]
                _put(document.data, path, shown)


def _texts(document: Document) -> Iterator[tuple[KeyPath, str]]:
    for path in document.values:
        if path and path[0] not in _NO_TEXTS and path[-1] not in _NO_TEXTS:
            value = _at(document.data, path)
            if isinstance(value, str):
                yield path, value


def _at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def _put(data: Any, path: KeyPath, value: str) -> None:
    _at(data, path[:-1])[path[-1]] = value


@cache
def _key(settings: PrivacySettings) -> str:
    return repr(settings)


def _compact(address: str) -> str:
    """Return the letters of an address, or of a reading, that a name could be told by."""
    letters = re.sub(r"[^a-z]", "", address.casefold())
    return letters if len(letters) >= _TELLING else ""


_TELLING = 4
"""Letters from which on a reading is no part of other words by chance."""
