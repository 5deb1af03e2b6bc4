"""The parts that `config.yaml` is made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, LastMoment, Moment, Slug, Text, Texts, refuse
from zhuanlan.model.links import Link, RelativeFile

Engine = Literal["comrak", "markdown"]
Language = Literal["zh-Hans", "zh-Hant", "en"]


class NavigationItem(Declared):
    """One link of the site's navigation."""

    title: Text = Field(description=N_("Title: what the link says"), examples=["网站供稿"])
    url: Link = Field(
        description=N_("Address: on the web, or a path within the site"),
        examples=["contribute.html"],
    )


class Mark(Declared):
    """A mark in the footer, such as the party and government sign or the 找错 entry."""

    title: Text = Field(description=N_("Title: what the mark is"), examples=["政府网站找错"])
    url: Link = Field(
        description=N_("Address: where the mark leads"), examples=["https://zhaocuo.example.cn/"]
    )
    image: RelativeFile | None = Field(
        None, description=N_("Picture: a file in the content folder"), examples=["marks/find.png"]
    )


class Footer(Declared):
    """What inspected sites show at the foot of each page (国办发〔2017〕47号)."""

    contact: Text | None = Field(
        None,
        description=N_("Contact: how to reach the office"),
        examples=["某省文明办网络处"],
    )
    site_id: Text | None = Field(
        None,
        description=N_("Identification code: ten digits, page tag SiteIDCode"),
        examples=["0000000000"],
    )
    icp: Text | None = Field(
        None, description=N_("ICP filing number"), examples=["示例ICP备00000000号"]
    )
    police: Text | None = Field(
        None, description=N_("Public security filing number"), examples=["示例公网安备 00000000号"]
    )
    police_url: Link | None = Field(
        None,
        description=N_("Public security filing: the address it leads to"),
        examples=["https://beian.mps.gov.cn/"],
    )
    copyright: Text | None = Field(
        None, description=N_("Copyright: the line at the foot"), examples=["某省文明办版权所有"]
    )
    marks: tuple[Mark, ...] = Field(
        (),
        description=N_("Marks: the party and government sign, the entry to report mistakes"),
        examples=[[{"title": "政府网站找错", "url": "https://zhaocuo.example.cn/"}]],
    )


_KINDS = {
    "系统": "system",
    "行业": "system",
    "功能区": "zone",
    "开发区": "zone",
    "新区": "zone",
    "园区": "zone",
    "机关": "organ",
    "部门": "organ",
    "镇": "town",
    "乡": "town",
    "乡镇": "town",
    "街道": "town",
}

RegionKind = Annotated[
    Literal["system", "zone", "organ", "town"],
    BeforeValidator(lambda value: _KINDS.get(str(value), value)),
    WithJsonSchema({"enum": ["system", "zone", "organ", "town", *_KINDS]}),
]


class RegionSpec(Declared):
    """A region that is no administrative division, or a division that reports elsewhere.

    With `division` it names an existing division and may give it `aliases` and `reports_to`;
    otherwise it needs `name`, `slug`, `kind` and `parent`.
    """

    division: Text | None = Field(
        None,
        description=N_("Division: an existing one that gets names or reports elsewhere"),
        examples=["绥芬河市"],
    )
    name: Text | None = Field(
        None, description=N_("Name: of a region that is no division"), examples=["黑龙江省农垦总局"]
    )
    slug: Slug | None = Field(
        None, description=N_("Slug: its name in addresses"), examples=["nongken"]
    )
    kind: RegionKind | None = Field(
        None, description=N_("Kind: a system, zone, organ or town"), examples=["system"]
    )
    parent: Text | None = Field(
        None, description=N_("Above it: the division it hangs under"), examples=["黑龙江省"]
    )
    reports_to: Text | None = Field(
        None, description=N_("Reports to: where its stories are counted"), examples=["黑龙江省"]
    )
    aliases: Texts = Field(
        (), description=N_("Aliases: other names that stories use"), examples=[["农垦"]]
    )
    short: Text | None = Field(
        None, description=N_("Short name: where space is short"), examples=["农垦总局"]
    )


def _regions(value: Any) -> Any:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        return listed
    return [{"division": one} if isinstance(one, str) else one for one in listed]


RegionSpecs = Annotated[
    tuple[RegionSpec, ...],
    BeforeValidator(_regions, json_schema_input_type=Text | tuple[Text | RegionSpec, ...]),
]
"""Regions, where a name alone stands for an existing division."""


class MarkdownSettings(Declared):
    """How Markdown is read."""

    engine: Engine = Field(
        "comrak", description=N_("Engine: comrak or Python-Markdown"), examples=["comrak"]
    )


class Limits(Declared):
    """What one file may cost; more is refused by name."""

    post_bytes: Annotated[int, Field(ge=1024, le=64_000_000)] = Field(
        2_000_000, description=N_("Posts: bytes of one file"), examples=[2_000_000]
    )
    front_matter_bytes: Annotated[int, Field(ge=256, le=1_000_000)] = Field(
        65_536, description=N_("Front matter: bytes of one file"), examples=[65_536]
    )
    asset_bytes: Annotated[int, Field(ge=1024)] = Field(
        200_000_000,
        description=N_("Files: bytes of one picture or document"),
        examples=[200_000_000],
    )


class PictureSettings(Declared):
    """How pictures are published."""

    widths: tuple[Annotated[int, Field(ge=40, le=8000)], ...] = Field(
        (240, 480, 960, 1600),
        min_length=1,
        description=N_("Widths: those that are published, in pixels"),
        examples=[[480, 960]],
    )
    formats: tuple[Literal["avif", "webp"], ...] = Field(
        ("avif", "webp"),
        description=N_("Formats: those besides the picture's own"),
        examples=[["webp"]],
    )
    quality: Annotated[int, Field(ge=30, le=100)] = Field(
        80, description=N_("Quality: from 30 to 100"), examples=[80]
    )
    originals: bool = Field(
        False,
        description=N_("Full size: whether the file of the own name keeps it"),
        examples=[True],
    )
    pixels: Annotated[int, Field(ge=10_000, le=400_000_000)] = Field(
        120_000_000, description=N_("Pixels: as many as a picture may have"), examples=[120_000_000]
    )

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if list(self.widths) != sorted(set(self.widths)):
            raise refuse(N_("the widths must go from the smallest to the largest"), at=("widths",))
        return self


class DiscSettings(Declared):
    """What a disc holds besides pages and pictures."""

    media_bytes: Annotated[int, Field(ge=0)] = Field(
        4_000_000_000,
        description=N_("Media: bytes of attachments, sound and films together"),
        examples=[600_000_000],
    )


class Mourning(Declared):
    """Days on which the site is shown in grey; a single day may be written by itself."""

    start: Moment = Field(description=N_("Start: the first moment"), examples=["2025-12-13"])
    end: LastMoment = Field(
        description=N_("End: the last moment; a day alone means all of it"), examples=["2025-12-13"]
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, data: Any) -> Any:
        return {"start": data, "end": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise refuse(N_("the end comes before the start"), at=("end",))
        return self


class Sharing(Declared):
    """What readers get who pass a page on."""

    image: RelativeFile | None = Field(
        None,
        description=N_("Picture: for pages that have none, a file in the content folder"),
        examples=["share.jpg"],
    )
    qr: bool = Field(
        False, description=N_("QR code: whether each article shows one"), examples=[True]
    )
