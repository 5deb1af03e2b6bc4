"""Sections of the page of a form: who has returned it, and its totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books.forms.account import Account, Standing
from zhuanlan.features.books.forms.settings import Line
from zhuanlan.features.books.reader import BLANK
from zhuanlan.features.books.sections import (
    Cell,
    Facts,
    Figure,
    Figures,
    Grid,
    Progress,
    Section,
    Share,
)
from zhuanlan.features.books.summaries import figure, tree
from zhuanlan.features.books.sums import Sum, by_region, numbers_of, total
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Row

STATES = {
    "done": Word(N_("returned")),
    "late": Word(N_("returned late")),
    "missing": Word(N_("missing")),
    "planned": Word(N_("not yet due")),
}


def of_form(account: Account) -> Iterator[Section]:
    """Yield the sections of the page of a form."""
    yield _key_figures(account)
    if account.settings.due:
        yield _due(account)
    yield from _standing(account)
    yield _by_line(account)
    yield from _by_period(account)
    yield from _by_region(account)


def _key_figures(account: Account) -> Figures:
    standings = account.standings
    corrected = sum(len(one.versions) > 1 for one in account.returns)
    figures = [Figure(Word(N_("Returns")), f"{len(account.returns):,}")]
    for state, name in STATES.items():
        count = sum(one.state == state and one.debtor is not None for one in standings)
        if state != "done" and count:
            figures.append(Figure(name, f"{count:,}", state=state))
    if corrected:
        figures.append(Figure(Word(N_("corrected")), f"{corrected:,}"))
    return Figures(figures=tuple(figures))


def _due(account: Account) -> Facts:
    facts = []
    for due in account.settings.due:
        state = "done" if due.who else ""
        text = Word(N_("returns")) if due.who else Word(N_("sums"))
        name = f"{due.to}（{due.period}）" if due.period else due.to
        facts.append((name, Cell(shown(due.date), parts=(Cell(text, state=state),))))
    return Facts(title=Word(N_("Due")), facts=tuple(facts))


def _standing(account: Account) -> Iterator[Section]:
    owing = [one for one in account.standings if one.debtor]
    if owing:
        yield Progress(
            title=Word(N_("Returned by")),
            shares=tuple(_share(owing, to) for to in _receivers(owing)),
        )
    several = len(account.periods) > 1
    heads = [Word(N_("Who owes it")), account.head("unit")]
    heads += [account.head("period")] if several else []
    heads += [Word(N_("Due")), account.head("received")]
    heads += [Word(N_("State")), account.head("corrected")]
    rows = tuple(_standing_row(account, one, several) for one in account.standings)
    yield Grid(title=Word(N_("Returned, late and missing")), heads=tuple(heads), rows=rows)


def _receivers(owing: Iterable[Standing]) -> dict[str, None]:
    return dict.fromkeys(one.debtor.due.to for one in owing if one.debtor)


def _share(owing: Sequence[Standing], to: str) -> Share:
    own = [one for one in owing if one.debtor and one.debtor.due.to == to]
    done = sum(one.found is not None for one in own)
    return Share(to, done, len(own), late=sum(one.state == "missing" for one in own))


def _standing_row(account: Account, one: Standing, several: bool) -> tuple[Cell, ...]:
    reader, found, debtor = account.reader, one.found, one.debtor
    place = debtor.place if debtor else None
    url = reader.groups.addresses("region").get(place.code) if place else None
    unit = Cell(found.unit, reader.address + found.address) if found else Cell(BLANK)
    corrected = [shown(version.corrected) for version in found.versions[1:]] if found else []
    cells = [Cell(debtor.name, url) if debtor else Cell(BLANK), unit]
    cells += [Cell(one.period)] if several else []
    return (
        *cells,
        Cell(shown(debtor.due.date) if debtor else BLANK),
        Cell(shown(found.received) or BLANK if found else BLANK),
        Cell(STATES[one.state], state=one.state),
        Cell("、".join(corrected) or BLANK),
    )


def _by_line(account: Account) -> Grid:
    rows = []
    for line in account.settings.lines:
        found = account.rows(line)
        url = account.reader.address + account.addresses[line]
        units = {account.reader.text(row, "unit") for row in found if has_figures(account, row)}
        rows.append(
            (
                Cell(line.category or Word(N_("written by the units")), url),
                Cell(line.item),
                Cell(sum_of(account, found, line), number=True),
                Cell(line.count),
                Cell(f"{len(units):,}", number=True),
            )
        )
    heads = [account.head(slug) for slug in ("category", "item", "quantity", "count")]
    note = Word(N_("A blank counts as nothing reported, not as zero."))
    return Grid(
        title=Word(N_("Totals by item")),
        note=note,
        heads=(*heads, Word(N_("Units that reported"))),
        rows=tuple(rows),
        anchor="totals",
    )


def has_figures(account: Account, row: Row) -> bool:
    """Tell whether something was reported on a line."""
    return account.figures(row) != (None, None)


Sums = tuple[Decimal | None, ...]
"""The sum of each unit of count of a line, None where nothing was reported."""

_NUMBERS = ("quantity", "second")


def sums_of(account: Account, rows: Iterable[Row], line: Line) -> Sums:
    """Return the sums of rows of a line."""
    return of_sum(account, total(rows, account.reader.book), line)


def of_sum(account: Account, found: Sum, line: Line) -> Sums:
    """Return what of a sum belongs to the units of count of a line."""
    slugs = [column.slug for column in numbers_of(account.reader.book)]
    figures = dict(zip(slugs, found.figures, strict=True))
    own = (figures[slug] for slug in _NUMBERS[: len(line.counts)])
    return tuple(None if one is None else one[0] for one in own)


def said(value: Decimal | None) -> str:
    """Return a sum as readers see it."""
    return BLANK if value is None else figure(value)


def sum_of(account: Account, rows: Iterable[Row], line: Line) -> str:
    """Return the sums of a line as the form writes them: 1,200/36."""
    sums = sums_of(account, rows, line)
    return BLANK if all(one is None for one in sums) else "/".join(map(said, sums))


def _by_period(account: Account) -> Iterator[Section]:
    if len(account.periods) < 2:
        return
    rows = []
    for line in account.settings.lines:
        found = account.rows(line)
        cells = [
            Cell(f"{line.short}（{line.count}）", account.reader.address + account.addresses[line])
        ]
        for period in account.periods:
            own = [row for row in found if account.reader.text(row, "period") == period]
            cells.append(Cell(sum_of(account, own, line), number=True))
        rows.append(tuple(cells))
    heads = (account.head("category"), *account.periods)
    yield Grid(title=Word(N_("By period")), heads=heads, rows=tuple(rows))


def _by_region(account: Account) -> Iterator[Section]:
    reader = account.reader
    column, scope = reader.column("region"), reader.campaign.scope.code
    sums = {
        line: by_region(account.rows(line), reader.book, column, reader.regions, scope)
        for line in account.settings.lines
    }
    codes = {code for found in sums.values() for code in found}
    if len(codes) < 2:
        return
    rows = []
    for code, depth in tree(reader, codes):
        region = reader.regions[code]
        cells = [Cell(region.name, reader.region_url(region), depth=depth)]
        for line in account.settings.lines:
            found = sums[line].get(code)
            figures = of_sum(account, found, line) if found else [None] * len(line.counts)
            cells += [Cell(said(one), number=True) for one in figures]
        rows.append(tuple(cells))
    heads = [account.head("region")]
    heads += [
        f"{line.short}（{count}）" for line in account.settings.lines for count in line.counts
    ]
    yield Grid(title=Word(N_("By region")), heads=tuple(heads), rows=tuple(rows))
