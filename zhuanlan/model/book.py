"""Books: tables that a campaign keeps, such as its stations, its returns or its honours.

A book is declared under `books:` in `campaign.yaml`. Its rows are in files below
`content/<campaign>/books/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant_of_allowed
from zhuanlan.core.registry import Registry
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.fields import Declared, Slug, Text, Texts, refuse
from zhuanlan.model.place import Place, Surroundings
from zhuanlan.model.registered import KeysOf, registry_in


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

    declares_hidden: ClassVar[bool] = False
    """Whether what it declares may come from cells that only the office sees."""

    def fit(self, book: Book) -> None:
        """Refuse settings of a book that do not fit its columns, by `model.fields.refuse`."""


def _chinese(registry: Registry) -> dict[str, str]:
    kinds: Mapping[str, BookKind] = registry.books
    return {word: name for name, kind in kinds.items() for word in kind.chinese}


def _kind(value: Any, info: ValidationInfo) -> str:
    registry = registry_in(info)
    name = _chinese(registry).get(str(value), value)
    if not isinstance(name, str) or name not in registry.books:
        allowed = _kind_words(registry)
        guess = likely(str(value), allowed)
        message = N_("unknown kind of book “{value}”")
        hint = meant_of_allowed(guess)
        raise refuse(message, hint, value=value, guess=guess, allowed=", ".join(allowed))
    return name


def _kind_words(registry: Registry) -> list[str]:
    return [*registry.books, *_chinese(registry)]


def _settings(value: Any, info: ValidationInfo) -> Declared | None:
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


def _all_settings(registry: Registry) -> tuple[type, ...]:
    return tuple(kind.settings for kind in registry.books.values() if kind.settings)


class Book(Declared):
    """A table that a campaign keeps."""

    slug: Slug = Field(
        description=N_("Slug: its name in addresses, and that of its file or folder"),
        examples=["stations"],
    )
    name: Text = Field(description=N_("Name: as readers see it"), examples=["示范点"])
    kind: Annotated[str, PlainValidator(_kind), WithJsonSchema({"x-choices": _kind_words})] = Field(
        "table",
        description=N_("Kind: a preset of columns; a plain table unless given"),
        examples=["stations"],
    )
    settings: Annotated[
        Any, KeysOf(_all_settings), PlainValidator(_settings), Field(validate_default=True)
    ] = Field(
        None,
        description=N_("Settings: what its kind wants to know besides"),
        examples=[{"platform": "全国志愿服务信息系统"}],
    )
    description: Text | None = Field(
        None, description=N_("Description: what it holds"), examples=["2017年6月底前建成的示范点"]
    )
    source: Text | None = Field(
        None, description=N_("Source: where its rows come from"), examples=["示例数据"]
    )
    columns: tuple[BookColumn, ...] = Field(
        (),
        description=N_("Columns: besides those of its kind; one of the same slug replaces it"),
        examples=[[{"slug": "name", "name": "名称"}]],
    )
    key: Texts = Field(
        (),
        description=N_("Key: columns that tell rows apart, those of its kind unless given"),
        examples=[["name"]],
    )
    public: bool = Field(
        True,
        description=N_("Public: whether readers see it; else only the office does"),
        examples=[False],
    )
    _of_kind: BookKind = PrivateAttr()
    _preset: tuple[BookColumn, ...] = PrivateAttr()

    @model_validator(mode="after")
    def _known(self, info: ValidationInfo) -> Self:
        self._of_kind = registry_in(info).books[self.kind]
        self._preset = self._of_kind.columns
        return self

    @model_validator(mode="after")
    def _columns_make_sense(self) -> Self:
        slugs = [column.slug for column in self.columns]
        for place, slug in enumerate(slugs):
            if slug in slugs[:place]:
                message = N_("“{value}” occurs twice in {where}")
                raise refuse(message, at=("columns", place, "slug"), value=slug, where="columns")
        types = {column.slug: column.type for column in self._of_kind.columns}
        for place, column in enumerate(self.columns):
            type_ = types.get(column.slug, "text")
            if type_ not in ("text", column.type):
                message = N_("the column “{value}” of this kind holds another type")
                where = ("columns", place, "type")
                hint = N_("write type: {type}")
                raise refuse(message, hint, where, value=column.slug, type=type_)
        names = [column.name for column in self.all_columns]
        for name in names:
            if names.count(name) > 1:
                message = N_("two columns have the name “{value}”")
                raise refuse(message, at=("columns",), value=name)
        if not names:
            raise refuse(N_("the book “{value}” has no columns"), value=self.name)
        for place, slug in enumerate(self.key):
            known = [column.slug for column in self.all_columns]
            if slug not in known:
                guess = likely(slug, known)
                message = N_("the book has no column “{value}”")
                hint = meant_of_allowed(guess)
                at = ("key", place)
                raise refuse(message, hint, at, value=slug, guess=guess, allowed=", ".join(known))
        return self

    @model_validator(mode="after")
    def _settings_fit(self) -> Self:
        self._of_kind.fit(self)
        return self

    @property
    def of_kind(self) -> BookKind:
        """What is registered under the name of its kind."""
        return self._of_kind

    @cached_property
    def all_columns(self) -> tuple[BookColumn, ...]:
        """Its columns with those of its kind, in order."""
        own = {column.slug: column for column in self.columns}
        preset = self._preset
        known = {column.slug for column in preset}
        added = (column for column in self.columns if column.slug not in known)
        return (*(own.get(column.slug, column) for column in preset), *added)

    @cached_property
    def heads(self) -> Mapping[str, BookColumn]:
        """The columns by what may stand at their head, such as the slug."""
        return {
            name: column
            for column in self.all_columns
            for name in (column.plain.name, column.slug, column.name)
        }

    def in_traditional(self) -> Book:
        """Return the book with the columns of its kind in traditional characters."""
        book = self.model_copy()
        for name in ("all_columns", "public_columns", "heads"):
            book.__dict__.pop(name, None)
        book._preset = tuple(column.in_traditional() for column in self._of_kind.columns)
        return book

    def as_the_office_sees_it(self) -> Book:
        """Return the book with all columns public, for what never leaves the office."""
        shown = {"public": True}
        columns = tuple(column.model_copy(update=shown) for column in self.columns)
        book = self.model_copy(update={**shown, "columns": columns})
        for name in ("all_columns", "public_columns", "heads"):
            book.__dict__.pop(name, None)
        book._preset = tuple(column.model_copy(update=shown) for column in self._preset)
        return book

    @cached_property
    def public_columns(self) -> tuple[BookColumn, ...]:
        """The columns that readers see."""
        return tuple(column for column in self.all_columns if column.public) if self.public else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return self.key or self._of_kind.key


Figures = tuple[Decimal, ...]
"""What a cell of numbers holds: one figure, or two where its column has two units of count."""

Value = str | Figures | datetime | Place | None
"""What a cell holds; None where it is blank, which is not a zero."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a book: a value for each column, and where it stands."""

    values: tuple[Value, ...]
    path: str
    cell: str
    """The first cell of the row, as `表1!A5`; empty in YAML."""
    line: int
    masked: str = ""
    """What stands for the names of children that are hidden in it: 王某某."""


Pick = Callable[[Row, str], Value]
"""Picks a value of a row by its column's slug."""


def picker(columns: Sequence[BookColumn]) -> Pick:
    """Return what picks a value of a row by its column's slug; None where there is no column."""
    places = {column.slug: place for place, column in enumerate(columns)}

    def pick(row: Row, slug: str) -> Value:
        place = places.get(slug)
        return None if place is None else row.values[place]

    return pick


def holding(books: Iterable[Book], key: str) -> Book | None:
    """Return the book that holds what a key of `campaign.yaml` would say, if there is one."""
    return next((book for book in books if book.of_kind.declares == key), None)


def _in_its_characters(books: tuple[Book, ...], info: ValidationInfo) -> tuple[Book, ...]:
    """Show what kinds of books call their columns in the characters of the campaign."""
    language = info.data.get("language")
    if language is None and isinstance(info.context, Surroundings):
        language = info.context.language
    return tuple(book.in_traditional() for book in books) if language == "zh-Hant" else books


Books = Annotated[tuple[Book, ...], AfterValidator(_in_its_characters)]
"""The books of a campaign."""
