"""Sections of the pages below a form: of a return with its history, and of a line."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books.forms.account import Account, Change, Return
from zhuanlan.features.books.forms.settings import Line
from zhuanlan.features.books.forms.tables import (
    STATES,
    has_figures,
    of_sum,
    said,
    sum_of,
    sums_of,
)
from zhuanlan.features.books.reader import BLANK
from zhuanlan.features.books.sections import (
    Bar,
    Bars,
    Cell,
    Facts,
    Figure,
    Figures,
    Grid,
    Section,
)
from zhuanlan.features.books.summaries import MOST_BARS, tree
from zhuanlan.features.books.sums import by_region
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Row


def of_return(account: Account, one: Return) -> Iterator[Section]:
    """Yield what a unit returned for a period, and what its corrections changed."""
    reader = account.reader
    first = one.versions[0].rows[0]
    facts = [(account.head("unit"), reader.cell(first, "unit"))]
    if one.place:
        region = reader.regions[one.place.code]
        facts.append((account.head("region"), Cell(region.name, reader.region_url(region))))
    facts.append((account.head("period"), Cell(one.period)))
    facts.append((account.head("received"), Cell(shown(one.received) or BLANK)))
    if state := account.state(one):
        facts.append((Word(N_("State")), Cell(STATES[state], state=state)))
    later = (version.corrected for version in one.versions[1:])
    facts += [(account.head("corrected"), Cell(shown(date))) for date in later]
    yield Facts(facts=tuple(facts))
    yield _lines(account, one)
    if changes := [*account.changes(one)]:
        yield _history(account, changes)


def _lines(account: Account, one: Return) -> Grid:
    rows = []
    for line, found in account.lines_of(one):
        for row in found:
            category = account.reader.text(row, "category") or line.category or BLANK
            rows.append(_row(account, row, line, Cell(line.item), Cell(category)))
        if not found:
            blank = Cell(BLANK, number=True)
            rows.append((Cell(line.item), Cell(line.category or BLANK), blank, Cell(line.count)))
    heads = tuple(map(account.head, ("item", "category", "quantity", "count")))
    note = Word(N_("A blank counts as nothing reported, not as zero."))
    title = Word(N_("What was returned"))
    return Grid(title=title, note=note, heads=heads, rows=tuple(rows))


def _row(account: Account, row: Row, line: Line, *cells: Cell) -> tuple[Cell, ...]:
    return (*cells, Cell(sum_of(account, [row], line), number=True), Cell(line.count))


def _history(account: Account, changes: list[Change]) -> Grid:
    rows = []
    for change in changes:
        before, after = (
            BLANK if row is None else sum_of(account, [row], change.line)
            for row in (change.before, change.after)
        )
        name = change.category or change.line.short
        cells = (Cell(shown(change.date)), Cell(name), Cell(change.line.count))
        rows.append((*cells, Cell(before, number=True), Cell(after, number=True)))
    heads = tuple(map(account.head, ("corrected", "category", "count")))
    heads += (Word(N_("Before")), Word(N_("Since then")))
    title = Word(N_("What was corrected"))
    return Grid(title=title, heads=heads, rows=tuple(rows), anchor="history")


def of_line(account: Account, line: Line) -> Iterator[Section]:
    """Yield what was reported on a line: its totals, by region, and by unit."""
    rows = account.rows(line)
    sums = sums_of(account, rows, line)
    figures = [
        Figure(line.short, said(one), count) for count, one in zip(line.counts, sums, strict=True)
    ]
    reported = {account.reader.text(row, "unit") for row in rows if has_figures(account, row)}
    figures.append(Figure(Word(N_("Units that reported")), f"{len(reported):,}"))
    yield Figures(figures=tuple(figures))
    yield from _bars(account, line)
    yield _by_unit(account, line)


def _bars(account: Account, line: Line) -> Iterator[Section]:
    """Yield a chart by region of each unit of count; regions that reported nothing have no bar."""
    reader = account.reader
    column, scope = reader.column("region"), reader.campaign.scope.code
    reported = [row for row in account.rows(line) if has_figures(account, row)]
    found = by_region(reported, reader.book, column, reader.regions, scope)
    if not 1 < len(found) <= MOST_BARS:
        return
    for place, count in enumerate(line.counts):
        bars = []
        for code, depth in tree(reader, found):
            value = of_sum(account, found[code], line)[place]
            if value is not None:
                region = reader.regions[code]
                url = reader.region_url(region)
                bars.append(Bar(region.name, float(value), said(value), url, depth=depth))
        title = Word(N_("By region"))
        yield Bars(title=title, note=count, bars=tuple(bars), count=count)


def _by_unit(account: Account, line: Line) -> Grid:
    reader = account.reader
    several = len(account.periods) > 1
    pages = {(one.unit, one.period): reader.address + one.address for one in account.returns}
    heads = [account.head("unit"), account.head("region")]
    heads += [account.head("period")] if several else []
    heads += [] if line.category else [account.head("category")]
    heads += [f"{account.head('quantity')}（{line.count}）"]
    rows = []
    for row in account.rows(line):
        unit, period = reader.text(row, "unit"), reader.text(row, "period")
        cells = [Cell(unit, pages.get((unit, period))), reader.cell(row, "region")]
        cells += [Cell(period)] if several else []
        cells += [] if line.category else [Cell(reader.text(row, "category") or BLANK)]
        rows.append((*cells, Cell(sum_of(account, [row], line), number=True)))
    title = Word(N_("By unit"))
    return Grid(title=title, heads=tuple(heads), rows=tuple(rows), foot=_foot(account, line, rows))


def _foot(account: Account, line: Line, rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    if not rows:
        return ()
    between = [Cell()] * (len(rows[0]) - 2)
    return (
        Cell(Word(N_("Total"))),
        *between,
        Cell(sum_of(account, account.rows(line), line), number=True),
    )
