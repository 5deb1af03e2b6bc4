"""Sections that several kinds share: key figures, and sums by region, unit, activity and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books.reader import BLANK
from zhuanlan.features.books.sections import Bar, Bars, Cell, Facts, Figure, Figures, Grid, Section
from zhuanlan.features.books.sums import Sum, by, by_column, by_region, numbers_of, total
from zhuanlan.model.book import Row
from zhuanlan.model.book_column import BookColumn

if TYPE_CHECKING:
    from zhuanlan.features.books.reader import BookReader

_GROUPED = ("region", "unit", "activity", "phase", "choice")
MOST_BARS = 24
"""Bars of a chart; what has more is a table only."""


Line = tuple[str, str | None, int, Sum]
"""A name, its address, its depth, and what is added up under it."""


def of_table(reader: BookReader) -> Iterator[Section]:
    """Yield the sections of a book whose kind has none of its own."""
    if not len(reader):
        return
    yield key_figures(reader)
    for column in reader.columns:
        if column.type in _GROUPED:
            yield from sums_by(reader, column)


def key_figures(reader: BookReader, more: Iterable[Figure] = ()) -> Figures:
    """Return the number of rows and the totals of the columns that count."""
    return Figures(figures=(*figures_of(reader, reader.rows), *more))


def figures_of(reader: BookReader, rows: Sequence[Row]) -> Iterator[Figure]:
    """Yield the number of some rows and the totals of the columns that count."""
    yield Figure(Word(N_("Entries")), f"{len(rows):,}")
    sums = total(rows, reader.book)
    for column, found in zip(numbers_of(reader.book), sums.figures, strict=True):
        yield from _figures(column, found)


def _figures(column: BookColumn, found: Sequence[Decimal] | None) -> Iterator[Figure]:
    counts = column.counts or ("",)
    for place, count in enumerate(counts):
        yield Figure(column.name, BLANK if found is None else figure(found[place]), count)


def figure(value: Decimal) -> str:
    """Return a figure as readers see it: with separators, without zeros after its decimals."""
    whole = value == value.to_integral_value()
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


def sums_by(reader: BookReader, column: BookColumn, title: str = "") -> Iterator[Section]:
    """Yield the sums of each region, unit or the like that a column names: a chart, and a table."""
    if column.type == "region":
        yield from _by_region(reader, column, title)
        return
    sums = by_column(reader.rows, reader.book, column)
    order = _order(reader, column)
    keys = sorted(sums, key=lambda key: (order.get(key, len(order)), -sums[key].rows, key))
    if len(keys) < 2:
        return
    lines = [(reader.said(column, key), reader.url(column, key), 0, sums[key]) for key in keys]
    lines += _not_stated(reader, column)
    yield from _sections(reader, column, title or column.name, lines)


def _order(reader: BookReader, column: BookColumn) -> Mapping[str, int]:
    """Return the declared order of a column's values, which tells more than their numbers."""
    campaign = reader.campaign
    if column.type == "phase":
        names: Iterable[str] = (phase.slug for phase in campaign.phases)
    elif column.type == "activity":
        names = (activity.slug for activity, _ in campaign.all_activities())
    else:
        names = column.choices
    return {name: place for place, name in enumerate(names)}


def _by_region(reader: BookReader, column: BookColumn, title: str) -> Iterator[Section]:
    scope = reader.campaign.scope.code
    sums = by_region(reader.rows, reader.book, column, reader.regions, scope)
    lines = [
        (reader.regions[code].name, reader.region_url(reader.regions[code]), depth, sums[code])
        for code, depth in tree(reader, sums)
    ]
    lines += _not_stated(reader, column)
    if len(lines) > 1:
        yield from _sections(reader, column, title or column.name, lines)


def _not_stated(reader: BookReader, column: BookColumn) -> list[Line]:
    """Return a line for the rows that leave a column blank: the total counts them, too."""
    rows = [row for row in reader if reader.value(row, column.slug) is None]
    name = Word(N_("Not stated"))
    return [(name, None, 0, total(rows, reader.book))] if rows else []


def tree(reader: BookReader, codes: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield codes of regions from the top down, each with its depth below the scope."""
    scope = reader.campaign.scope.code
    order = {place.code: number for number, place in enumerate(reader.campaign.channels)}

    def rank(code: str) -> tuple[tuple[int, str], ...]:
        line = reader.regions.lineage(code, scope)
        return tuple((order.get(one.code, len(order)), one.code) for one in line)

    for code in sorted(codes, key=rank):
        yield code, len(reader.regions.lineage(code, scope)) - 1


def _sections(
    reader: BookReader, column: BookColumn, title: str, lines: Sequence[Line]
) -> Iterator[Section]:
    numbers = numbers_of(reader.book)
    if not numbers:
        bars = tuple(
            Bar(name, found.rows, f"{found.rows:,}", url, depth=depth)
            for name, url, depth, found in lines
        )
        yield Bars(title=title, bars=bars, count=Word(N_("entries")))
        return
    heads = [column.name, Word(N_("Entries"))]
    for number in numbers:
        heads += [
            f"{number.name}（{count}）" if count else number.name
            for count in number.counts or ("",)
        ]
    rows = [_line(name, url, depth, found, numbers) for name, url, depth, found in lines]
    foot = _line(Word(N_("Total")), None, 0, total(reader.rows, reader.book), numbers)
    yield Grid(title=title, heads=tuple(heads), rows=tuple(rows), foot=foot)


def _line(
    name: str, url: str | None, depth: int, found: Sum, numbers: Sequence[BookColumn]
) -> tuple[Cell, ...]:
    cells = [Cell(name, url, depth=depth), Cell(f"{found.rows:,}", number=True)]
    for column, figures in zip(numbers, found.figures, strict=True):
        for place in range(max(len(column.counts), 1)):
            text = BLANK if figures is None else figure(figures[place])
            cells.append(Cell(text, number=True))
    return tuple(cells)


def rows_table(reader: BookReader, rows: Sequence[Row], first: str = "") -> Grid:
    """Return rows as a table of all public columns; `first` is a column that comes first."""
    kind = reader.kind
    own = {kind.named_by, *kind.marked}
    listed = [
        (place, column)
        for place, column in enumerate(reader.columns)
        if column.slug not in kind.unlisted
    ]
    listed.sort(key=lambda one: one[1].slug != first)
    heads = tuple(_head(column) for _, column in listed)
    cells = tuple(
        tuple(
            [
                kind.cell(reader, row, column.slug)
                if column.slug in own
                else reader.cell_of(column, row.values[place], row.masked)
                for place, column in listed
            ]
        )
        for row in rows
    )
    return Grid(title=Word(N_("All entries")), heads=heads, rows=cells, anchor="rows")


def _head(column: BookColumn) -> str:
    return f"{column.name}（{column.count}）" if column.count else column.name


def facts(reader: BookReader, row: Row, without: Iterable[str] = ()) -> Facts:
    """Return what is known of a row: the columns that are not blank, but for those shown apart."""
    apart = {reader.kind.named_by, *without}
    shown = (column for column in reader.columns if column.slug not in apart)
    return Facts(
        facts=tuple(
            (_head(column), reader.kind.cell(reader, row, column.slug))
            for column in shown
            if reader.value(row, column.slug) is not None
        )
    )


def by_month(reader: BookReader, slug: str) -> Mapping[str, Sum]:
    """Return the sums of each month of a date, as `2013-03`, in order."""

    def month(row: Row) -> list[str]:
        moment = reader.moment(row, slug)
        return [f"{moment:%Y-%m}"] if moment else []

    found = by(reader.rows, reader.book, month)
    return dict(sorted(found.items()))


def month_name(reader: BookReader, month: str) -> str:
    """Return a month, written as `2013-03`, as readers see it."""
    year, number = month.split("-")
    return month if reader.groups.language == "en" else f"{year}年{int(number)}月"
