"""Posts, and what other pages may know of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from zhuanlan.model.files import beside, published_as
from zhuanlan.model.front_matter import FrontMatter, PageMatter, Person
from zhuanlan.model.place import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another file of the content, with the place where it is written.

    `target` is a path within the content folder; the join decides whether it exists.
    `kind` is link, picture, attachment, related, or address (of a page, declared).
    """

    target: str
    kind: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body, for its table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered Markdown text.

    `html` is clean; in it an address within the content reads `zhuanlan:<path>`, which rendering
    turns into an address of the site. `text` is the plain text, for summaries and search.
    """

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A story, news item, notice, work, resource or video: complete when it exists.

    `path` is the source, relative to the content folder; `url` the address of its page, relative to
    the site. `place` and `phase` are those it is grouped by.
    """

    path: str
    url: str
    campaign: str
    column: str
    kind: str
    matter: FrontMatter
    body: Body
    place: Place
    phase: str | None
    references: tuple[Reference, ...] = ()
    """Files that the front matter names; those of the text are in `body`."""
    card: Card = field(init=False, repr=False, compare=False)
    """What lists show of it."""

    @property
    def sort_key(self) -> tuple[datetime, str]:
        """Posts are ordered by date; those of one moment by their path, so that order is stable."""
        return self.matter.date, self.path

    @property
    def summary(self) -> str:
        """The summary as written, or the beginning of the text."""
        if self.matter.summary:
            return self.matter.summary
        text = self.body.text
        return text if len(text) <= SUMMARY_LENGTH else text[: SUMMARY_LENGTH - 1] + "…"

    def __post_init__(self) -> None:
        matter = self.matter
        cover = matter.cover or (matter.person and matter.person.portrait)
        card = Card(
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
            cover=published_as(beside(self.path, cover.file)) if cover else None,
            cover_alt=cover.alt if cover else "",
            person=matter.person,
            pinned=matter.pinned,
        )
        object.__setattr__(self, "card", card)


SUMMARY_LENGTH = 96
"""Characters of text that stand in for a missing summary."""


@dataclass(frozen=True, slots=True)
class Card:
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
    cover: str | None
    cover_alt: str
    person: Person | None
    pinned: bool

    @property
    def at(self) -> str:
        """The date as machines read it, in the site's time zone (China keeps no summer time)."""
        return self.date.isoformat() + "+08:00"


@dataclass(frozen=True, slots=True)
class StandalonePage:
    """A page from Markdown that belongs to no column; `campaign` is empty for the site's own."""

    path: str
    url: str
    campaign: str
    matter: PageMatter
    body: Body
