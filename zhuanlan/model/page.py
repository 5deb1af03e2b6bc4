"""Pages, and the small values that their templates read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One file to be rendered: a small value that can be sent to another process.

    `url` is relative to the site; a section's ends in a slash (the home page's is empty) and is
    written as `index.html`. `template` names a template of the theme, `context` what it may read.
    `campaign` is the slug of the campaign whose furniture surrounds the page; `source` the content
    file it is made from, if it is one; `modified` stands in the sitemap, without it the page is not
    listed there.
    """

    url: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    campaign: str | None = None
    source: str = ""
    modified: datetime | None = None

    @property
    def file(self) -> str:
        """Path of the file within the output folder."""
        return self.url + "index.html" if self.url.endswith("/") or not self.url else self.url


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the content folder that is published as it is."""

    url: str
    source: str

    @property
    def file(self) -> str:
        """Path of the file within the output folder."""
        return self.url


@dataclass(frozen=True, slots=True)
class Link:
    """A link with what is shown beside it.

    Without `url` it is shown as text: the place has no page yet. `count` is a number of posts,
    `state` that of a phase or campaign, `depth` that in a tree, `note` a remark such as the time.
    """

    title: str
    url: str | None = None
    count: int | None = None
    state: str = ""
    depth: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A published picture."""

    url: str
    alt: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A published file to download; `size` is in bytes, `type` its extension in capitals."""

    title: str
    url: str
    size: int
    type: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Neighbours of a page of a list; `number` counts from the oldest page, which is 1."""

    number: int | None
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be written: pages, published files, and the navigation around the pages.

    `furniture` maps a campaign's slug to its navigation.
    """

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    furniture: Mapping[str, tuple[Link, ...]]
