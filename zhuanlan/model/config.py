"""`config.yaml`: the site as its office declares it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from zhuanlan.core.i18n import N_
from zhuanlan.core.plugins import NAME
from zhuanlan.model.ai import AiSettings
from zhuanlan.model.checks import CheckSettings
from zhuanlan.model.declared import ColumnSpec, Organisers
from zhuanlan.model.fields import Colour, Declared, Slug, Text, refuse
from zhuanlan.model.links import BaseUrl, EditorAddress, Link, OldAddress
from zhuanlan.model.privacy import PrivacySettings
from zhuanlan.model.publishing import PublishSettings
from zhuanlan.model.settings import (
    DiscSettings,
    Footer,
    Language,
    Limits,
    MarkdownSettings,
    Mourning,
    NavigationItem,
    PictureSettings,
    RegionSpecs,
    Sharing,
)
from zhuanlan.model.signoff import SignoffSettings
from zhuanlan.model.staff import Staff

CONFIG = "config.yaml"
"""How problems name the site's own declarations; whoever shows them knows the real path."""


def _theme(value: Any, check: ValidatorFunctionWrapHandler) -> str:
    try:
        return str(check(value))
    except ValidationError:
        if not isinstance(value, str):  # of which nobody has written what would be shown
            raise
        message = N_("there is no theme “{value}”")
        hint = N_("write the name of a folder of themes, such as default or classic")
        raise refuse(message, hint, value=str(value)) from None


def _plugin_name(value: str) -> str:
    if not NAME.fullmatch(value):
        message = N_("“{value}” is no name of a plug-in")
        hint = N_("write the name of a file of plugins/ without .py, or of an installed plug-in")
        raise refuse(message, hint, value=value)
    return value


PluginName = Annotated[
    str,
    AfterValidator(_plugin_name),
    WithJsonSchema({"type": "string", "pattern": f"^{NAME.pattern}$"}),
]
"""The name of a plug-in."""


class Config(Declared):
    """The whole of `config.yaml`."""

    name: Text = Field(description=N_("Name: of the site"), examples=["学雷锋专题"])
    url: BaseUrl = Field(
        description=N_("Address: of the site, a sub-path included"),
        examples=["https://www.example.cn/leifeng/"],
    )
    description: Text | None = Field(
        None, description=N_("Description: what the site is about"), examples=["身边的好人好事"]
    )
    language: Language = Field(
        "zh-Hans",
        description=N_("Language: of what readers see: zh-Hans, zh-Hant or en"),
        examples=["zh-Hans"],
    )
    organisers: Organisers = Field(
        Organisers(),
        description=N_("Organisers: for campaigns that name none"),
        examples=[{"hosts": ["某省文明办"]}],
    )
    footer: Footer = Field(
        Footer(),
        description=N_("Footer: what inspected sites show at the foot of each page"),
        examples=[{"site_id": "0000000000"}],
    )
    navigation: tuple[NavigationItem, ...] = Field(
        (),
        description=N_("Navigation: links beside the campaigns"),
        examples=[[{"title": "关于我们", "url": "about.html"}]],
    )
    furniture: tuple[NavigationItem, ...] = Field(
        (),
        description=N_("Top line: the main site, allied sites and the like"),
        examples=[[{"title": "主站", "url": "https://www.example.cn/"}]],
    )
    theme: Annotated[Slug, WrapValidator(_theme)] = Field(
        "default", description=N_("Theme: a folder of themes"), examples=["classic"]
    )
    colour: Colour | None = Field(
        None, description=N_("Colour: the main one of the site"), examples=["#b3261e"]
    )
    markdown: MarkdownSettings = Field(
        MarkdownSettings(),
        description=N_("Markdown: how it is read"),
        examples=[{"engine": "comrak"}],
    )
    page_size: Annotated[int, Field(ge=1, le=500)] = Field(
        20, description=N_("Page size: posts on one page of a list"), examples=[20]
    )
    feed_size: Annotated[int, Field(ge=1, le=500)] = Field(
        20, description=N_("Feed size: posts in one feed"), examples=[20]
    )
    columns: tuple[ColumnSpec, ...] = Field(
        (),
        description=N_("Columns: those of campaigns that declare none"),
        examples=[[{"slug": "news", "name": "活动动态", "kind": "news"}]],
    )
    regions: RegionSpecs = Field(
        (),
        description=N_("Regions: those that are no divisions, or report elsewhere"),
        examples=[[{"division": "绥芬河市", "reports_to": "黑龙江省"}]],
    )
    redirects: dict[OldAddress, Link] = Field(
        default_factory=dict,
        description=N_("Redirects: old addresses of the whole site, and new ones"),
        examples=[{"art/2013/3/12.html": "chun-feng/news/zhi-shu.html"}],
    )
    pinyin: dict[Text, Text] = Field(
        default_factory=dict,
        description=N_("Readings: of names that would be read wrongly"),
        examples=[{"仇和": "qiu he"}],
    )
    search: bool = Field(
        True, description=N_("Search: whether readers may search the site"), examples=[False]
    )
    precompress: bool = Field(
        False,
        description=N_("Compression: whether builds write .gz and .br beside text files"),
        examples=[True],
    )
    mourning: tuple[Mourning, ...] = Field(
        (),
        description=N_("Mourning: days on which the site is shown in grey"),
        examples=[["2025-12-13"]],
    )
    sharing: Sharing = Field(
        Sharing(),
        description=N_("Sharing: what readers get who pass a page on"),
        examples=[{"qr": True}],
    )
    pictures: PictureSettings = Field(
        PictureSettings(),
        description=N_("Pictures: how they are published"),
        examples=[{"quality": 80}],
    )
    ai: AiSettings = Field(
        AiSettings(),
        description=N_("AI: how generated content is labelled"),
        examples=[{"label": "本内容由AI生成"}],
    )
    privacy: PrivacySettings = Field(
        PrivacySettings(),
        description=N_("Privacy: what happens to personal data in what contributors write"),
        examples=[{"mobile": "refuse"}],
    )
    signoff: SignoffSettings = Field(
        SignoffSettings(),
        description=N_("Sign-off: who has to sign before a post is published"),
        examples=[{"columns": {"*": ["drafter", "editor", "approver"]}}],
    )
    staff: Staff = Field(
        (),
        description=N_("Staff: who works here, and what each may do; empty: nobody is checked"),
        examples=[[{"name": "李四", "may": ["write", "editor"]}]],
    )
    disc: DiscSettings = Field(
        DiscSettings(),
        description=N_("Disc: what its edition holds"),
        examples=[{"media_bytes": 600_000_000}],
    )
    publish: PublishSettings = Field(
        PublishSettings(),
        description=N_("Publishing: where to, and whom to tell"),
        examples=[{"targets": {"web": {"kind": "dir", "path": "/srv/www/leifeng"}}}],
    )
    plugins: tuple[PluginName, ...] = Field(
        (),
        description=N_("Plug-ins: files of the folder plugins, or installed packages"),
        examples=[["services"]],
    )
    limits: Limits = Field(
        Limits(),
        description=N_("Limits: what one file may cost"),
        examples=[{"post_bytes": 2_000_000}],
    )
    check: CheckSettings = Field(
        CheckSettings(),
        description=N_("Checks: how they read this site"),
        examples=[{"words": {"登陆网站": "登录网站"}}],
    )
    editor: EditorAddress | None = Field(
        None,
        description=N_("Editor: the address that opens a file in one, for the desk"),
        examples=["vscode://file/{path}:{line}"],
    )

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

    @property
    def of_plugins(self) -> dict[str, Any]:
        """The settings of plug-ins, by their keys."""
        return {key: getattr(self, key) for key in type(self).model_fields if key not in _OURS}

    def in_mourning(self, now: datetime) -> bool:
        """Tell whether a moment lies in a time of mourning."""
        return any(span.start <= now <= span.end for span in self.mourning)

    @property
    def domain(self) -> str:
        """The host of the address, for the page tag SiteDomain."""
        return self.url.split("/")[2]


_OURS = Config.model_fields.keys()
