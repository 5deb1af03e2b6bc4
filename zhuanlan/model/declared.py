"""What a campaign is declared with: columns, phases, activities, key dates, documents."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic.dataclasses import dataclass

from zhuanlan.i18n import N_
from zhuanlan.model.fields import (
    RESERVED,
    Declared,
    LastMoment,
    Link,
    Moment,
    RelativeFile,
    Slug,
    Text,
    Texts,
    Written,
    refuse,
)

ColumnKind = Literal["exemplars", "news", "notices", "works", "resources", "videos"]

_KINDS = {
    "典型": "exemplars",
    "动态": "news",
    "通知": "notices",
    "作品": "works",
    "资源": "resources",
    "视频": "videos",
}


def _kind(value: Any) -> Any:
    return _KINDS.get(str(value), value)


State = Literal["planned", "running", "finished"]


class Organisers(Declared):
    """Who hosts, carries out and supports (主办, 承办, 协办)."""

    hosts: Texts = Field((), description="主办")
    executors: Texts = Field((), description="承办")
    supporters: Texts = Field((), description="协办")


class ColumnSpec(Declared):
    """A column; its slug is the folder of its posts."""

    slug: Slug
    name: Text
    kind: Annotated[ColumnKind, BeforeValidator(_kind)]
    engine: Literal["comrak", "markdown"] | None = None
    description: Text | None = None
    keywords: Texts = ()

    @model_validator(mode="after")
    def _not_reserved(self) -> Self:
        if self.slug in RESERVED:
            raise refuse(N_("“{value}” is an address that zhuanlan itself uses"), value=self.slug)
        return self


class Phase(Declared):
    """A stretch of a campaign; without `start` it has no exact dates, and `when` says it."""

    slug: Slug
    name: Text
    start: Moment | None = None
    end: LastMoment | None = None
    when: Text | None = Field(None, description="时间的文字表述 / the time in words")
    description: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise refuse(N_("phase “{value}” ends before it starts"), value=self.name)
        if self.end and not self.start:
            raise refuse(N_("phase “{value}” has an end but no start"), value=self.name)
        return self

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment lies in the phase; one without dates holds none."""
        return (
            self.start is not None
            and self.start <= moment
            and (self.end is None or moment <= self.end)
        )


class Activity(Declared):
    """An activity with its formal name; it may have activities of its own."""

    slug: Slug
    name: Text
    kind: Text | None = Field(None, description="活动类型，如 惠民服务 / what kind of activity")
    theme: Text | None = None
    when: Text | None = None
    description: Text | None = None
    linked: Texts = Field((), description="结合的其他活动 / activities elsewhere it is joined with")
    activities: tuple[Activity, ...] = ()


class KeyDate(Declared):
    """A date that the campaign turns on; `when` in words beats `date`, which then only sorts."""

    title: Text
    date: Moment | None = None
    when: Text | None = None

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if not self.date and not self.when:
            raise refuse(N_("key date “{value}” needs date or when"), value=self.title)
        return self


class Document(Declared):
    """An official document; `forwards` and `based_on` name others by title or number."""

    title: Text
    number: Text | None = Field(None, description="文号，如 川工发〔2012〕15号 / document number")
    issuer: Text
    date: Moment | None = None
    forwards: Texts = Field((), description="转发 / what it passes on")
    based_on: Texts = Field((), description="依据 / what it rests on")
    url: Link | None = None
    unverified: bool = Field(False, description="来源未核实 / copy of unknown origin")
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Written):
    """A picture file with what it shows."""

    file: RelativeFile
    alt: Text
    caption: Text | None = None
