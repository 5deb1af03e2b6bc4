"""Kinds of columns: what one says of itself. Columns name them, and `Registry.kinds` holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from zhuanlan.core.registry import Registry
from zhuanlan.model.registered import registry_in


@dataclass(frozen=True, slots=True)
class Needed:
    """A front-matter key that each post of a kind needs; the texts are untranslated."""

    key: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """How a home page shows the newest posts of a kind.

    `macro` is one of `macros.html`; it gets the posts and the level of their headings.
    """

    posts: int
    """How many are shown."""
    macro: str = "lines"
    lead: bool = False
    """Whether the first one that is pinned or has a picture comes first."""
    title: str = ""
    """The heading, untranslated, where no name of a column is it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for a story that came in belonging to a column of a kind, and how much.

    `where` is what `pattern` is searched in: `lines` are all of a letter, bylines too. Others need
    no pattern: the person that it tells of is in its title, is named often, or is known; it is in
    `verses`; `always`.
    """

    points: int
    where: Literal[
        "title", "subtitle", "text", "lines", "person in title", "person often", "person",
        "verses", "always",
    ]  # fmt: skip
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """One kind of column; `title` is untranslated."""

    name: str
    """As `kind` in `campaign.yaml`; also part of the classes in the pages' HTML."""
    title: str
    """The word of the page tag ColumnType."""
    chinese: tuple[str, ...] = ()
    """What editors may write instead of the name."""
    needs: tuple[Needed, ...] = ()
    macro: str = "entries"
    """The macro of `macros.html` that shows its lists."""
    home: Excerpt = Excerpt(6)
    """On the home page of a campaign."""
    front: Excerpt | None = None
    """On the home page of the site; without it, the kind is not shown there."""
    schema_type: str = "NewsArticle"
    """What schema.org calls its posts."""
    people: bool = False
    """Whether its posts are about people: these are counted, listed by name, and grouped in
    categories."""
    days: int | None = None
    """Days without anything new after which `check` finds that a column is not updated."""
    signs: tuple[Sign, ...] = ()
    """By what `import` knows stories of the kind."""
    draft: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Front matter that `new post` writes besides what it asks for."""

    def missing(self, matter: object) -> Iterator[Needed]:
        """Yield what front matter lacks of what the kind needs."""
        return (one for one in self.needs if not getattr(matter, one.key))


PLAIN = ColumnKind("", "")
"""Stands for a kind that is not known: it needs nothing."""


def _chinese(registry: Registry) -> dict[str, str]:
    """Return the names of kinds by what editors may write instead."""
    kinds: Mapping[str, ColumnKind] = registry.kinds
    return {word: name for name, kind in kinds.items() for word in kind.chinese}


def _kind(value: Any, info: ValidationInfo) -> str:
    registry = registry_in(info)
    name = _chinese(registry).get(str(value), value)
    if not isinstance(name, str) or name not in registry.kinds:
        expected = ", ".join(registry.kinds)
        values = {"expected": expected, "registered": True}
        raise PydanticCustomError("literal_error", "one of {expected}", values)
    return name


def _kind_words(registry: Registry) -> list[str]:
    """Return all that a column's kind may be written as."""
    return [*registry.kinds, *_chinese(registry)]


KindName = Annotated[str, PlainValidator(_kind), WithJsonSchema({"x-choices": _kind_words})]
"""The name of a kind of column that is registered, also one of its Chinese names."""
