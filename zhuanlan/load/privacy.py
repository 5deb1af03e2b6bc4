"""Keeps from a page what is personal: masks it, or refuses the source that holds it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from zhuanlan.i18n import N_, Word
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.load.personal import Personal, digits, personal
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.privacy import NAMES, PrivacySettings
from zhuanlan.problems import Problem

_FILES = frozenset({"file", "attachments"})
"""Keys that name files: their names are published, and cannot be masked."""
_NO_TEXTS = frozenset(
    "date publish_at expires_at status engine slug aliases related region phase activity "
    "ignore minor group pinned".split()
)
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_ATTRIBUTE = re.compile(r'( (?:alt|title|aria-label)=")([^"]*)(?=")')
_CALL = re.compile(r' href="(?:tel|mailto):([^"]*)"')
_FILE = re.compile(r' (?:href|src)="zhuanlan:([^"#]*)')


def not_shown(text: str, settings: PrivacySettings) -> Iterator[Personal]:
    """Find what of a text is masked or refused."""
    for one in personal(text):
        public = digits(text[one.start : one.end]) in _public(settings)
        if not public and settings.treatment(one.kind) != "show":
            yield one


class Guard:
    """Looks through one source; `problems` are what it refuses.

    `hidden` are names that are not shown, such as a child's, each with what is shown instead.
    """

    def __init__(
        self, settings: PrivacySettings, path: str, hidden: Mapping[str, str] | None = None
    ) -> None:
        self._settings, self._path, self._hidden = settings, path, hidden or {}
        self.problems: list[Problem] = []

    @property
    def key(self) -> str:
        """What a text that went through it depends on."""
        return _key(self._settings) + (repr(self._hidden) if self._hidden else "")

    def holds(self, text: str) -> bool:
        """Tell whether a text holds anything that is not shown as it is."""
        hidden = any(name in text for name in self._hidden)
        return hidden or any(not_shown(text, self._settings))

    def text(self, text: str, spot: Callable[[str], tuple[int, int]]) -> str:
        """Return a text as it may be shown; `spot` finds a part of it in the source."""
        for one in reversed([*not_shown(text, self._settings)]):
            if self._settings.treatment(one.kind) == "refuse":
                self._refuse(one, spot(text[one.start : one.end]))
            text = text[: one.start] + one.masked + text[one.end :]
        for name, shown in self._hidden.items():
            text = text.replace(name, shown)
        return text

    def _refuse(self, one: Personal, spot: tuple[int, int]) -> None:
        values = {"kind": Word(NAMES[one.kind]), "value": one.masked}
        message = N_("{kind} would be published: {value}")
        hint = N_("take it out, or declare it under privacy in config.yaml")
        self.problems.append(Problem(self._path, *spot, message, values, hint))

    def file_name(self, name: str, spot: tuple[int, int]) -> None:
        """Refuse a file whose name holds personal data: it would be part of its address."""
        if self.holds(name):
            message = N_("the name of the file “{name}” says too much about somebody")
            values = {"name": self.text(name, lambda _: spot)}
            hint = N_("give it another name")
            self.problems.append(Problem(self._path, *spot, message, values, hint))

    def html(self, html: str, spot: Callable[[str], tuple[int, int]]) -> str:
        """Return clean HTML as it may be shown: its texts, and what describes its pictures."""
        if not self.holds(html):
            return html
        parts = _TAG.split(html)
        for place, part in enumerate(parts):
            if place % 2:
                parts[place] = self._tag(part, spot)
            elif part:
                shown = self.text(entities.unescape(part), spot)
                parts[place] = entities.escape(shown, quote=False)
        return "".join(parts)

    def _tag(self, tag: str, spot: Callable[[str], tuple[int, int]]) -> str:
        def described(found: re.Match[str]) -> str:
            return found[1] + entities.escape(self.text(entities.unescape(found[2]), spot))

        def called(found: re.Match[str]) -> str:
            held = self.holds(unquote(entities.unescape(found[1])))
            return "" if held else found[0]

        if file := _FILE.search(tag):
            name = unquote(entities.unescape(file[1])).rpartition("/")[2]
            self.file_name(name, spot(name))
        return _CALL.sub(called, _ATTRIBUTE.sub(described, tag))

    def matter(self, document: Document) -> None:
        """Mask the texts of front matter where they stand."""
        texts = [*_texts(document)]
        if not self.holds("\n".join(value for _, value in texts)):
            return
        for path, value in texts:
            spot = document.spot(path)
            if path[-1] in _FILES or (path[0] == "attachments" and path[-1] != "title"):
                self.file_name(value.rpartition("/")[2], spot)
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


@cache
def _public(settings: PrivacySettings) -> frozenset[str]:
    return frozenset(digits(one.value) for one in settings.public)


def name_of(data: Any) -> str:
    """Return the name of the person as it is written in front matter, or an empty string."""
    person = data.get("person") if isinstance(data, dict) else None
    name = person.get("name") if isinstance(person, dict) else None
    return name.strip() if isinstance(name, str) else ""


def hidden_names(data: Any, ledgers: Ledgers) -> dict[str, str]:
    """Return the name of a child whose consent is not recorded, with what is shown instead."""
    name = name_of(data)
    if not name or not _is_true(data["person"].get("minor")):
        return {}
    return {} if "name" in ledgers.covered(name) else {name: name[0] + _SOMEBODY}


def _is_true(value: Any) -> bool:
    """Tell what pydantic takes for true; what it does not take for a truth is a problem anyway."""
    return str(value).strip().casefold() in ("true", "t", "yes", "y", "on", "1")


_SOMEBODY = "某某"
"""How official texts write a given name that is not told."""
