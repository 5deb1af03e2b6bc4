"""A form as its pages show it: returns with their versions, figures by line, and who is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from zhuanlan.features.books.deadlines import is_late
from zhuanlan.features.books.forms.returns import (
    ORIGINAL,
    Debtor,
    Slot,
    by_return,
    debtors,
    slot_of,
)
from zhuanlan.features.books.forms.settings import FormSettings, Line
from zhuanlan.features.books.naming import addresses_of
from zhuanlan.features.books.reader import BookReader
from zhuanlan.model.book import Row
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.place import Place

NEEDED = ("region", "unit", "period", "item", "category", "quantity", "second")
"""Columns without which a form has no tables; `corrected` and `replaced` go with them."""


@dataclass(frozen=True, slots=True)
class Version:
    """A return as it came in, the first time or to correct an earlier one."""

    corrected: datetime | None
    """None where it is the first."""
    received: datetime | None
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Return:
    """What a unit returned for a period."""

    unit: str
    period: str
    place: Place | None
    versions: Sequence[Version]
    address: str
    """Of its page, below the book's."""

    @property
    def received(self) -> datetime | None:
        """When it came in the first time, which may have been in time."""
        return self.versions[0].received


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that a correction changed; `category` is one of a line that units name."""

    date: datetime
    line: Line
    category: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody who owes a return has returned it; `debtor` is None who owes none."""

    debtor: Debtor | None
    period: str
    found: Return | None
    state: str
    """One of `done`, `late`, `missing` and `planned`."""


class Account:
    """The returns of a form."""

    def __init__(self, reader: BookReader) -> None:
        self.reader = reader
        self.settings: FormSettings = reader.book.settings

    @property
    def whole(self) -> bool:
        """Whether readers see enough of it for tables."""
        return all(self.reader.has(slug) for slug in (*NEEDED, "corrected", "replaced"))

    def head(self, slug: str) -> str:
        """Return the name of a column."""
        return next(one.name for one in self.reader.book.all_columns if one.slug == slug)

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """All returns, those of a unit in the order of periods."""
        reader = self.reader
        found = by_return(reader.rows, reader.value)
        keys = sorted(found, key=lambda key: (self.periods.index(key[1]), key[0]))
        named = ((" ".join(key), "\0".join(key)) for key in keys)
        addresses = addresses_of(named, reader.site.config.pinyin, "returns/")
        made = []
        for key, address in zip(keys, addresses, strict=True):
            versions = [
                Version(
                    None if date == ORIGINAL else date,
                    next((one for row in rows if (one := reader.moment(row, "received"))), None),
                    rows,
                )
                for date, rows in found[key].items()
            ]
            place = reader.value(versions[-1].rows[0], "region")
            place = place if isinstance(place, Place) else None
            made.append(Return(*key, place, versions, address))
        return tuple(made)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The declared periods, or those of the returns."""
        found = (self.reader.text(row, "period") for row in self.reader)
        return tuple(dict.fromkeys((*self.settings.periods, *found)))

    @cached_property
    def current(self) -> tuple[Row, ...]:
        """Rows that were not corrected."""
        return tuple(row for row in self.reader if self.reader.value(row, "replaced") is None)

    @cached_property
    def by_line(self) -> Mapping[Slot, Sequence[Row]]:
        """The current rows of each line, blank ones too."""
        found: dict[Slot, list[Row]] = defaultdict(list)
        for row in self.current:
            found[slot_of(row, self.reader.value, self.settings)].append(row)
        return found

    def rows(self, line: Line) -> Sequence[Row]:
        """Return the current rows of a line."""
        return self.by_line.get((line.item, line.category), ())

    @cached_property
    def addresses(self) -> Mapping[Line, str]:
        """The addresses of the pages of lines, below the book's."""
        lines = self.settings.lines
        named = ((line.short, f"{line.item}\0{line.category}") for line in lines)
        addresses = addresses_of(named, self.reader.site.config.pinyin, "lines/")
        return dict(zip(lines, addresses, strict=True))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Who has returned the form, in order: those who owe it, then others."""
        found: list[Standing] = []
        for period in self.periods:
            units: dict[str, list[Return]] = defaultdict(list)
            regions: dict[str, list[Return]] = defaultdict(list)
            for one in self.returns:
                if one.period == period:
                    units[one.unit].append(one)
                    if one.place:
                        regions[one.place.code].append(one)
            owed: set[str] = set()
            for debtor in self._owing(period):
                place = debtor.place
                own = regions[place.code] if place else units[debtor.name]
                first = min(own, key=lambda one: one.received or ORIGINAL, default=None)
                owed |= {first.unit} if first else set()
                found.append(Standing(debtor, period, first, self._state(debtor, first)))
            others = (one for unit, own in units.items() if unit not in owed for one in own)
            found += [Standing(None, period, one, "done") for one in others]
        return tuple(found)

    @cached_property
    def _states(self) -> Mapping[tuple[str, str], str]:
        return {
            (one.found.unit, one.period): one.state
            for one in self.standings
            if one.found and one.debtor
        }

    def state(self, of: Return) -> str:
        """Return the state of a return that was owed, an empty string of others."""
        return self._states.get((of.unit, of.period), "")

    def lines_of(self, of: Return) -> Iterator[tuple[Line, Sequence[Row]]]:
        """Yield each line of the form with the current rows of a return."""
        found: dict[Slot, list[Row]] = defaultdict(list)
        for version in of.versions:
            for row in version.rows:
                if self.reader.value(row, "replaced") is None:
                    found[slot_of(row, self.reader.value, self.settings)].append(row)
        for line in self.settings.lines:
            yield line, found.get((line.item, line.category), ())

    def _owing(self, period: str) -> list[Debtor]:
        campaign = self.reader.campaign
        around = InCampaign(self.reader.regions, campaign.scope.code, campaign)
        return debtors(self.settings, period, around)

    def _state(self, debtor: Debtor, found: Return | None) -> str:
        if found is None:
            return "missing" if self.reader.passed(debtor.end) else "planned"
        late = found.received is not None and is_late(found.received, debtor.due.date)
        return "late" if late else "done"

    def changes(self, of: Return) -> Iterator[Change]:
        """Yield what the corrections of a return changed, in order."""
        known: dict[Slot, Sequence[Row]] = {}
        for version in of.versions:
            slots: dict[Slot, list[Row]] = defaultdict(list)
            for row in version.rows:
                slots[slot_of(row, self.reader.value, self.settings)].append(row)
            if version.corrected:
                for slot, rows in slots.items():
                    yield from self._changed(version.corrected, slot, known.get(slot, ()), rows)
            known |= slots

    def _changed(
        self, date: datetime, slot: Slot, before: Iterable[Row], after: Iterable[Row]
    ) -> Iterator[Change]:
        old = {self.reader.text(row, "category"): row for row in before}
        new = {self.reader.text(row, "category"): row for row in after}
        line = self.settings.line(*slot)
        for category in dict.fromkeys((*old, *new)):
            one, other = old.get(category), new.get(category)
            if line and self.figures(one) != self.figures(other):
                yield Change(date, line, category, one, other)

    def figures(self, row: Row | None) -> tuple[object, object]:
        """Return the figures of a row, None where it is blank."""
        if row is None:
            return None, None
        return self.reader.value(row, "quantity"), self.reader.value(row, "second")
