"""Keys of front matter that features and plug-ins bring.

Their values are kept packed, so that the record of a post is the same whatever is installed: texts,
numbers, moments, lists, and for models their keys by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, Literal, cast

import msgspec
from pydantic import BaseModel
from pydantic import Field as Declared
from pydantic.dataclasses import dataclass as checked_dataclass

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import KEPT, Registry
from zhuanlan.model.fields import Text, fields_of
from zhuanlan.model.files import beside, published_as
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.in_chinese import IN_CHINESE


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key that posts may have: `registry.fields.add("station", "my.module:STATION")`.

    Templates read its value at `post.extra.station`, and at `card.extra.station` where `cards`.
    """

    name: str
    meaning: str
    """For schema and reference, as “Station: where volunteers serve”: a msgid."""
    example: Any
    type: Any = Text
    """What pydantic checks the value by, such as `Text`, `Moment`, `RelativeFile`, a `Written`."""
    role: Literal["text", "file", "plain"] = "text"
    """`text` is searched, and looked at by `check`; `file` names one or several files by their
    paths from the post: they are published, and templates read their addresses; `plain` is
    neither."""
    cards: bool = False
    """Whether lists show it, too: a change then renders them."""
    byline: str = ""
    """What stands before the value in the byline: a msgid; without one it is not shown there."""
    schema_org: str = ""
    """The property of schema.org that it is in the structured data of the post's page."""
    chinese: tuple[str, ...] = ()
    """Other names of the key, for editors who write Chinese ones."""

    def texts(self, extra: SimpleNamespace) -> tuple[str, ...]:
        """Return what is searched of a post's values."""
        return tuple(_texts(getattr(extra, self.name))) if self.role == "text" else ()

    def files(self, value: Any) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
        """Return the files that a value names, each with its key."""
        if self.role != "file" or not value:
            return ()
        if isinstance(value, str):
            return ((value, (self.name,)),)
        return tuple((file, (self.name, place)) for place, file in enumerate(value))


@lru_cache(KEPT)
def fields_in(registry: Registry) -> tuple[Field, ...]:
    """Return the keys that are registered."""
    return tuple(registry.fields.values())


@lru_cache(KEPT)
def front_matter_of(registry: Registry) -> type[FrontMatter]:
    """Return the model of front matter with the keys that are registered; raises ProblemError."""
    fields = registry.fields
    if not fields:
        return FrontMatter
    for name in fields:
        if name in fields_of(FrontMatter) or not name.isidentifier():
            message = N_("“{name}” cannot be the name of a field: it is a key already, or no name")
            raise ProblemError([Problem(fields.owner(name), 0, 0, message, {"name": name})])
    body: dict[str, Any] = {
        field.name: Declared(default=None, description=field.meaning, examples=[field.example])
        for field in fields.values()
    }
    types = {field.name: field.type | None for field in fields.values()}
    body |= {"__annotations__": types, "__module__": __name__, "__doc__": FrontMatter.__doc__}
    model = type("PostMatter", (FrontMatter,), body)
    made = checked_dataclass(frozen=True, slots=True, kw_only=True)(model)
    return cast(type[FrontMatter], made)


@lru_cache(KEPT)
def in_chinese(registry: Registry) -> Mapping[str, Mapping[str, str]]:
    """Return the Chinese names of all keys, by the key that they stand below."""
    others = {word: one.name for one in registry.fields.values() for word in one.chinese}
    return {**IN_CHINESE, "": {**others, **IN_CHINESE[""]}} if others else IN_CHINESE


def taken_apart(
    matter: FrontMatter, registry: Registry, path: str
) -> tuple[FrontMatter, bytes, bytes]:
    """Return the built-in keys of a post, all others packed, and those that cards show."""
    fields = fields_in(registry)
    if not fields:
        return matter, b"", b""
    own = object.__new__(FrontMatter)
    for put, value in zip(_PUT, _get(matter), strict=True):
        put(own, value)
    if all(getattr(matter, field.name) is None for field in fields):
        return own, *_nothing(registry)
    values, shown = {}, {}
    for field in fields:
        value = getattr(matter, field.name)
        if field.role == "file" and value:
            files = [published_as(beside(path, file)) for file, _ in field.files(value)]
            value = files[0] if isinstance(value, str) else files
        values[field.name] = value
        if field.cards:
            shown[field.name] = value
    return own, packed(values), packed(shown) if shown else b""


_OURS = tuple(fields_of(FrontMatter))
_get = attrgetter(*_OURS)
_PUT = tuple(getattr(FrontMatter, name).__set__ for name in _OURS)
"""What sets the slots of a frozen record; each post is copied once, so it has to be quick."""


@lru_cache(KEPT)
def _nothing(registry: Registry) -> tuple[bytes, bytes]:
    """Return what is packed for a post that has none of the keys, as most have."""
    fields = fields_in(registry)
    shown = [field.name for field in fields if field.cards]
    every = packed({field.name: None for field in fields})
    return every, packed(dict.fromkeys(shown)) if shown else b""


def packed(values: Mapping[str, Any]) -> bytes:
    """Return values as bytes; what is no number, text, moment, list or model is kept as a text."""
    plain = msgspec.to_builtins(values, builtin_types=(datetime,), enc_hook=_plain)
    return msgspec.msgpack.encode(_told_apart(plain))


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, BaseModel) else str(value)


def unpacked(data: bytes) -> SimpleNamespace:
    """Return packed values as attributes, as templates read them."""
    values = msgspec.msgpack.decode(data) if data else {}
    return SimpleNamespace(**{name: _read(value) for name, value in values.items()})


def _told_apart(value: Any) -> Any:
    """Give moments a time zone: MessagePack keeps those without one as texts."""
    if isinstance(value, dict):
        return {key: _told_apart(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_told_apart(one) for one in value]
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts and numbers of a value, and those in its lists and models."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, (tuple, SimpleNamespace)):
        for one in value if isinstance(value, tuple) else vars(value).values():
            yield from _texts(one)


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _read(one) for key, one in value.items()})
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
