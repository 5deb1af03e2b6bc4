"""Kinds of books: presets of columns that are registered, and how books name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant_of_allowed
from zhuanlan.core.registry import Registry
from zhuanlan.model.fields import Declared, refuse
from zhuanlan.model.registered import registry_in

if TYPE_CHECKING:
    from zhuanlan.model.book import Book, BookColumn


class BookKind:
    """A preset of columns. What its pages show is said by a subclass, `features/books/kind.py`."""

    name: ClassVar[str]
    """As it is registered."""
    title: ClassVar[str]
    """What it is, in words (untranslated)."""
    chinese: ClassVar[tuple[str, ...]] = ()
    """What editors may write instead of the name."""
    columns: ClassVar[tuple[BookColumn, ...]] = ()
    key: ClassVar[tuple[str, ...]] = ()
    """Columns that tell rows apart: no two rows may agree in all of them."""
    settings: ClassVar[type[Declared] | None] = None
    """The model of the key `settings` of its books, if it has any."""
    declares: ClassVar[str] = ""
    """The key of `campaign.yaml` whose facts its rows hold, which are not written there then:
    `honours`, `units`, `key_dates` or `contact`."""

    def fit(self, book: Book) -> None:
        """Refuse settings of a book that do not fit its columns, by `model.fields.refuse`."""


def _chinese(registry: Registry) -> dict[str, str]:
    kinds: Mapping[str, BookKind] = registry.books
    return {word: name for name, kind in kinds.items() for word in kind.chinese}


def kind_named(value: Any, info: ValidationInfo) -> str:
    """Return the name under which a kind is registered, also for its Chinese one."""
    registry = registry_in(info)
    name = _chinese(registry).get(str(value), value)
    if not isinstance(name, str) or name not in registry.books:
        allowed = kind_words(registry)
        guess = likely(str(value), allowed)
        message = N_("unknown kind of book “{value}”")
        hint = meant_of_allowed(guess)
        raise refuse(message, hint, value=value, guess=guess, allowed=", ".join(allowed))
    return name


def kind_words(registry: Registry) -> list[str]:
    """Return all that may be written for a kind."""
    return [*registry.books, *_chinese(registry)]


KindName = Annotated[str, PlainValidator(kind_named), WithJsonSchema({"x-choices": kind_words})]
"""The name of a kind of book, or its Chinese one."""


def settings_of(value: Any, info: ValidationInfo) -> Declared | None:
    """Return the settings of a book as its kind's model, with its defaults where none are given."""
    kind = info.data.get("kind")
    if kind is None:  # which is wrong
        return None
    model: type[Declared] | None = registry_in(info).books[kind].settings
    if model is not None:
        return model.model_validate({} if value is None else value, context=info.context)
    if value is not None:
        raise refuse(N_("a book of this kind has no settings"), N_("take this line away"))
    return None


def all_settings(registry: Registry) -> tuple[type, ...]:
    """Return the models of the settings of all kinds."""
    return tuple(kind.settings for kind in registry.books.values() if kind.settings)
