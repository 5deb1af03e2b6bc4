"""What a report is: tables of figures, and the sources that each figure counts.

The tables (`tables/`) make it and the formats (`formats/`) write it; neither knows of the other.
Its texts are in the language of the campaign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Literal

from msgspec import Struct

from zhuanlan.model.picture import Picture

Value = str | int | Decimal | date | datetime | None
"""What a cell shows: a blank is None and never 0."""


def as_data(value: Value) -> str:
    """Return a value as programs read it: `2013-03-01`, `2013-03-01 17:00`, `0.125`."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


class Source(Struct, frozen=True):
    """Something that is counted: a story, a row of a book, or a file.

    `place` is where it is written, as in a problem (`content/spring/news/a.md`,
    `content/spring/books/form/x.xlsx 表1!C5`); `url` is its page on the site, if it has one.
    """

    title: str
    place: str
    url: str = ""


class Cell(Struct, frozen=True):
    """One cell of a table.

    `sources` are places in the report's `sources`; a figure that counts nothing has none. `depth`
    indents a label, as in the tree of regions.
    """

    value: Value = None
    sources: tuple[int, ...] = ()
    depth: int = 0


class Column(Struct, frozen=True):
    """A column: its head, what it holds, and the unit of count of its figures.

    `share` is between 0 and 1 and shown as per cent; `change` is shown with its sign.
    """

    title: str
    holds: Literal["text", "number", "share", "change", "date"] = "text"
    unit: str = ""
    named: bool = True
    """Of a text: whether it names the figures of its row."""


class Chart(Struct, frozen=True):
    """A chart of a table: its columns by place, the first with labels, and the rows by place."""

    title: str
    kind: Literal["bar", "column", "line"]
    label: int
    values: tuple[int, ...]
    rows: tuple[int, ...] | None = None
    """None: all rows but the total."""


class Table(Struct, frozen=True, kw_only=True):
    """A table. `slug` names it for `tables:` and `--explain`; `internal` ones are the office's."""

    slug: str
    title: str
    note: str = ""
    """How it is counted, in a sentence."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    """Its last row, which no chart shows."""
    charts: tuple[Chart, ...] = ()
    internal: bool = False

    def key(self, row: int | None, column: int) -> str:
        """Return the name of a figure: `stories/乐山市/活动推进`; the row None is the total."""
        labels: list[str] = []
        if row is not None:
            cells = zip(self.columns, self.rows[row], strict=True)
            labels += [
                str(cell.value) for head, cell in cells if head.holds == "text" and head.named
            ]
        return "/".join([self.slug, *labels, self.columns[column].title])


class Story(Struct, frozen=True):
    """A story that a summary shows with its picture."""

    title: str
    url: str
    meta: tuple[str, ...]
    """Its unit, region and date, for a line below the title."""
    excerpt: str
    picture: Picture | None = None
    picture_file: str = ""
    """The file of the picture as it is published, absolute or below the folder of `config.yaml`."""


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """A report of a campaign over a range of time, as of a moment.

    `notes` tell what a reader must know to trust the figures: what was left out, or counted
    otherwise than usual. `internal` reports hold figures of the office alone, and say so on each
    page. `stories` and `paragraphs` are those of a summary.
    """

    slug: str
    """The names of its files begin with it; that of an internal report ends in `-internal`."""
    title: str
    campaign: str
    start: date | None
    end: date | None
    made: datetime
    phase: str = ""
    """The slug of the phase that it tells of, if it tells of one."""
    issuer: str = ""
    recipients: tuple[str, ...] = ()
    """Who gets it, and what they wish; only shown to whoever makes it."""
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...]
    sources: tuple[Source, ...]
    internal: bool = False
    paragraphs: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()

    def figures(self) -> Iterator[tuple[str, Cell]]:
        """Yield each figure with its name, table by table."""
        for name, at, row, column in self.named():
            table = self.tables[at]
            yield name, (table.total if row is None else table.rows[row])[column]

    def named(self) -> Iterator[tuple[str, int, int | None, int]]:
        """Yield the name of each figure, and its table, row and column; the row None is the total.

        A name that an earlier figure has, as of two stories with one title, ends in a number.
        """
        seen: Counter[str] = Counter()
        for at, table in enumerate(self.tables):
            for place, row in enumerate([*table.rows, table.total]):
                number = place if place < len(table.rows) else None
                for column in range(len(row)):
                    if table.columns[column].holds != "text":
                        name = table.key(number, column)
                        seen[name] += 1
                        told = f"{name}#{seen[name]}" if seen[name] > 1 else name
                        yield told, at, number, column

    @cached_property
    def by_name(self) -> Mapping[str, Cell]:
        """The figures by their names."""
        return dict(self.figures())
