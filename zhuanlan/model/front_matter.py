"""The front matter of a post and of a page: every key with its meaning and its check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic.dataclasses import dataclass

from zhuanlan.i18n import N_, Word
from zhuanlan.model.campaign import Campaign, InCampaign
from zhuanlan.model.config import Engine
from zhuanlan.model.declared import Activity, Phase, Picture
from zhuanlan.model.fields import (
    LastMoment,
    Moment,
    OldAddress,
    RelativeFile,
    Slug,
    Tags,
    Text,
    Texts,
    Written,
    listed,
    refuse,
    refuse_choice,
)
from zhuanlan.model.place import Region

CATEGORIES = {
    "helping": Word(N_("助人为乐")),
    "courage": Word(N_("见义勇为")),
    "honesty": Word(N_("诚实守信")),
    "dedication": Word(N_("敬业奉献")),
    "filial": Word(N_("孝老爱亲")),
}
"""The five categories of 中国好人, by the slug of their address."""

_CATEGORY_ALIASES = {
    "敬业爱岗": "敬业奉献",
    "爱岗敬业": "敬业奉献",
    "乐于助人": "助人为乐",
    "孝老敬亲": "孝老爱亲",
    "孝亲敬老": "孝老爱亲",
    "助人爲樂": "助人为乐",
    "助人為樂": "助人为乐",
    "見義勇為": "见义勇为",
    "誠實守信": "诚实守信",
    "敬業奉獻": "敬业奉献",
    "孝老愛親": "孝老爱亲",
}


def _one_text(value: Any) -> str:
    if not isinstance(value, str):
        raise refuse(N_("one text is written here, not a list"))
    return value.strip()


def _category(value: Any) -> str:
    names = {str(name): slug for slug, name in CATEGORIES.items()}
    written = _one_text(value)
    name = _CATEGORY_ALIASES.get(written, written)
    if name in CATEGORIES:
        return name
    if name not in names:
        raise refuse_choice(N_("unknown category “{value}”"), written, list(names))
    return names[name]


def _choice(value: Any, what: str, declared: Sequence[Phase | Activity]) -> str:
    """Accept a slug or a name that the campaign declares; return the slug.

    Of several that share a name it is the first; the others have to be named by their slugs.
    """
    written = _one_text(value)
    slugs = [one.slug for one in declared]
    if written in slugs:
        return written
    for one in declared:
        if one.name == written:
            return one.slug
    choices = [f"{one.slug} ({one.name})" for one in declared]
    error = refuse_choice(what, written, [*(one.name for one in declared), *slugs])
    assert error.context is not None  # noqa: S101
    error.context["values"]["allowed"] = ", ".join(choices) or "–"
    raise error


def _phase(value: Any, info: ValidationInfo) -> str:
    return _choice(value, N_("unknown phase “{value}”"), _campaign(info).phases)


def _activity(value: Any, info: ValidationInfo) -> str:
    activities = [activity for activity, _ in _campaign(info).all_activities()]
    return _choice(value, N_("unknown activity “{value}”"), activities)


def _campaign(info: ValidationInfo) -> Campaign:
    around: InCampaign = info.context  # type: ignore[assignment]
    return around.campaign


def _attachment(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


def _status(value: Any) -> Any:
    return {"草稿": "draft", "发布": "published", "已发布": "published"}.get(str(value), value)


Status = Annotated[Literal["draft", "published"], BeforeValidator(_status)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Picture):
    """The picture that stands for a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Written):
    """A file to download; without `title` its file name is shown."""

    file: RelativeFile
    title: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Written):
    """The person of an exemplar story."""

    name: Text
    pinyin: Text | None = Field(
        default=None, description="姓名读音，如 Shan Tianfang / reading of the name"
    )
    role: Text | None = Field(
        default=None, description="身份，如 乡村邮递员 / what the person does"
    )
    unit: Text | None = None
    category: Annotated[str, BeforeValidator(_category)] | None = None
    honours: Texts = ()
    portrait: Picture | None = None
    group: bool = Field(False, description="集体典型 / a group, not a single person")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMatter(Written):
    """Front matter of a page that is no post: about, contribute and the like."""

    title: Text
    summary: Text | None = None
    slug: Slug | None = None
    aliases: Annotated[tuple[OldAddress, ...], BeforeValidator(listed)] = ()
    status: Status = "published"
    engine: Engine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter(Written):
    """Front matter of a post."""

    title: Text
    subtitle: Text | None = None
    date: Moment
    region: Region | None = Field(None, description="地区 / where the story comes from")
    phase: Annotated[str, BeforeValidator(_phase)] | None = Field(
        default=None, description="阶段；不写则按日期推定 / derived from the date unless given"
    )
    activity: Annotated[str, BeforeValidator(_activity)] | None = None
    unit: Text | None = Field(None, description="报送单位 / unit that sent it in")
    source: Text | None = Field(
        default=None, description="稿件来源 / ContentSource of the page tags"
    )
    author: Text | None = None
    editor: Text | None = Field(None, description="责任编辑 / responsible editor")
    summary: Text | None = None
    cover: Cover | None = None
    tags: Tags = ()
    slug: Slug | None = None
    aliases: Annotated[tuple[OldAddress, ...], BeforeValidator(listed)] = Field(
        default=(), description="旧地址 / old addresses that redirect here"
    )
    status: Status = "published"
    publish_at: Moment | None = None
    expires_at: LastMoment | None = None
    pinned: bool = False
    attachments: tuple[Annotated[Attachment, BeforeValidator(_attachment)], ...] = ()
    related: Annotated[tuple[RelativeFile, ...], BeforeValidator(listed)] = ()
    person: Person | None = None
    engine: Engine | None = None


IN_CHINESE = {
    "标题": "title",
    "副标题": "subtitle",
    "日期": "date",
    "时间": "date",
    "地区": "region",
    "阶段": "phase",
    "活动": "activity",
    "单位": "unit",
    "来源": "source",
    "稿件来源": "source",
    "作者": "author",
    "编辑": "editor",
    "责任编辑": "editor",
    "摘要": "summary",
    "题图": "cover",
    "封面": "cover",
    "标签": "tags",
    "状态": "status",
    "置顶": "pinned",
    "附件": "attachments",
    "相关": "related",
    "人物": "person",
    "姓名": "name",
    "身份": "role",
    "类别": "category",
    "荣誉": "honours",
}
"""Keys by the words that an editor may write instead; only ever suggested."""
