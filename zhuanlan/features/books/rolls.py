"""What pages of honours show: winners by honour, level and region, and works of a contest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books import summaries
from zhuanlan.features.books.kind import SubPage
from zhuanlan.features.books.naming import addresses_of
from zhuanlan.features.books.reader import BookReader
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
from zhuanlan.model.book import Row
from zhuanlan.model.place import Place

ON_ONE_PAGE = 200
"""Winners, or works of a contest, on a page."""

ON_THE_ROLL = 12
"""Winners of an honour that the page of the book shows; all are on the page of the honour."""

_NOT_YET = Word(N_("Not awarded yet"))
_ROLL = tuple("winner work honour level unit region words issuer date document".split())
_HONOURS, _REGIONS, _ENTRIES = "honours/", "regions/", "entries/"


def sections(reader: BookReader) -> Iterator[Section]:
    """Yield the honours with their winners, above them the contest that these won."""
    honours = _by_honour(reader)
    yield Figures(figures=tuple(_figures(reader, honours)))
    yield from _contest(reader)
    addresses = _addresses(reader)
    for honour, rows in honours.items():
        won = [row for row in rows if _won(reader, row)]
        if won:
            yield _roll(reader, honour, won[:ON_THE_ROLL], without=("honour",))
        else:
            yield Facts(title=honour, note=_NOT_YET)
    yield from _links(reader, addresses)


def pages(reader: BookReader) -> Iterator[SubPage]:
    """Yield a page of each honour, of the regions, and of the works of a contest."""
    honours = _by_honour(reader)
    for honour, address in _addresses(reader).items():
        won = [row for row in honours[honour] if _won(reader, row)]
        levels = [*dict.fromkeys(reader.text(row, "level") for row in won)]
        won.sort(key=lambda row, levels=levels: levels.index(reader.text(row, "level")))  # type: ignore[misc]
        yield from _Paged(reader, address, honour, won, _of_honour).pages()
    if regions := _regions(reader):
        rows = [row for code, _ in summaries.tree(reader, regions) for row in regions[code]]
        title = Word(N_("Honours by region"))
        yield from _Paged(reader, _REGIONS, title, rows, _of_regions, _region_bars).pages()
    if entries := _entries(reader):
        title = Word(N_("Works"))
        yield from _Paged(reader, _ENTRIES, title, entries, _of_entries, _contest).pages()


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
    honours = [*_by_honour(reader)]
    named = zip(honours, honours, strict=True)
    found = addresses_of(named, reader.site.config.pinyin, _HONOURS)
    return dict(zip(honours, found, strict=True))


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
    settings = reader.book.settings
    told = (reader.value(row, slug) for slug in slugs for row in reader)
    contest = settings.theme or settings.deadline or any(told)
    return [row for row in reader if reader.value(row, "work")] if contest else []


def _figures(reader: BookReader, honours: dict[str, list[Row]]) -> Iterator[Figure]:
    yield Figure(Word(N_("Honours")), f"{len(honours):,}")
    yield Figure(Word(N_("Awarded")), f"{sum(_won(reader, row) for row in reader):,}")
    if entries := _entries(reader):
        yield Figure(Word(N_("Works")), f"{len(entries):,}", url=reader.address + _ENTRIES)
    if regions := _regions(reader):
        yield Figure(Word(N_("Regions")), f"{len(regions):,}", url=reader.address + _REGIONS)


def _contest(reader: BookReader) -> Iterator[Section]:
    settings = reader.book.settings
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
    reader: BookReader,
    title: str,
    rows: Sequence[Row],
    without: Sequence[str] = (),
    first: str = "",
) -> Grid:
    """Return rows as a table of the columns in which something is told."""
    slugs = [
        slug
        for slug in sorted(_ROLL, key=lambda slug: slug != first)
        if slug not in without and any(reader.value(row, slug) is not None for row in rows)
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


_Sections = Callable[[BookReader, Sequence[Row]], Iterable[Section]]


@dataclass(frozen=True, slots=True)
class _Paged:
    """Many rows on pages of their own, `above` them what the first page begins with."""

    reader: BookReader
    address: str
    title: str
    rows: Sequence[Row]
    sections: _Sections
    above: Callable[[BookReader], Iterable[Section]] | None = None

    def pages(self) -> Iterator[SubPage]:
        for number in range(max(-(-len(self.rows) // ON_ONE_PAGE), 1)):
            yield SubPage(self._at(number), self.title, partial(self._page, number))

    def _at(self, number: int) -> str:
        return f"{self.address}{number + 1}/" if number else self.address

    def _page(self, number: int) -> Iterator[Section]:
        first, last = number * ON_ONE_PAGE, (number + 1) * ON_ONE_PAGE
        if self.above and not number:
            yield from self.above(self.reader)
        yield from self.sections(self.reader, self.rows[first:last])
        start = self.reader.address
        others = []
        if number:
            others.append(Cell(Word(N_("Previous page")), start + self._at(number - 1)))
        if last < len(self.rows):
            others.append(Cell(Word(N_("Next page")), start + self._at(number + 1)))
        if others:
            yield Facts(facts=((Word(N_("More")), Cell(parts=tuple(others))),))


def _of_honour(reader: BookReader, rows: Sequence[Row]) -> Iterator[Section]:
    """Yield winners of an honour by their levels."""
    if not rows:
        yield Facts(note=_NOT_YET)
    for level in dict.fromkeys(reader.text(row, "level") for row in rows):
        own = [row for row in rows if reader.text(row, "level") == level]
        yield _roll(reader, level, own, without=("honour", "level"))


def _region_bars(reader: BookReader) -> Iterator[Section]:
    """Yield how many honours each region has, with those below it."""
    won = [row for own in _regions(reader).values() for row in own]
    column, scope = reader.column("region"), reader.campaign.scope.code
    sums = by_region(won, reader.book, column, reader.regions, scope)
    bars = []
    for code, depth in summaries.tree(reader, sums):
        region, count = reader.regions[code], sums[code].rows
        bars.append(Bar(region.name, count, f"{count:,}", reader.region_url(region), depth=depth))
    yield Bars(bars=tuple(bars), count=Word(N_("honours")))


def _of_regions(reader: BookReader, rows: Sequence[Row]) -> Iterator[Section]:
    yield _roll(reader, "", rows, first="region")


def _of_entries(reader: BookReader, rows: Sequence[Row]) -> Iterator[Section]:
    yield Items(items=tuple(_entry(reader, row) for row in rows))


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
