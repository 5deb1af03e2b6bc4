"""What templates read: a typed view for each, and what a page tells machines about itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.page import Link
from zhuanlan.model.picture import Image
from zhuanlan.model.post import Post

Made = TypeVar("Made")


class Once(Generic[Made]):
    """A value that is made at first need and kept: what several pages have in common."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make

    def __call__(self) -> Made:
        """Return the value."""
        return self._made

    @cached_property
    def _made(self) -> Made:
        return self._make()

    def __reduce__(self) -> tuple[type[Once[Made]], tuple[Callable[[], Made]]]:
        return Once, (self._make,)  # another process makes its own


class ColumnTags(Struct, frozen=True):
    """The page tags of a list of posts (国办发〔2017〕47号); the page's title is ColumnName."""

    kind: str
    """ColumnType, untranslated."""
    description: str = ""
    keywords: tuple[str, ...] = ()


class Meta(Struct, frozen=True, kw_only=True):
    """What a page tells search engines, messengers and inspections; `render/head.py` writes it."""

    description: str | None = None
    """For search engines; without it the beginning of the page's text stands there, or what the
    campaign or the site says of itself."""
    summary: str = ""
    """For messengers; without it they show the title alone."""
    image: Image | None = None
    """For messengers; without it, the site's picture for sharing."""
    column: ColumnTags | None = None
    ai_text: str = ""
    """`generated` or `assisted`, where the text is."""
    made_by: bool = False
    """Whether the page names the program that made it."""


class StoryMeta(Meta, frozen=True, kw_only=True):
    """What the page of a post tells besides."""

    post: Post
    column_name: str
    kind: ColumnKind
    source: str | None
    """Who published the story first; without it, the site did."""
    cover: Image | None
    structured: tuple[tuple[str, Any], ...] = ()
    """Keys and values that join the JSON-LD, such as those of registered front-matter fields."""


class View(Struct, frozen=True, kw_only=True):
    """What one template reads: each field is a variable of the template."""

    def variables(self) -> dict[str, Any]:
        """Return the fields by their names."""
        return asdict(self)

    @property
    def meta(self) -> Meta:
        """What the page tells machines about itself; a function of the fields."""
        return _NOTHING


_NOTHING = Meta()


class PageView(View, frozen=True, kw_only=True):
    """A page of HTML, in the frame of `base.html`."""

    title: str
    """A text of content, or a `Word` of zhuanlan's own, which `|tr` translates."""
    crumbs: tuple[Link, ...] = ()
    """The breadcrumb; the last has no address."""
    feed_url: str | None = None
    """The page's own feed."""
