"""Each book's totals by item and by region, with the progress of stations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.forms.account import Account
from zhuanlan.features.books.kinds.stations import is_built, is_overdue
from zhuanlan.features.books.sums import numbers_of
from zhuanlan.features.reports.booked import Booked, books
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Chart, Column, Table
from zhuanlan.features.reports.table import TableMaker
from zhuanlan.model.book import Row
from zhuanlan.model.place import Place


class Measure(NamedTuple):
    """Something that is added up: its name, its unit of count, and what each row reports."""

    name: str
    unit: str
    values: Sequence[tuple[Row, Decimal]]
    counts: bool = False
    """Whether it counts rows: where there are none, it is 0 and no blank."""

    @property
    def head(self) -> str:
        """Its name where it stands alone."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name


class _Books(TableMaker):
    name, title = "books", N_("Totals of books")

    def tables(self, facts: Facts) -> Iterator[Table]:
        for booked in books(facts):
            if booked.reader.book.kind in _OF_OTHERS:
                continue
            measures = [*_measures(booked)]
            yield _by_item(booked, measures)
            yield from _by_region(booked, measures)


BOOKS = _Books()

_OF_OTHERS = ("tasks", "press")
"""Kinds of books that other tables count."""


def _by_item(booked: Booked, measures: Sequence[Measure]) -> Table:
    _, book = booked.facts.translate, booked.reader.book
    rows = []
    for one in measures:
        figure = _cell(booked, one, one.values)
        number = Cell(len(one.values), figure.sources)
        rows.append((Cell(one.name), Cell(one.unit), figure, number))
    return Table(
        slug=f"books-{book.slug}",
        title=book.name,
        note=_(
            "All rows of the book as it is today, whatever the time of the report. A blank is "
            "not a zero."
        ),
        columns=(
            Column(_("Item")),
            Column(_("Unit of count")),
            Column(_("Figure"), "number"),
            Column(_("Rows that report it"), "number"),
        ),
        rows=tuple(rows),
        internal=booked.internal,
    )


def _measures(booked: Booked) -> Iterator[Measure]:
    """Yield what is added up of a book: of a form its lines, of others columns that count."""
    reader, _ = booked.reader, booked.facts.translate
    rows = reader.rows
    if reader.book.kind == "form":
        if booked.account.whole:
            yield from _of_form(booked.account)
        return
    yield _counting(_("Entries"), rows)
    if reader.book.kind == "stations":
        built = [row for row in rows if is_built(reader, row)]
        late = [row for row in rows if is_overdue(reader, row)]
        done = {*map(id, (*built, *late))}
        yield _counting(_("Built"), built)
        yield _counting(_("Being built"), [row for row in rows if id(row) not in done])
        yield _counting(_("Overdue"), late)
    for column in numbers_of(reader.book):
        place = reader.book.public_columns.index(column)
        for at, unit in enumerate(column.counts or ("",)):
            found = ((row, row.values[place]) for row in rows)
            values = [(row, value[at]) for row, value in found if isinstance(value, tuple)]
            yield Measure(column.name, unit, values)


def _counting(name: str, rows: Sequence[Row]) -> Measure:
    return Measure(name, "", [(row, Decimal(1)) for row in rows], counts=True)


def _cell(booked: Booked, measure: Measure, values: Sequence[tuple[Row, Decimal]]) -> Cell:
    return Cell(0) if measure.counts and not values else booked.sum(values)


def _of_form(account: Account) -> Iterator[Measure]:
    for line in account.settings.lines:
        rows = account.rows(line)
        for slug, unit in zip(("quantity", "second"), line.counts, strict=False):
            found = ((row, account.reader.value(row, slug)) for row in rows)
            values = [(row, value[0]) for row, value in found if isinstance(value, tuple)]
            yield Measure(line.category or line.short, unit, values)


def _by_region(booked: Booked, measures: Sequence[Measure]) -> Iterator[Table]:
    facts, reader = booked.facts, booked.reader
    column = next((one for one in reader.columns if one.type == "region"), None)
    if column is None or not measures:
        return
    _, scope = facts.translate, facts.campaign.scope.code
    sums: dict[tuple[str, int], list[tuple[Row, Decimal]]] = {}
    for place, measure in enumerate(measures):
        for row, value in measure.values:
            at = reader.value(row, column.slug)
            line = reader.regions.lineage(at.code, scope) if isinstance(at, Place) else ()
            for code in [region.code for region in line] or [""]:
                sums.setdefault((code, place), []).append((row, value))
    codes = dict.fromkeys(code for code, _place in sums if code)
    if not codes:
        return  # no row says where it belongs
    codes |= dict.fromkeys(place.code for place in facts.campaign.channels)
    lines = [*facts.tree({scope: None, **codes})]
    lines += [("", Cell(_("Not stated")))] if any(not code for code, _place in sums) else []
    rows = [
        (label, *(_cell(booked, one, sums.get((code, at), ())) for at, one in enumerate(measures)))
        for code, label in lines
    ]
    bars = tuple(at for at, (_code, label) in enumerate(lines) if label.depth == 1)
    title = _("{book} by region").format(book=reader.book.name)
    yield Table(
        slug=f"books-{reader.book.slug}-regions",
        title=title,
        note=_("A region counts what is below it, too."),
        columns=(Column(_("Region")), *(Column(one.head, "number", one.unit) for one in measures)),
        rows=tuple(rows),
        total=(Cell(_("Total")), *(_cell(booked, one, one.values) for one in measures)),
        charts=(Chart(title, "bar", 0, (1,), bars),) if len(bars) > 1 else (),
        internal=booked.internal,
    )
