"""荣誉: who was honoured with what, by whom and when; and contests with their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from pydantic import Field

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books import summaries
from zhuanlan.features.books.children import AGE, MINOR, with_names_hidden
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.kind import Kind, SubPage
from zhuanlan.features.books.naming import addresses_of
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import (
    Bar,
    Bars,
    Cell,
    Facts,
    Figure,
    Figures,
    Grid,
    Item,
    Items,
    Section,
)
from zhuanlan.features.books.sums import by_region
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import Declared, LastMoment, Text
from zhuanlan.model.place import Place

ON_THE_ROLL = 12
"""Winners of an honour that the page of the book shows; all are on the page of the honour."""


class AwardsSettings(Declared):
    """What a book of honours that are won in a contest wants to know besides."""

    theme: Text | None = Field(
        None, description=N_("Theme: of the contest"), examples=["像雷锋那样"]
    )
    deadline: LastMoment | None = Field(
        None, description=N_("Deadline: until when works may be entered"), examples=["2012-06-01"]
    )


class _Awards(Kind):
    name = "awards"
    title = N_("awards")
    chinese = ("荣誉",)
    settings = AwardsSettings
    declares = "honours"
    columns = (
        BookColumn(slug="honour", name="荣誉"),
        BookColumn(slug="level", name="等级"),
        BookColumn(slug="winner", name="获得者", type="person"),
        BookColumn(slug="unit", name="所在单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="work", name="作品"),
        BookColumn(slug="story", name="事迹或作品稿件", type="post"),
        BookColumn(slug="words", name="评语"),
        BookColumn(slug="entered", name="报送日期", type="date"),
        BookColumn(slug="issuer", name="授予单位"),
        BookColumn(slug="date", name="授予日期", type="date"),
        BookColumn(slug="document", name="文号"),
        AGE,
        MINOR,
    )
    key = ("honour", "winner", "work", "unit")
    lists_rows = False

    def read(
        self, data: bytes, path: str, book: Book, around: InCampaign, guard: CellGuard
    ) -> list[Row]:
        rows = super().read(data, path, book, around, guard)
        return [*with_names_hidden(rows, book, "winner", guard.ledgers)]

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterator[Problem]:
        deadline = _settings(book).deadline
        pick = picker(book.all_columns)
        for row in rows:
            value = {slug: pick(row, slug) for slug in _CHECKED}
            winner = value["winner"] or value["unit"] or value["work"]
            if not (value["honour"] or winner):
                message = N_("the row names neither an honour nor who won it, nor a work")
                yield at(row, message, N_("delete the row, or fill one of these cells"))
            elif value["level"] and not value["honour"]:
                message = N_("the row has a level, “{value}”, and no honour")
                yield at(row, message, N_("name the honour"), value=shown(value["level"]))
            elif value["date"] and value["honour"] and not winner:
                message = N_("“{value}” was awarded, but nobody is named")
                hint = N_("name who won it, or take the date out")
                yield at(row, message, hint, value=shown(value["honour"]))
            entered = value["entered"]
            if deadline and isinstance(entered, datetime) and entered > deadline:
                message = N_("entered on {date}, after the deadline of {deadline}")
                hint = N_("correct the date, or take the entry out")
                dates = {"date": shown(entered), "deadline": f"{deadline:%Y-%m-%d}"}
                yield at(row, message, hint, **dates)

    def moments(self, rows: Sequence[Row], book: Book) -> Iterator[datetime]:
        if deadline := _settings(book).deadline:
            yield deadline

    def declared(self, rows: Sequence[Row], book: Book) -> Iterable[str]:
        pick = picker(book.all_columns)
        return dict.fromkeys(shown(honour) for row in rows if (honour := pick(row, "honour")))

    def honours(self, rows: Sequence[Row], book: Book) -> Iterator[tuple[str, str]]:
        pick = picker(book.public_columns)
        for row in rows:
            story, honour = pick(row, "story"), pick(row, "honour")
            if story and honour:
                level, date = pick(row, "level"), pick(row, "date")
                year = f"{date.year}" if isinstance(date, datetime) else ""
                said = "，".join(filter(None, (shown(level), year)))
                yield str(story), f"{honour}（{said}）" if said else str(honour)

    def sections(self, reader: BookReader) -> Iterator[Section]:
        honours = _by_honour(reader)
        yield Figures(figures=tuple(_figures(reader, honours)))
        yield from _contest(reader)
        addresses = _addresses(reader)
        for honour, rows in honours.items():
            won = [row for row in rows if _won(reader, row)]
            if won:
                yield _roll(reader, honour, won[:ON_THE_ROLL], without="honour")
            else:
                yield Facts(title=honour, note=_NOT_YET)
        yield from _links(reader, addresses)

    def pages(self, reader: BookReader) -> Iterator[SubPage]:
        for honour, address in _addresses(reader).items():
            yield SubPage(address, honour, partial(_of_honour, reader, honour))
        if _regions(reader):
            yield SubPage(_REGIONS, Word(N_("Honours by region")), partial(_of_regions, reader))
        if _entries(reader):
            yield SubPage(_ENTRIES, Word(N_("Works")), partial(_of_entries, reader))


AWARDS = _Awards()

_CHECKED = ("honour", "level", "winner", "unit", "work", "date", "entered")
_NOT_YET = Word(N_("Not awarded yet"))
_ROLL = ("winner", "work", "honour", "level", "unit", "region", "issuer", "date", "document")
_HONOURS, _REGIONS, _ENTRIES = "honours/", "regions/", "entries/"


def _settings(book: Book) -> AwardsSettings:
    settings: AwardsSettings = book.settings
    return settings


def _won(reader: BookReader, row: Row) -> bool:
    """Tell whether a row says who won its honour, and not only that there is one."""
    winner = any(reader.value(row, slug) for slug in ("winner", "unit", "work"))
    return winner and bool(reader.value(row, "honour"))


def _by_honour(reader: BookReader) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in reader:
        if honour := reader.text(row, "honour"):
            found.setdefault(honour, []).append(row)
    return found


def _addresses(reader: BookReader) -> dict[str, str]:
    readings = reader.site.config.pinyin
    return dict(addresses_of(_by_honour(reader), readings, _HONOURS))


def _regions(reader: BookReader) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in reader:
        place = reader.value(row, "region")
        if isinstance(place, Place) and _won(reader, row):
            found.setdefault(place.code, []).append(row)
    return found


def _entries(reader: BookReader) -> list[Row]:
    """Return the works of a contest."""
    slugs = ("work", "words", "entered")
    told = (slug for slug in slugs if reader.has(slug))
    contest = _settings(reader.book) != AwardsSettings()
    contest = contest or any(reader.value(row, slug) for slug in told for row in reader)
    return [row for row in reader if reader.value(row, "work")] if contest else []


def _figures(reader: BookReader, honours: dict[str, list[Row]]) -> Iterator[Figure]:
    yield Figure(Word(N_("Honours")), f"{len(honours):,}")
    yield Figure(Word(N_("Awarded")), f"{sum(_won(reader, row) for row in reader):,}")
    if entries := _entries(reader):
        yield Figure(Word(N_("Works")), f"{len(entries):,}", url=reader.address + _ENTRIES)
    if regions := _regions(reader):
        yield Figure(Word(N_("Regions")), f"{len(regions):,}", url=reader.address + _REGIONS)


def _contest(reader: BookReader) -> Iterator[Section]:
    settings = _settings(reader.book)
    facts = []
    if settings.theme:
        facts.append((Word(N_("Theme")), Cell(settings.theme)))
    if settings.deadline:
        day = f"{settings.deadline:%Y-%m-%d}"
        closed = reader.passed(settings.deadline)
        facts.append((Word(N_("Closed since") if closed else N_("Open until")), Cell(day)))
    if facts:
        yield Facts(title=Word(N_("Contest")), facts=tuple(facts))


def _roll(
    reader: BookReader, title: str, rows: Sequence[Row], without: str = "", first: str = ""
) -> Grid:
    """Return rows as a table of the columns in which something is told."""
    slugs = [
        slug
        for slug in sorted(_ROLL, key=lambda slug: slug != first)
        if slug != without and any(reader.value(row, slug) is not None for row in rows)
    ]
    heads = tuple(reader.column(slug).name for slug in slugs)
    cells = tuple(tuple(_cell(reader, row, slug) for slug in slugs) for row in rows)
    return Grid(title=title, heads=heads, rows=cells)


def _cell(reader: BookReader, row: Row, slug: str) -> Cell:
    """Return a cell; the post of a row is linked from the work, else from who won."""
    linked = "work" if reader.value(row, "work") else "winner"
    if slug != linked or reader.value(row, "story") is None:
        return reader.cell(row, slug)
    return Cell(reader.text(row, slug), reader.cell(row, "story").url)


def _links(reader: BookReader, addresses: dict[str, str]) -> Iterator[Section]:
    pages = [Cell(honour, reader.address + url) for honour, url in addresses.items()]
    if _regions(reader):
        pages.append(Cell(Word(N_("Honours by region")), reader.address + _REGIONS))
    if _entries(reader):
        pages.append(Cell(Word(N_("Works")), reader.address + _ENTRIES))
    if pages:
        yield Facts(facts=((Word(N_("More")), Cell(parts=tuple(pages))),))


def _of_honour(reader: BookReader, honour: str) -> Iterator[Section]:
    """Yield the winners of an honour by their level, in the order in which these are written."""
    won = [row for row in _by_honour(reader)[honour] if _won(reader, row)]
    if not won:
        yield Facts(note=_NOT_YET)
        return
    levels = dict.fromkeys(reader.text(row, "level") for row in won)
    for level in levels:
        rows = [row for row in won if reader.text(row, "level") == level]
        yield _roll(reader, level, rows, without="level")


def _of_regions(reader: BookReader) -> Iterator[Section]:
    """Yield how many honours each region has, with those below it, and its own winners."""
    found = _regions(reader)
    won = [row for rows in found.values() for row in rows]
    column, scope = reader.column("region"), reader.campaign.scope.code
    sums = by_region(won, reader.book, column, reader.regions, scope)
    bars = []
    for code, depth in summaries.tree(reader, sums):
        region, count = reader.regions[code], sums[code].rows
        bars.append(Bar(region.name, count, f"{count:,}", reader.region_url(region), depth=depth))
    yield Bars(bars=tuple(bars), count=Word(N_("honours")))
    rows = [row for code, _ in summaries.tree(reader, found) for row in found[code]]
    yield _roll(reader, "", rows, first="region")


def _of_entries(reader: BookReader) -> Iterator[Section]:
    yield from _contest(reader)
    yield Items(items=tuple(_entry(reader, row) for row in _entries(reader)))


def _entry(reader: BookReader, row: Row) -> Item:
    told = ("winner", "unit", "region", "entered")
    honour = " · ".join(filter(None, (reader.text(row, "honour"), reader.text(row, "level"))))
    return Item(
        reader.text(row, "work"),
        reader.cell(row, "story").url,
        state="done" if honour else "",
        state_name=honour,
        lines=tuple(
            (reader.column(slug).name, reader.cell(row, slug))
            for slug in told
            if reader.value(row, slug) is not None
        ),
        text=reader.text(row, "words"),
    )
