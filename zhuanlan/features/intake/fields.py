"""Keys of front matter that intake writes: where a draft came from, and who took its pictures."""

from __future__ import annotations

from pydantic import Field as Declared
from pydantic.dataclasses import dataclass

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Text, Written
from zhuanlan.model.registered_fields import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Written):
    """A guess that nobody has looked at yet."""

    field: Text = Declared(description=N_("Key: that was filled in"), examples=["unit"])
    value: Text | None = Declared(
        None, description=N_("Value: that was guessed"), examples=["青禾小学"]
    )
    evidence: Text | None = Declared(
        None, description=N_("Evidence: the words that it rests on"), examples=["青禾小学供稿"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(Written):
    """Where a draft came from."""

    file: Text = Declared(description=N_("File: that was imported"), examples=["来稿.docx"])
    digest: Text = Declared(
        description=N_("Digest: by which the file is known again"), examples=["3f2a9c0b1d4e5f67"]
    )
    confirm: tuple[Open, ...] = Declared(
        (),
        description=N_("To confirm: guesses to look at; take away what is right"),
        examples=[[{"field": "unit", "value": "青禾小学", "evidence": "青禾小学供稿"}]],
    )


IMPORTED = Field(
    name="imported",
    meaning=N_("Imported: where a draft came from, and what is to be confirmed"),
    example={"file": "来稿.docx", "digest": "3f2a9c0b1d4e5f67"},
    type=Imported,
    role="plain",
    chinese=("来稿",),
)

PHOTOGRAPHER = Field(
    name="photographer",
    meaning=N_("Photographer: who took its pictures"),
    example="赵六",
    byline=N_("Photographs"),
    chinese=("摄影", "摄影者"),
)
