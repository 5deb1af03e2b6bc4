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
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant_of_allowed
from zhuanlan.model.book_kind import BookKind, KindName, all_settings, settings_of
from zhuanlan.model.characters import traditional
from zhuanlan.model.fields import Declared, Slug, Text, Texts, refuse
from zhuanlan.model.place import Place, Surroundings
from zhuanlan.model.registered import KeysOf, registry_in

ColumnType = Literal[
    "text",
    "number",
    "date",
    "region",
    "unit",
    "person",
    "activity",
    "phase",
    "choice",
    "file",
    "post",
]


class BookColumn(Declared):
    """A column of a book."""

    slug: Slug = Field(description=N_("Slug: its name in data files"), examples=["people"])
    name: Text = Field(description=N_("Name: the head of the column"), examples=["参加人数"])
    type: ColumnType = Field(
        "text", description=N_("Type: what its cells hold"), examples=["number"]
    )
    counts: Texts = Field(
        (),
        description=N_(
            "Unit of count: of a number; two of them where a cell holds two figures, as 120/3"
        ),
        examples=[["人", "次"]],
    )
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        0, description=N_("Decimals: how many a number may have"), examples=[1]
    )
    choices: Texts = Field(
        (),
        description=N_("Choices: what may be written; of a file what may stand in its place"),
        examples=[["已建成", "建设中"]],
    )
    needed: bool = Field(
        False, description=N_("Needed: whether no cell may be blank"), examples=[True]
    )
    public: bool = Field(
        True,
        description=N_("Public: whether readers see it; else only the office does"),
        examples=[False],
    )

    _plain: BookColumn | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.type == "choice" and not self.choices:
            raise refuse(N_("column “{value}” needs its choices"), value=self.name)
        if self.type not in ("choice", "file") and self.choices:
            hint = N_("write type: choice")
            raise refuse(N_("column “{value}” has choices"), hint, ("choices",), value=self.name)
        if self.type != "number" and self.counts:
            hint = N_("write type: number")
            message = N_("column “{value}” has a unit of count")
            raise refuse(message, hint, ("counts",), value=self.name)
        if len(self.counts) > 2:
            message = N_("a cell holds two figures at most")
            raise refuse(message, at=("counts",))
        return self

    @property
    def count(self) -> str:
        """The unit of count as forms write it: 人/次, or an empty string."""
        return "/".join(self.counts)

    def in_traditional(self) -> BookColumn:
        """Return the column with its words in traditional characters."""
        changed = {
            "name": traditional(self.name),
            "counts": tuple(map(traditional, self.counts)),
            "choices": tuple(map(traditional, self.choices)),
        }
        column = self.model_copy(update=changed)
        column._plain = self
        return column

    @property
    def plain(self) -> BookColumn:
        """The column as its kind writes it, in simplified characters: files may write it so."""
        return self._plain or self

    @property
    def words(self) -> Mapping[str, str]:
        """The choices by what may be written for them."""
        return dict(zip((*self.plain.choices, *self.choices), self.choices * 2, strict=True))


class Book(Declared):
    """A table that a campaign keeps."""

    slug: Slug = Field(
        description=N_("Slug: its name in addresses, and that of its file or folder"),
        examples=["stations"],
    )
    name: Text = Field(description=N_("Name: as readers see it"), examples=["示范点"])
    kind: KindName = Field(
        "table",
        description=N_("Kind: a preset of columns; a plain table unless given"),
        examples=["stations"],
    )
    settings: Annotated[
        Any, KeysOf(all_settings), PlainValidator(settings_of), Field(validate_default=True)
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

    @cached_property
    def public_columns(self) -> tuple[BookColumn, ...]:
        """The columns that readers see."""
        return tuple(column for column in self.all_columns if column.public) if self.public else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return self.key or self._of_kind.key


def _in_its_characters(books: tuple[Book, ...], info: ValidationInfo) -> tuple[Book, ...]:
    """Show what kinds of books call their columns in the characters of the campaign."""
    language = info.data.get("language")
    if language is None and isinstance(info.context, Surroundings):
        language = info.context.language
    return tuple(book.in_traditional() for book in books) if language == "zh-Hant" else books


Books = Annotated[tuple[Book, ...], AfterValidator(_in_its_characters)]
"""The books of a campaign, which says its language before them."""

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


def picker(columns: Sequence[BookColumn]) -> Callable[[Row, str], Value]:
    """Return what picks a value of a row by its column's slug; None where there is no column."""
    places = {column.slug: place for place, column in enumerate(columns)}

    def pick(row: Row, slug: str) -> Value:
        place = places.get(slug)
        return None if place is None else row.values[place]

    return pick


def holding(books: Iterable[Book], key: str) -> Book | None:
    """Return the book that holds what a key of `campaign.yaml` would say, if there is one."""
    return next((book for book in books if book.of_kind.declares == key), None)
