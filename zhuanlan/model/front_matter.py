"""The front matter of a post and of a page: every key with its meaning and its check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic.dataclasses import dataclass

from zhuanlan.core.i18n import N_
from zhuanlan.model.ai import OfPost
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.checks import Ignored
from zhuanlan.model.correction import Corrections
from zhuanlan.model.declared import Activity, Phase, Picture, Repealed, ReviewBy
from zhuanlan.model.fields import (
    LastMoment,
    Moment,
    Slug,
    Tags,
    Text,
    Written,
    one_text,
    refuse_choice,
)
from zhuanlan.model.links import OldAddresses, RelativeFile, RelativeFiles
from zhuanlan.model.person import Minors, Person
from zhuanlan.model.place import Region
from zhuanlan.model.settings import Engine


def _choice(
    value: Any, what: str, declared: Sequence[Phase | Activity], *, unsure: bool = False
) -> str:
    """Accept a slug or a name that the campaign declares; return the slug.

    Of several that share a name it is the first; the others have to be named by their slugs.
    """
    written = one_text(value)
    slugs = [one.slug for one in declared]
    if written in slugs:
        return written
    for one in declared:
        if one.name == written:
            return one.slug
    if unsure:
        return written
    choices = [f"{one.name} ({one.slug})" for one in declared]
    error = refuse_choice(what, written, [*(one.name for one in declared), *slugs])
    assert error.context is not None  # noqa: S101
    error.context["values"]["allowed"] = ", ".join(choices) or "–"
    raise error


def _phase(value: Any, info: ValidationInfo) -> str:
    around = _around(info)
    unsure = "phases" in around.unsure
    return _choice(value, N_("unknown phase “{value}”"), around.campaign.phases, unsure=unsure)


def _activity(value: Any, info: ValidationInfo) -> str:
    around = _around(info)
    unsure = "activities" in around.unsure
    every = around.campaign.every_activity
    return _choice(value, N_("unknown activity “{value}”"), every, unsure=unsure)


def _around(info: ValidationInfo) -> InCampaign:
    around: InCampaign = info.context  # type: ignore[assignment]
    return around


def _attachment(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


def _status(value: Any) -> Any:
    return {"草稿": "draft", "发布": "published", "已发布": "published"}.get(str(value), value)


PhaseName = Annotated[str, BeforeValidator(_phase), WithJsonSchema({"x-names": "phase"})]

ActivityName = Annotated[str, BeforeValidator(_activity), WithJsonSchema({"x-names": "activity"})]

Status = Annotated[
    Literal["draft", "published"],
    BeforeValidator(_status),
    WithJsonSchema({"enum": ["draft", "published", "草稿", "发布"]}),
    Field(description=N_("Status: published or draft"), examples=["draft"]),
]

Summary = Annotated[
    Text | None,
    Field(
        description=N_("Summary: the beginning of the text unless given"),
        examples=["三百多人一天种下两千棵树。"],
    ),
]

OwnSlug = Annotated[
    Slug | None,
    Field(
        description=N_("Slug: its name in addresses; the file’s unless given"),
        examples=["zhi-shu"],
    ),
]

Aliases = Annotated[
    OldAddresses,
    Field(description=N_("Old addresses: they redirect here"), examples=[["art/2013/3/12.html"]]),
]

OwnEngine = Annotated[
    Engine | None, Field(description=N_("Engine: for its Markdown"), examples=["markdown"])
]

IgnoredHere = Annotated[
    Ignored,
    Field(
        description=N_("Switched off: rules that do not hold here, with the reason"),
        examples=[{"word": "引用原文"}],
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Picture):
    """The picture that stands for a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Written):
    """A file to download; without `title` its file name is shown."""

    file: RelativeFile = Field(
        description=N_("File: its path from this one"), examples=["plan.docx"]
    )
    title: Text | None = Field(
        None, description=N_("Title: its file name unless given"), examples=["活动方案"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMatter(Written):
    """Front matter of a page that is no post: about, contribute and the like."""

    title: Text = Field(description=N_("Title: of the page"), examples=["关于我们"])
    summary: Summary = Field(default=None)
    slug: OwnSlug = Field(default=None)
    aliases: Aliases = Field(default=())
    status: Status = Field(default="published")
    engine: OwnEngine = Field(default=None)
    ai: OfPost = Field(default=None)
    review_by: ReviewBy = Field(default=None)
    ignore: IgnoredHere = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter(Written):
    """Front matter of a post."""

    title: Text = Field(description=N_("Title: the headline"), examples=["三百名志愿者上山植树"])
    subtitle: Text | None = Field(
        default=None,
        description=N_("Subtitle: the line below the headline"),
        examples=["春风行动启动"],
    )
    date: Moment = Field(
        description=N_("Date: with or without a time of day"), examples=["2013-03-12 09:30"]
    )
    region: Region | None = Field(
        default=None,
        description=N_("Region: where the story comes from; the campaign’s scope unless given"),
        examples=["哈尔滨市"],
    )
    phase: PhaseName | None = Field(
        default=None,
        description=N_("Phase: derived from the date unless given"),
        examples=["start"],
    )
    activity: ActivityName | None = Field(
        default=None,
        description=N_("Activity: that it belongs to, by name or slug"),
        examples=["惠民服务"],
    )
    unit: Text | None = Field(
        default=None, description=N_("Unit: that sent it in"), examples=["哈尔滨市文明办"]
    )
    source: Text | None = Field(
        default=None,
        description=N_("Source: page tag ContentSource; the unit unless given"),
        examples=["哈尔滨市文明办"],
    )
    author: Text | None = Field(
        default=None, description=N_("Author: who wrote it"), examples=["李四"]
    )
    editor: Text | None = Field(
        default=None, description=N_("Editor: who is responsible"), examples=["王五"]
    )
    summary: Summary = Field(default=None)
    cover: Cover | None = Field(
        default=None,
        description=N_("Cover: the picture that stands for it"),
        examples=[{"file": "cover.jpg", "alt": "志愿者在山坡上植树"}],
    )
    tags: Tags = Field(
        default=(), description=N_("Tags: words to find it by"), examples=[["植树", "志愿者"]]
    )
    slug: OwnSlug = Field(default=None)
    aliases: Aliases = Field(default=())
    status: Status = Field(default="published")
    publish_at: Moment | None = Field(
        default=None,
        description=N_("Publish at: it appears then, not at its date"),
        examples=["2013-03-13 08:00"],
    )
    expires_at: LastMoment | None = Field(
        default=None,
        description=N_("Expires at: it is taken away after that"),
        examples=["2013-12-31"],
    )
    pinned: bool = Field(
        default=False, description=N_("Pinned: it stays on top of lists"), examples=[True]
    )
    attachments: tuple[
        Annotated[
            Attachment, BeforeValidator(_attachment, json_schema_input_type=Text | Attachment)
        ],
        ...,
    ] = Field(
        default=(),
        description=N_("Attachments: files to download"),
        examples=[[{"file": "plan.docx", "title": "活动方案"}]],
    )
    related: RelativeFiles = Field(
        default=(),
        description=N_("Related: posts, by their paths from this file"),
        examples=[["../news/start.md"]],
    )
    person: Person | None = Field(
        default=None,
        description=N_("Person: whom the story of an exemplar tells of"),
        examples=[{"name": "张三", "role": "乡村邮递员"}],
    )
    minors: Minors = Field(default=())
    corrections: Corrections = Field(default=())
    repealed: Repealed = Field(default=None)
    review_by: ReviewBy = Field(default=None)
    ai: OfPost = Field(default=None)
    engine: OwnEngine = Field(default=None)
    ignore: IgnoredHere = Field(default_factory=dict)
