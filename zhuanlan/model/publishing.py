"""Where a site is published to: `publish:` in `config.yaml`; secrets are in the environment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, Slug, Text, refuse
from zhuanlan.model.links import BaseUrl
from zhuanlan.model.registered import OfKind


def _no_option(value: str) -> str:
    if value.startswith("-"):
        raise refuse(N_("“{value}” would be an option of a program"), value=value)
    return value


Argument = Annotated[Text, AfterValidator(_no_option)]
"""A text that is handed to a program, and can be no option of it."""


def _known_home(value: str) -> str:
    try:
        Path(value).expanduser()
    except RuntimeError:
        message = N_("“{value}” begins with a user whom this machine does not know")
        raise refuse(message, value=value) from None
    return value


KnownHome = AfterValidator(_known_home)
"""Refuses a path that cannot be expanded: `~web/www` without a user `web`."""

_HOST = re.compile(r"[A-Za-z0-9_.:%\[\]-]+")


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise refuse(N_("“{value}” is no name of a computer"), value=value)
    return _no_option(value)


Computer = Annotated[Text, AfterValidator(_host)]
"""The name or address of a computer."""

_INDEXNOW = re.compile(r"[A-Za-z0-9-]{8,128}")


def _indexnow(value: str) -> str:
    if not _INDEXNOW.fullmatch(value):
        raise refuse(N_("“{value}” is no key of IndexNow: 8–128 letters, digits, -"), value=value)
    return value


class Target(Declared):
    """What all targets have in common."""

    if TYPE_CHECKING:
        kind: str  # each declares its own: `kind: Literal["dir"]`
    url: BaseUrl | None = Field(
        None,
        description=N_("Address: where readers see it; pages are then looked at afterwards"),
        examples=["https://www.example.cn/leifeng/"],
    )
    keep: Annotated[int, Field(ge=1, le=1000)] = Field(
        5, description=N_("Keep: releases that are kept, to return to"), examples=[5]
    )
    sample: Annotated[int, Field(ge=0, le=1000)] = Field(
        10,
        description=N_("Sample: pages that are looked at over HTTP after publishing"),
        examples=[10],
    )
    public: bool = Field(
        True,
        description=N_("Public: whether it is for readers, so that addresses have to stay"),
        examples=[False],
    )
    hook: tuple[Text, ...] = Field(
        (),
        description=N_("Hook: a program and its arguments, run after publishing"),
        examples=[["python", "refresh_cdn.py"]],
    )

    @property
    def place(self) -> str:
        """Where it is, as its settings say, for a list of targets."""
        return "–"

    def folder(self, base: Path) -> Path | None:
        """Return the folder of this machine that it is, if it is one.

        It may be named from the settings' folder, `base`, on.
        """
        return None


AnyTarget = Annotated[Target, OfKind(lambda registry: registry.hosts)]
"""A target of any kind: its model is registered with its host."""


class PublishSettings(Declared):
    """Where the site is published, and who is told."""

    targets: dict[Slug, AnyTarget] = Field(
        default_factory=dict,
        description=N_("Targets: each by a name for the command line"),
        examples=[{"web": {"kind": "dir", "path": "/srv/www/leifeng"}}],
    )
    indexnow: Annotated[Text, AfterValidator(_indexnow)] | None = Field(
        None,
        description=N_("IndexNow: the key by which search engines know the site"),
        examples=["0123456789abcdef0123456789abcdef"],
    )
