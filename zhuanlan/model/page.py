"""Pages, and the small values that their templates read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from zhuanlan.model.picture import Picture

if TYPE_CHECKING:
    from zhuanlan.model.view import View


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One file to be rendered.

    `url` is relative to the site; that of a folder ends in a slash (the home page's is empty), and
    its file is `index.html`. `template` names a template of the theme. `view` makes what it reads
    when the page is rendered, and is a function of values only; `body` is the key of the text that
    it shows, if there is one. `campaign` is the slug of the campaign whose furniture surrounds the
    page; `source` the content file it is made from, if it is one; `modified` stands in the sitemap,
    without it the page is not listed there. `made_from` holds all that the view is made from, where
    that is cheaper to compare than views.
    """

    url: str
    template: str
    view: Callable[[], View]
    campaign: str | None = None
    source: str = ""
    modified: datetime | None = None
    body: bytes | None = None
    made_from: Any = None

    @property
    def file(self) -> str:
        """Path of the file within the output folder."""
        return file_of(self.url)


def file_of(url: str) -> str:
    """Return the path within the output folder of the page at an address."""
    return url + "index.html" if url.endswith("/") or not url else url


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the content folder that is published: as it is, or what was `made` of it.

    `made` tells a file of a picture: the picture's key, the number of the file among the picture's,
    and the digest of its bytes.
    """

    url: str
    source: str
    made: tuple[str, int, str] | None = None

    @property
    def file(self) -> str:
        """Path of the file within the output folder."""
        return self.url


REPEALED = "repealed"
"""The state of a document that holds no longer."""


class Link(Struct, frozen=True, cache_hash=True):
    """A link with what is shown beside it.

    Without `url` it is shown as text: the place has no page yet. `count` is a number of posts,
    `state` that of a phase or campaign, or `REPEALED`, `depth` that in a tree, `note` a remark such
    as the time.
    """

    title: str
    url: str | None = None
    count: int | None = None
    state: str = ""
    depth: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A published file; `size` is in bytes, `type` its extension in capitals.

    `own_name` is what it is saved as, where its address has another name. `picture` is what is
    known of it where it is one.
    """

    title: str
    url: str
    size: int
    type: str
    own_name: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Neighbours of a page of a list; `number` counts from the oldest page, which is 1."""

    number: int | None
    newer: str | None
    older: str | None


GroupKey = tuple[str, str, Any]
"""A group of posts: the campaign's slug, the taxonomy, and the term. The whole campaign has the
taxonomy `posts`, the whole site the empty slug, too."""


@dataclass(frozen=True, slots=True, eq=False)
class PageGroup:
    """A run of pages of one sort: how many, and what makes each of them.

    Pages are made where they are rendered, not beforehand: a plan is small however large the site.
    `reads` are the groups of posts that the pages show besides their own post; when one of them
    changes, the group is planned again.
    """

    page: Callable[[int], Page]
    count: int = 1
    reads: frozenset[GroupKey] = frozenset()

    def __iter__(self) -> Iterator[Page]:
        return map(self.page, range(self.count))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be written: pages in their groups, and published files.

    `files` are the paths of all pages within the output folder.
    """

    page_groups: tuple[PageGroup, ...]
    assets: tuple[Asset, ...]
    files: tuple[str, ...]
