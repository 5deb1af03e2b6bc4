"""Posts, and what other pages may know of them.

Records rather than classes with pydantic's checks: they are made from what was checked, by the ten
thousand, and kept between builds as MessagePack.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from types import SimpleNamespace
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from zhuanlan.model.correction import Correction
from zhuanlan.model.declared import Picture as DeclaredPicture
from zhuanlan.model.files import beside, published_as
from zhuanlan.model.front_matter import FrontMatter, PageMatter
from zhuanlan.model.person import Person
from zhuanlan.model.picture import Image, Picture
from zhuanlan.model.place import Place
from zhuanlan.model.registered_fields import unpacked
from zhuanlan.model.taxonomy import Terms

Item = TypeVar("Item", bound="Post | StandalonePage")

LABELLED = "labelled"
"""The kind of a reference that says something of a picture, and does not show it."""


class Reference(Struct, frozen=True):
    """A mention of another file of the content, with the place where it is written.

    `target` is a path within the content folder; the join decides whether it exists.
    `kind` is link, picture, attachment, related, address (of a page, declared), or `LABELLED`.
    """

    target: str
    kind: str
    line: int
    column: int


class Heading(Struct, frozen=True):
    """A heading of a body, for its table of contents."""

    level: int
    id: str
    text: str


class Body(Struct, frozen=True):
    """A rendered Markdown text.

    `html` is clean; in it an address within the content reads `zhuanlan:<path>`, which rendering
    turns into an address of the site. `text` is the beginning of the plain text, for summaries.
    """

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def has_gallery(self) -> bool:
        """Whether pictures of it are shown as a gallery."""
        return 'class="gallery-grid"' in self.html


class Post(Struct, frozen=True, dict=True):
    """A story, news item, notice, work, resource or video: complete when it exists.

    `path` is the source, relative to the content folder; `url` the address of its page, relative to
    the site. `place` and `phase` are those it is grouped by. The text itself is not here but kept
    under `body`, so that a site of any size fits into memory; `excerpt` is its beginning, where the
    front matter has no summary.
    """

    path: str
    url: str
    campaign: str
    column: str
    kind: str
    matter: FrontMatter
    place: Place
    phase: str | None
    body: bytes
    terms: Terms = ()
    """What it is grouped by, by taxonomy; empty where its campaign has a mistake."""
    slugs: Terms = ()
    """The slugs of its terms; empty for a taxonomy whose terms are slugs."""
    reading: str = ""
    """How the name of its person is read, to sort by."""
    excerpt: str = ""
    references: tuple[Reference, ...] = ()
    """Files that the front matter names."""
    mentions: tuple[Reference, ...] = ()
    """Files and pages that the text refers to."""
    pictures: tuple[tuple[str, Picture], ...] = ()
    """Those of its pictures that are developed, by their path in the content."""
    text_digest: bytes = b""
    """Of its Markdown, wherever the file lies; empty without a text."""
    repealed: datetime | None = None
    """Since when it holds no longer; set where that is so at the build date."""
    packed: bytes = b""
    """What other keys than ours say, see `extra`."""
    packed_card: bytes = b""
    """The same of keys that cards show."""

    @cached_property
    def extra(self) -> SimpleNamespace:
        """The values of the keys that features and plug-ins bring."""
        return unpacked(self.packed)

    @property
    def sort_key(self) -> tuple[datetime, str]:
        """Posts are ordered by date; those of one moment by their path, so that order is stable."""
        return self.matter.date, self.path

    @property
    def summary(self) -> str:
        """The summary as written, or the beginning of the text."""
        return self.matter.summary or self.excerpt

    @property
    def titled(self) -> str:
        """The title where nothing can stand beside it, as in a search: with 已废止, if it is."""
        return f"{self.matter.title}（已废止）" if self.repealed else self.matter.title

    @property
    def correction(self) -> Correction | None:
        """The latest of its corrections."""
        return max(self.matter.corrections, key=lambda one: one.date, default=None)

    @property
    def updated(self) -> datetime:
        """When it was published or last corrected."""
        correction = self.correction
        return max(correction.date, self.matter.date) if correction else self.matter.date

    def image(self, declared: DeclaredPicture | None) -> Image | None:
        """Return a picture of its front matter as it is published."""
        if declared is None:
            return None
        path = beside(self.path, declared.file)
        picture = dict(self.pictures).get(path)
        return Image(published_as(path), declared.alt, declared.caption, picture)

    @cached_property
    def card(self) -> Card:
        """What lists show of it."""
        matter = self.matter
        cover: DeclaredPicture | None = matter.cover
        if cover is None and matter.person:
            cover = matter.person.portrait
        return Card(
            title=matter.title,
            subtitle=matter.subtitle,
            url=self.url,
            date=matter.date,
            summary=self.summary,
            campaign=self.campaign,
            column=self.column,
            kind=self.kind,
            region=self.place.code,
            region_name=self.place.name,
            phase=self.phase,
            unit=matter.unit,
            cover=self.image(cover),
            person=matter.person,
            pinned=matter.pinned,
            ai=(matter.ai.text or "") if matter.ai else "",
            repealed=self.repealed,
            correction=self.correction if matter.corrections else None,
            packed=self.packed_card,
        )


SUMMARY_LENGTH = 96
"""Characters of text that stand in for a missing summary."""


def shortened(text: str) -> str:
    """Return the beginning of a text as a summary."""
    return text if len(text) <= SUMMARY_LENGTH else text[: SUMMARY_LENGTH - 1] + "…"


class Card(Struct, frozen=True, cache_hash=True):
    """What a list shows of a post; a change of anything else leaves lists untouched."""

    title: str
    subtitle: str | None
    url: str
    date: datetime
    summary: str
    campaign: str
    column: str
    kind: str
    region: str
    region_name: str
    phase: str | None
    unit: str | None
    cover: Image | None
    person: Person | None
    pinned: bool
    ai: str = ""
    """`generated` or `assisted`, where its text is."""
    repealed: datetime | None = None
    correction: Correction | None = None
    """The latest."""
    packed: bytes = b""

    @property
    def extra(self) -> SimpleNamespace:
        """The values of the keys that features and plug-ins bring, so far as cards show them."""
        return unpacked(self.packed)

    @property
    def at(self) -> str:
        """The date as machines read it, in the site's time zone (China keeps no summer time)."""
        return self.date.isoformat() + "+08:00"

    @property
    def updated(self) -> datetime:
        """When it was published or last corrected."""
        return max(self.correction.date, self.date) if self.correction else self.date


class StandalonePage(Struct, frozen=True):
    """A page from Markdown that belongs to no column; `campaign` is empty for the site's own."""

    path: str
    url: str
    campaign: str
    matter: PageMatter
    body: bytes
    excerpt: str = ""
    mentions: tuple[Reference, ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()
    text_digest: bytes = b""
    references: tuple[Reference, ...] = ()


def as_of(item: Item, now: datetime) -> Item:
    """Return a post or page as it stands at a moment: a document may be repealed by then."""
    if isinstance(item, Post) and item.matter.repealed and item.matter.repealed <= now:
        return replace(item, repealed=item.matter.repealed)
    return item


def shown(item: Post | StandalonePage) -> Iterator[Reference]:
    """Yield what a post or page refers to and shows or links."""
    return (ref for ref in (*item.references, *item.mentions) if ref.kind != LABELLED)
