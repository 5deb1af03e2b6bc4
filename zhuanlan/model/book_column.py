"""A column of a book: what its cells hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from zhuanlan.core.i18n import N_
from zhuanlan.model.characters import traditional
from zhuanlan.model.fields import Declared, Slug, Text, Texts, refuse

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
        description=N_("Choices: the allowed values; for a file, the words allowed instead of it"),
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
