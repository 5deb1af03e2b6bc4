"""What a campaign is declared with: columns, phases, activities, key dates, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, PrivateAttr, ValidationInfo, model_validator
from pydantic.dataclasses import dataclass

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant
from zhuanlan.model.ai import OfPicture
from zhuanlan.model.checks import Ignored
from zhuanlan.model.fields import (
    Declared,
    LastMoment,
    Moment,
    Slug,
    Text,
    Texts,
    Written,
    refuse,
)
from zhuanlan.model.kind import PLAIN, ColumnKind, KindName
from zhuanlan.model.links import Link, RelativeFile
from zhuanlan.model.registered import registry_in, reserved

State = Literal["planned", "running", "finished"]


class Organisers(Declared):
    """Who hosts, carries out and supports (主办, 承办, 协办)."""

    hosts: Texts = Field(
        (), description=N_("Hosts: who holds the campaign"), examples=[["某省文明办"]]
    )
    executors: Texts = Field(
        (), description=N_("Executors: who carries it out"), examples=[["某新闻网"]]
    )
    supporters: Texts = Field(
        (), description=N_("Supporters: who helps"), examples=[["某省志愿服务联合会"]]
    )


_MOVED = N_(
    "choose another slug and rename the folder; if readers know the old addresses, lead them on "
    "with aliases in its posts"
)


class ColumnSpec(Declared):
    """A column; its slug is the folder of its posts."""

    slug: Slug = Field(
        description=N_("Slug: the folder of its posts, and its name in addresses"),
        examples=["news"],
    )
    name: Text = Field(description=N_("Name: as readers see it"), examples=["活动动态"])
    kind: KindName = Field(
        description=N_("Kind: what its posts are, which decides how they look"), examples=["news"]
    )
    engine: Literal["comrak", "markdown"] | None = Field(
        None, description=N_("Engine: for the Markdown of its posts"), examples=["markdown"]
    )
    description: Text | None = Field(
        None, description=N_("Description: page tag ColumnDescription"), examples=["各地的活动"]
    )
    keywords: Texts = Field(
        (), description=N_("Keywords: page tag ColumnKeywords"), examples=[["学雷锋", "志愿服务"]]
    )
    ignore: Ignored = Field(
        default_factory=dict,
        description=N_("Switched off: rules that do not hold for its posts, with the reason"),
        examples=[{"summary": "作品不设摘要"}],
    )
    _of_kind: ColumnKind = PrivateAttr(PLAIN)

    @model_validator(mode="after")
    def _not_reserved(self, info: ValidationInfo) -> Self:
        if self.slug in reserved(registry_in(info)):
            message = N_("“{value}” is an address that zhuanlan itself uses")
            raise refuse(message, _MOVED, value=self.slug)
        return self

    @model_validator(mode="after")
    def _known(self, info: ValidationInfo) -> Self:
        self._of_kind = registry_in(info).kinds[self.kind]
        return self

    @property
    def of_kind(self) -> ColumnKind:
        """What is registered under the name of its kind."""
        return self._of_kind


class Phase(Declared):
    """A stretch of a campaign; without `start` it has no exact dates, and `when` says it."""

    slug: Slug = Field(description=N_("Slug: its name in addresses"), examples=["start"])
    name: Text = Field(description=N_("Name: as readers see it"), examples=["启动"])
    start: Moment | None = Field(
        None,
        description=N_("Start: its first moment; without one the phase has no exact dates"),
        examples=["2013-03-01"],
    )
    end: LastMoment | None = Field(
        None,
        description=N_("End: its last moment; without one it stays open"),
        examples=["2013-03-31"],
    )
    when: Text | None = Field(
        None, description=N_("When: the time in words"), examples=["5月中旬起"]
    )
    description: Text | None = Field(
        None, description=N_("Description: what happens in it"), examples=["宣传发动，选树典型"]
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            message = N_("phase “{value}” ends before it starts")
            raise refuse(message, at=("end",), value=self.name)
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

    def distance(self, moment: datetime) -> float:
        """Return the seconds between a moment and the phase, which has dates."""
        assert self.start is not None  # noqa: S101
        if moment < self.start:
            return (self.start - moment).total_seconds()
        return (moment - self.end).total_seconds() if self.end else 0.0


class Activity(Declared):
    """An activity with its formal name; it may have activities of its own."""

    slug: Slug = Field(description=N_("Slug: its name in addresses"), examples=["service"])
    name: Text = Field(
        description=N_("Name: its formal one"), examples=["“雷锋精神共享情”惠民服务"]
    )
    kind: Text | None = Field(
        None, description=N_("Kind: what sort of activity it is"), examples=["惠民服务"]
    )
    theme: Text | None = Field(None, description=N_("Theme: its motto"), examples=["像雷锋那样"])
    when: Text | None = Field(
        None, description=N_("When: the time in words"), examples=["3月至6月"]
    )
    description: Text | None = Field(
        None, description=N_("Description: what is done"), examples=["送书下乡，送戏进村"]
    )
    linked: Texts = Field(
        (), description=N_("Joined with: activities elsewhere"), examples=[["春雨工程"]]
    )
    activities: tuple[Activity, ...] = Field(
        (),
        description=N_("Activities: those within it"),
        examples=[[{"slug": "posters", "name": "电脑小报"}]],
    )


class KeyDate(Declared):
    """A date that the campaign turns on; `when` in words beats `date`, which then only sorts."""

    title: Text = Field(description=N_("Title: what happens"), examples=["启动仪式"])
    date: Moment | None = Field(
        None,
        description=N_("Date: to sort by, and to show unless there is “when”"),
        examples=["2013-03-05 09:00"],
    )
    when: Text | None = Field(None, description=N_("When: the time in words"), examples=["5月中旬"])

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if not self.date and not self.when:
            raise refuse(N_("key date “{value}” needs date or when"), value=self.title)
        return self


Repealed = Annotated[
    Moment | None,
    Field(
        description=N_("Repealed: since when it holds no longer (已废止)"), examples=["2014-01-01"]
    ),
]

ReviewBy = Annotated[
    LastMoment | None,
    Field(
        description=N_("Review: the day until which somebody reads again whether it still holds"),
        examples=["2014-12-31"],
    ),
]


class Document(Declared):
    """An official document; `forwards` and `based_on` name others by title or number."""

    title: Text = Field(
        description=N_("Title: of the document"), examples=["关于开展学雷锋活动的通知"]
    )
    number: Text | None = Field(
        None,
        description=N_("Number: with 〔〕 and without padding"),
        examples=["示文明办〔2013〕1号"],
    )
    issuer: Text = Field(description=N_("Issuer: who issued it"), examples=["某省文明办"])
    date: Moment | None = Field(
        None, description=N_("Date: when it was issued"), examples=["2013-02-28"]
    )
    forwards: Texts = Field(
        (),
        description=N_("Forwards: documents that it passes on, by title or number"),
        examples=[["示文明办〔2013〕1号"]],
    )
    based_on: Texts = Field(
        (),
        description=N_("Based on: documents that it rests on, by title or number"),
        examples=[["示文明办〔2013〕1号"]],
    )
    url: Link | None = Field(
        None,
        description=N_("Address: where it can be read"),
        examples=["chun-feng/notices/plan.html"],
    )
    repealed: Repealed = None
    review_by: ReviewBy = None
    unverified: bool = Field(
        False, description=N_("Unverified: a copy of unknown origin"), examples=[True]
    )
    note: Text | None = Field(
        None, description=N_("Note: what readers should know of it"), examples=["年份据抄件推定"]
    )

    @model_validator(mode="after")
    def _issued_first(self) -> Self:
        if self.date and self.repealed and self.repealed < self.date:
            raise refuse(N_("it is repealed before it is dated"), at=("repealed",))
        return self


def check_chain(documents: Sequence[Document]) -> None:
    """Refuse documents that forward or rest on one that is not declared, or on themselves."""
    named = {text: doc for doc in documents for text in (doc.title, doc.number) if text}
    for place, doc in enumerate(documents):
        for key, names in (("forwards", doc.forwards), ("based_on", doc.based_on)):
            for name in names:
                at = ("documents", place, key)
                if name not in named:
                    guess = likely(name, named)
                    message = N_("document “{value}” is not among the campaign's documents")
                    raise refuse(message, meant(guess), at=at, value=name, guess=guess)
                if _leads_to(doc, named[name], named):
                    message = N_("document “{value}” leads back to itself")
                    raise refuse(message, at=at, value=doc.title)


def _leads_to(end: Document, start: Document, named: Mapping[str, Document]) -> bool:
    """Tell whether a document forwards, or rests on, another, directly or through others."""
    pending, seen = [start], set[str]()
    while pending:
        doc = pending.pop()
        if doc is end:
            return True
        if doc.title not in seen:
            seen.add(doc.title)
            pending += [named[n] for n in (*doc.forwards, *doc.based_on) if n in named]
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Written):
    """A picture file with what it shows."""

    file: RelativeFile = Field(
        description=N_("File: its path from the file that names it"), examples=["photo.jpg"]
    )
    alt: Text = Field(
        description=N_("What it shows: for those who cannot see it"),
        examples=["志愿者在山坡上植树"],
    )
    caption: Text | None = Field(
        None, description=N_("Caption: what stands below it"), examples=["植树现场"]
    )
    ai: OfPicture = False
