"""活动: what was held where and when, with the material before, during and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books import summaries
from zhuanlan.features.books.calendar import Event, calendar
from zhuanlan.features.books.checks import in_order
from zhuanlan.features.books.deadlines import end_of
from zhuanlan.features.books.kind import BookFile, Kind, SubPage
from zhuanlan.features.books.reader import BLANK, BookReader
from zhuanlan.features.books.sections import (
    Bar,
    Bars,
    Cell,
    Figure,
    Grid,
    Item,
    Progress,
    Section,
    Share,
    Timeline,
)
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.page import GroupKey

_MATERIAL = {"type": "file", "choices": ("有", "无")}
"""What there is of it: a file of the campaign, or the word that it is there, or that it is not."""

BEFORE, DURING, AFTER = ("plan", "rules"), ("record", "photographs"), ("summary",)
"""What the notice asks for before, during and after an event (肇文明办〔2017〕12号, 三(三))."""
MATERIAL = (*BEFORE, *DURING, *AFTER)
NEXT = 10
"""How many of the events to come the page of the book shows first."""


class _Events(Kind):
    name = "events"
    title = N_("events")
    chinese = ("活动",)
    columns = (
        BookColumn(slug="date", name="日期", type="date", needed=True),
        BookColumn(slug="until", name="结束日期", type="date"),
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="kind", name="形式"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="place", name="地点"),
        BookColumn(slug="unit", name="主办单位", type="unit", needed=True),
        BookColumn(slug="station", name="示范点"),
        BookColumn(slug="activity", name="所属活动", type="activity"),
        BookColumn(slug="people", name="参加人数", type="number", counts=("人",)),
        BookColumn(slug="plan", name="计划方案", **_MATERIAL),
        BookColumn(slug="rules", name="服务规则", **_MATERIAL),
        BookColumn(slug="record", name="文字记录", **_MATERIAL),
        BookColumn(slug="photographs", name="现场图片", **_MATERIAL),
        BookColumn(slug="summary", name="工作总结", **_MATERIAL),
        BookColumn(slug="post", name="相关报道", type="post"),
    )
    key = ("date", "name", "unit")
    named_by = "name"
    names_rows_of = {"station": ("stations", "name")}  # noqa: RUF012 - it is not changed
    marked = ("station", *MATERIAL)
    unlisted = ("until", "station", "activity", "post")

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        """Yield events that end before they start."""
        yield from in_order(rows, book, "date", "until")

    def moments(self, rows: Sequence[Row], book: Book) -> Iterable[datetime]:
        """Yield when events are over: from then on their material is missing."""
        pick = picker(book.public_columns)
        for row in rows:
            last = pick(row, "until") or pick(row, "date")
            if isinstance(last, datetime):
                yield end_of(last)

    def reads(self, reader: BookReader) -> Iterable[GroupKey]:
        """Yield the stations that events lead to."""
        for stations in reader.others("stations"):
            yield from stations.reads

    def sections(self, reader: BookReader) -> Iterator[Section]:
        """Yield the events to come, how many there are in each month, and what material lacks."""
        if not len(reader):
            return
        over = [row for row in reader if is_over(reader, row)]
        complete = sum(not lacking(reader, row) for row in over)
        figures = [Figure(Word(N_("Held")), f"{len(over):,}")]
        figures.append(Figure(Word(N_("With all material")), f"{complete:,}"))
        yield summaries.key_figures(reader, figures if materials(reader) else figures[:1])
        if coming := [row for row in _in_order(reader) if not is_over(reader, row)]:
            items = tuple(event(reader, row) for row in coming[:NEXT])
            yield Timeline(title=Word(N_("Events to come")), items=items)
        yield from _months(reader)
        yield from _completeness(reader, over)

    def pages(self, reader: BookReader) -> Iterable[SubPage]:
        """Yield a page for each event, and one for each month."""
        yield from super().pages(reader)
        for month, rows in _by_month(reader).items():
            name = summaries.month_name(reader, month)
            yield SubPage(f"month/{month}/", name, partial(_month, reader, rows))

    def cell(self, reader: BookReader, row: Row, slug: str) -> Cell:
        """Return a cell; a station leads to its page, and a file of material is there."""
        cell = super().cell(reader, row, slug)
        if slug in MATERIAL and cell.url and (words := reader.column(slug).choices):
            return Cell(words[0], cell.url)
        if slug == "station":
            for stations in reader.others("stations"):
                for one in stations:
                    if stations.text(one, "name") == cell.text:
                        return Cell(cell.text, stations.entry_url(one))
        return cell

    def entry(self, reader: BookReader, row: Row) -> Iterator[Section]:
        """Yield the facts of an event, and its material."""
        yield summaries.facts(reader, row, MATERIAL)
        if not materials(reader):
            return
        heads = (Word(N_("When")), Word(N_("Material")), Word(N_("Is there")))
        rows = []
        for when, slugs in zip(_WHEN, (BEFORE, DURING, AFTER), strict=True):
            for slug in (slug for slug in slugs if reader.has(slug)):
                name = reader.column(slug).name
                rows.append((Cell(when), Cell(name), _material(reader, row, slug)))
        lacks = is_over(reader, row) and lacking(reader, row)
        note = Word(N_("Some of the material is missing.")) if lacks else ""
        yield Grid(title=Word(N_("Material")), note=note, heads=heads, rows=tuple(rows))

    def files(self, reader: BookReader) -> Iterable[BookFile]:
        """Yield the calendar."""
        if not _in_order(reader):
            return
        make = partial(_calendar, reader)
        yield BookFile(f"{reader.book.slug}.ics", Word(N_("Calendar")), make)


EVENTS = _Events()

_WHEN = (Word(N_("before")), Word(N_("during")), Word(N_("after")))


def is_over(reader: BookReader, row: Row) -> bool:
    """Tell whether an event is over on the day of the build."""
    last = reader.moment(row, "until") or reader.moment(row, "date")
    return last is not None and reader.passed(end_of(last))


def materials(reader: BookReader) -> tuple[str, ...]:
    """Return the columns of material that readers see."""
    return tuple(slug for slug in MATERIAL if reader.has(slug))


def has_material(reader: BookReader, row: Row, slug: str) -> bool:
    """Tell whether there is a piece of material; a blank cell does not say so."""
    value = reader.value(row, slug)
    return value is not None and value not in reader.column(slug).choices[1:]


def lacking(reader: BookReader, row: Row) -> tuple[str, ...]:
    """Return the columns of the material that an event lacks."""
    return tuple(slug for slug in materials(reader) if not has_material(reader, row, slug))


def _material(reader: BookReader, row: Row, slug: str) -> Cell:
    cell = reader.cell(row, slug)
    if cell.url or has_material(reader, row, slug):
        return cell
    return Cell(cell.text, state="missing" if is_over(reader, row) else "")


def _dated(reader: BookReader) -> list[tuple[datetime, Row]]:
    """Return the events by the time at which they start."""
    dated = [(moment, row) for row in reader if (moment := reader.moment(row, "date"))]
    return sorted(dated, key=lambda one: one[0])


def _in_order(reader: BookReader) -> list[Row]:
    return [row for _, row in _dated(reader)]


def _by_month(reader: BookReader) -> dict[str, list[Row]]:
    months: dict[str, list[Row]] = {}
    for start, row in _dated(reader):
        months.setdefault(f"{start:%Y-%m}", []).append(row)
    return months


def _month(reader: BookReader, rows: Sequence[Row]) -> Iterator[Section]:
    yield Timeline(items=tuple(event(reader, row) for row in rows))


def _months(reader: BookReader) -> Iterator[Section]:
    bars = []
    for month, rows in _by_month(reader).items():
        name, url = summaries.month_name(reader, month), f"{reader.address}month/{month}/"
        bars.append(Bar(name, len(rows), f"{len(rows):,}", url))
    yield Bars(title=Word(N_("By month")), bars=tuple(bars), count=Word(N_("entries")))


def _completeness(reader: BookReader, over: Sequence[Row]) -> Iterator[Section]:
    """Yield how much of the material of the events that are over there is."""
    slugs = materials(reader)
    if not over or not slugs:
        return
    note = Word(N_("Of the events that are over; a blank is not counted as there."))
    if reader.has("unit"):
        units: dict[str, list[Row]] = {}
        for row in over:
            units.setdefault(reader.text(row, "unit"), []).append(row)
        column = reader.column("unit")
        shares = tuple(
            Share(
                name or BLANK,
                sum(has_material(reader, row, slug) for row in rows for slug in slugs),
                len(rows) * len(slugs),
                url=reader.url(column, name or None),
            )
            for name, rows in sorted(units.items(), key=lambda one: (-len(one[1]), one[0]))
        )
        yield Progress(title=Word(N_("Material by unit")), note=note, shares=shares)
    shares = tuple(
        Share(
            reader.column(slug).name,
            sum(has_material(reader, row, slug) for row in over),
            len(over),
        )
        for slug in slugs
    )
    yield Progress(title=Word(N_("Material")), note=note, shares=shares)


def event(events: BookReader, row: Row) -> Item:
    """Return an event as an entry of a list."""
    lines = [
        (events.column(slug).name, events.cell(row, slug))
        for slug in ("kind", "place", "unit")
        if events.has(slug) and events.value(row, slug) is not None
    ]
    over = events.text(row, "date")
    if until := events.text(row, "until"):
        over = f"{over} – {until}"
    return Item(events.text(row, "name"), events.entry_url(row), over, lines=tuple(lines))


def events_at(events: BookReader, slug: str, name: str) -> Iterator[Section]:
    """Yield the events whose column `slug` holds a name."""
    found = [row for row in _in_order(events) if name and events.text(row, slug) == name]
    if found:
        yield Timeline(title=events.book.name, items=tuple(event(events, row) for row in found))


def _calendar(reader: BookReader) -> bytes:
    found = []
    for start, row in _dated(reader):
        key = "\0".join([reader.data_name, *(reader.text(row, slug) for slug in reader.book.keys)])
        end = reader.moment(row, "until")
        place = reader.text(row, "place") or reader.text(row, "station")
        name, unit = reader.text(row, "name") or shown(start), reader.text(row, "unit")
        found.append(Event(key, name, start, end, place, unit))
    name = f"{reader.campaign.name} · {reader.book.name}"
    return calendar(name, found, found[0].start)
