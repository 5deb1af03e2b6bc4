"""`config.yaml`: the site as its office declares it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from zhuanlan.i18n import N_
from zhuanlan.model.declared import ColumnSpec, Organisers
from zhuanlan.model.fields import (
    BaseUrl,
    Colour,
    Declared,
    LastMoment,
    Link,
    Moment,
    OldAddress,
    RelativeFile,
    Slug,
    Text,
    Texts,
    refuse,
)

Engine = Literal["comrak", "markdown"]
Language = Literal["zh-Hans", "zh-Hant", "en"]


class NavigationItem(Declared):
    """One link of the site's navigation."""

    title: Text
    url: Link


class Mark(Declared):
    """A mark in the footer, such as the party and government sign or the 找错 entry."""

    title: Text
    url: Link
    image: RelativeFile | None = Field(None, description="图片，放在稿件文件夹内 / in content/")


class Footer(Declared):
    """What inspected sites show at the foot of each page (国办发〔2017〕47号)."""

    contact: Text | None = Field(None, description="联系方式 / how to reach the office")
    site_id: Text | None = Field(None, description="网站标识码 / the site's identification code")
    icp: Text | None = Field(None, description="ICP备案号 / ICP filing number")
    police: Text | None = Field(None, description="公安备案号 / public security filing number")
    police_url: Link | None = None
    copyright: Text | None = Field(None, description="版权声明 / copyright line")
    marks: tuple[Mark, ...] = ()


class RegionSpec(Declared):
    """A region that is no administrative division, or a division that reports elsewhere.

    With `division` it names an existing division and may give it `aliases` and `reports_to`;
    otherwise it needs `name`, `slug`, `kind` and `parent`.
    """

    division: Text | None = None
    name: Text | None = None
    slug: Slug | None = None
    kind: Literal["system", "zone", "organ", "town"] | None = None
    parent: Text | None = Field(None, description="行政上级 / the division it hangs under")
    reports_to: Text | None = Field(None, description="归口 / where its stories are counted")
    aliases: Texts = ()
    short: Text | None = Field(None, description="简称 / name where space is short")


class MarkdownSettings(Declared):
    """How Markdown is read."""

    engine: Engine = "comrak"


class Limits(Declared):
    """What one file may cost; more is refused by name."""

    post_bytes: Annotated[int, Field(ge=1024, le=64_000_000)] = 2_000_000
    front_matter_bytes: Annotated[int, Field(ge=256, le=1_000_000)] = 65_536
    asset_bytes: Annotated[int, Field(ge=1024)] = 200_000_000


class PictureSettings(Declared):
    """How pictures are published."""

    widths: tuple[Annotated[int, Field(ge=40, le=8000)], ...] = Field(
        (240, 480, 960, 1600), min_length=1, description="发布的宽度（像素） / widths in pixels"
    )
    formats: tuple[Literal["avif", "webp"], ...] = Field(
        ("avif", "webp"), description="原格式之外的格式 / formats besides the picture's own"
    )
    quality: Annotated[int, Field(ge=30, le=100)] = Field(80, description="画质 / quality")
    originals: bool = Field(
        False, description="原名文件保持原尺寸 / files of the own name keep the full size"
    )
    pixels: Annotated[int, Field(ge=10_000, le=400_000_000)] = Field(
        120_000_000, description="像素上限 / pixels that a picture may have"
    )

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if list(self.widths) != sorted(set(self.widths)):
            raise refuse(N_("the widths must go from the smallest to the largest"), at=("widths",))
        return self


class Mourning(Declared):
    """Days on which the site is shown in grey; a single day may be written by itself."""

    start: Moment
    end: LastMoment

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
        None, description="没有图片的页面分享时的图片 / picture of pages that have none"
    )
    qr: bool = Field(False, description="正文页附二维码 / a QR code on each article")


class Config(Declared):
    """The whole of `config.yaml`."""

    name: Text = Field(description="网站名称 / name of the site")
    url: BaseUrl = Field(description="网站地址，可含子目录 / address, a sub-path included")
    description: Text | None = None
    language: Language = "zh-Hans"
    organisers: Organisers = Organisers()
    footer: Footer = Footer()
    navigation: tuple[NavigationItem, ...] = ()
    furniture: tuple[NavigationItem, ...] = Field(
        (), description="页眉链接：主站、联盟网站等 / links of the top line"
    )
    theme: Slug = "default"
    colour: Colour | None = Field(None, description="主色 / main colour of the site")
    markdown: MarkdownSettings = MarkdownSettings()
    page_size: Annotated[int, Field(ge=1, le=500)] = 20
    feed_size: Annotated[int, Field(ge=1, le=500)] = 20
    columns: tuple[ColumnSpec, ...] = Field(
        (), description="默认栏目 / columns of a campaign that declares none"
    )
    regions: tuple[RegionSpec, ...] = ()
    redirects: dict[OldAddress, Link] = Field(
        default_factory=dict, description="旧地址: 新地址 / old addresses of the whole site"
    )
    pinyin: dict[Text, Text] = Field(
        default_factory=dict, description="人名等的读音 / readings that override pypinyin's"
    )
    search: bool = Field(True, description="站内搜索 / whether readers may search the site")
    mourning: tuple[Mourning, ...] = Field((), description="哀悼日 / days shown in grey")
    sharing: Sharing = Sharing()
    pictures: PictureSettings = PictureSettings()
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _columns_once(self) -> Self:
        slugs = [column.slug for column in self.columns]
        for place, slug in enumerate(slugs):
            if slug in slugs[:place]:
                at = ("columns", place, "slug")
                raise refuse(
                    N_("“{value}” occurs twice in {where}"), at=at, value=slug, where="columns"
                )
        return self

    @model_validator(mode="after")
    def _redirects_end(self) -> Self:
        for old, new in self.redirects.items():
            if new in self.redirects:
                message = N_("“{value}” redirects to an address that redirects")
                raise refuse(message, at=("redirects", old), value=old)
        return self

    def in_mourning(self, now: datetime) -> bool:
        """Tell whether a moment lies in a time of mourning."""
        return any(span.start <= now <= span.end for span in self.mourning)

    @property
    def domain(self) -> str:
        """The host of the address, for the page tag SiteDomain."""
        return self.url.split("/")[2]
