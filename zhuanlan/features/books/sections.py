"""What the pages of books are made of: sections, each drawn by the macro of its `look`.

A kind says what is shown by yielding sections; `book-macros.html` of the theme says how it looks. A
text is one of content, or a `Word` of zhuanlan's own, which the template translates.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from zhuanlan.model.picture import Image


class Cell(Struct, frozen=True):
    """What stands in a cell of a table, or in a line.

    `number` is set where it is aligned as a figure; `state` is a word of `STATES` that colours it;
    `depth` indents it, as in a tree; `parts` are shown after it, such as several links.
    """

    text: str = ""
    url: str | None = None
    number: bool = False
    state: str = ""
    depth: int = 0
    parts: tuple[Cell, ...] = ()


STATES = ("done", "running", "late", "missing", "planned")
"""States that have a look of their own; each is also told in words."""


class Section(Struct, frozen=True, kw_only=True):
    """A part of a page below a heading of its own; without a `title` it has none."""

    look: ClassVar[str]
    title: str = ""
    note: str = ""
    """A sentence below the heading."""
    anchor: str = ""


class Figures(Section, frozen=True, kw_only=True):
    """Key figures: each a name, what it counts, and in what."""

    look: ClassVar[str] = "figures"
    figures: tuple[Figure, ...] = ()


class Figure(Struct, frozen=True):
    """A key figure, written as it is shown; a blank is `–`, never 0."""

    name: str
    value: str
    count: str = ""
    url: str | None = None
    state: str = ""


class Grid(Section, frozen=True, kw_only=True):
    """A table. `heads` name the columns, `foot` is its last row, such as a total."""

    look: ClassVar[str] = "grid"
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    foot: tuple[Cell, ...] = ()


class Bar(Struct, frozen=True):
    """A bar of a chart; `value` is its length, `shown` what stands beside it."""

    name: str
    value: float
    shown: str
    url: str | None = None
    state: str = ""
    depth: int = 0


class Bars(Section, frozen=True, kw_only=True):
    """A chart of bars, which is its own table: each has its name and its figure in words."""

    look: ClassVar[str] = "bars"
    bars: tuple[Bar, ...] = ()
    count: str = ""
    """What the bars count."""

    @property
    def most(self) -> float:
        """The value of the longest bar."""
        return max((bar.value for bar in self.bars), default=0) or 1


class Share(Struct, frozen=True):
    """How much of something is done, in whole numbers; `late` is what is overdue of the rest."""

    name: str
    done: int
    total: int
    late: int = 0
    url: str | None = None
    depth: int = 0


class Progress(Section, frozen=True, kw_only=True):
    """Shares: how far each region or unit is."""

    look: ClassVar[str] = "progress"
    shares: tuple[Share, ...] = ()


class Item(Struct, frozen=True):
    """A card, or an entry of a list: `lines` are what is told of it, each a name and a cell."""

    title: str
    url: str | None = None
    over: str = ""
    """What stands above the title, such as a date."""
    state: str = ""
    state_name: str = ""
    lines: tuple[tuple[str, Cell], ...] = ()
    text: str = ""
    picture: Image | None = None


class Items(Section, frozen=True, kw_only=True):
    """Cards side by side."""

    look: ClassVar[str] = "items"
    items: tuple[Item, ...] = ()


class Timeline(Section, frozen=True, kw_only=True):
    """Entries below one another in the order of time."""

    look: ClassVar[str] = "timeline"
    items: tuple[Item, ...] = ()


class Facts(Section, frozen=True, kw_only=True):
    """What is known of one thing: names and values."""

    look: ClassVar[str] = "facts"
    facts: tuple[tuple[str, Cell], ...] = ()


class Photograph(Section, frozen=True, kw_only=True):
    """A picture, with its label where it is AI-generated."""

    look: ClassVar[str] = "photograph"
    image: Image


class Prose(Section, frozen=True, kw_only=True):
    """Paragraphs of text."""

    look: ClassVar[str] = "prose"
    paragraphs: tuple[str, ...] = ()


class Downloads(Section, frozen=True, kw_only=True):
    """Files: each a title, an address, and its type in capitals."""

    look: ClassVar[str] = "downloads"
    files: tuple[tuple[str, str, str], ...] = ()


class Stories(Section, frozen=True, kw_only=True):
    """Links to posts, each with its date."""

    look: ClassVar[str] = "stories"
    stories: tuple[Cell, ...] = ()
