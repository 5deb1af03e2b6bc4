"""Returns put together from rows: versions with what they correct, and who owes one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.features.books.deadlines import end_of
from zhuanlan.features.books.forms.settings import Due, FormSettings
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.values import Refused, shown
from zhuanlan.model.book import Book, Pick, Row, picker
from zhuanlan.model.campaign import Campaign, InCampaign
from zhuanlan.model.fields import refuse_choice
from zhuanlan.model.place import Place, resolve_place

ORIGINAL = datetime(1, 1, 1)  # noqa: DTZ001 - as books hold dates
"""Stands for the date of correction of a return that corrects none."""

Slot = tuple[str, str]
"""What a version of a return replaces: a line of the form, or all lines of an item that units name
themselves, whose category is empty."""


def by_return(rows: Iterable[Row], value: Pick) -> dict[tuple[str, str], dict[datetime, list[Row]]]:
    """Return the rows of each unit and period by the dates of correction, the original first."""
    found: dict[tuple[str, str], dict[datetime, list[Row]]] = defaultdict(dict)
    for row in rows:
        corrected = value(row, "corrected")
        date = corrected if isinstance(corrected, datetime) else ORIGINAL
        key = str(value(row, "unit")), str(value(row, "period"))
        found[key].setdefault(date, []).append(row)
    return {key: dict(sorted(versions.items())) for key, versions in found.items()}


def slot_of(row: Row, value: Pick, settings: FormSettings) -> Slot:
    """Return what a row is replaced with."""
    item, category = str(value(row, "item")), value(row, "category")
    line = settings.line(item, category if isinstance(category, str) else None)
    return item, line.category if line else ""


def settled(rows: Sequence[Row], book: Book) -> list[Row]:
    """Return rows with the date on which each was corrected, if it was."""
    place = [column.slug for column in book.all_columns].index("replaced")
    value = picker(book.all_columns)
    dates: dict[int, datetime] = {}
    for versions in by_return(rows, value).values():
        if len(versions) < 2:
            continue
        later: dict[Slot, datetime] = {}
        for date, own in reversed(versions.items()):
            slots = [slot_of(row, value, book.settings) for row in own]
            for row, slot in zip(own, slots, strict=True):
                if slot in later:
                    dates[id(row)] = later[slot]
            later |= dict.fromkeys(slots, date)
    return [_replaced(row, place, dates.get(id(row))) for row in rows]


def _replaced(row: Row, place: int, date: datetime | None) -> Row:
    return replace(row, values=(*row.values[:place], date, *row.values[place + 1 :]))


def wrong_in(rows: Sequence[Row], book: Book) -> Iterator[Problem]:
    """Yield returns that are there twice, lines that are, and corrections of nothing."""
    value = picker(book.all_columns)
    for (unit, period), versions in by_return(rows, value).items():
        for date, own in versions.items():
            first, twice = own[0], False
            for source, row in _sources(own).items():
                if source != _source(first):
                    twice = True
                    values = {"unit": unit, "period": period, "there": _place(first, row)}
                    message = N_("the return of {unit} for {period} is there twice, also {there}")
                    hint = N_("delete one; one that corrects the other has a 更正日期 in its head")
                    yield at(row, message, hint, **values)
            if not twice:
                yield from _lines_twice(own, value)
            if date != ORIGINAL and ORIGINAL not in versions and date == min(versions):
                message = N_("no return of {unit} for {period} is there that this one corrects")
                hint = N_("take its 更正日期 away, or add the earlier return")
                yield at(first, message, hint, unit=unit, period=period)


def _source(row: Row) -> tuple[str, str]:
    return row.path, row.cell.rpartition("!")[0]


def _sources(rows: Iterable[Row]) -> Mapping[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        found.setdefault(_source(row), row)
    return found


def _place(row: Row, seen_from: Row) -> str:
    return row.cell if row.path == seen_from.path else f"{row.path} {row.cell}"


def _lines_twice(rows: Iterable[Row], value: Pick) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        item, category = shown(value(row, "item")), shown(value(row, "category"))
        first = seen.setdefault((item, category), row)
        if first is not row:
            values = {"line": category or item, "there": _place(first, row)}
            message = N_("the line “{line}” is there twice, also at {there}")
            yield at(row, message, N_("write it once, with the sum of both"), **values)


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who has to return a form: a unit, or whoever returns it of a region."""

    name: str
    place: Place | None
    """The region; None where a unit is named."""
    due: Due

    @property
    def end(self) -> datetime:
        """The moment from which it is missing."""
        return end_of(self.due.date)


def debtors(settings: FormSettings, period: str, around: InCampaign) -> list[Debtor]:
    """Return who owes a form of a period, each once, by the first deadline that names it.

    Names that nobody knows are left out; `unknown_debtors` tells of them.
    """
    found: dict[str, Debtor] = {}
    for due in settings.dues(period):
        for name in due.who:
            with suppress(Refused):
                for one, place in _meant(name, around):
                    found.setdefault(one, Debtor(one, place, due))
    return [*found.values()]


def unknown_debtors(settings: FormSettings, around: InCampaign) -> Iterator[Problem]:
    """Yield names of who owes a return that are neither units nor regions."""
    for name in dict.fromkeys(name for due in settings.due for name in due.who):
        try:
            found = [*_meant(name, around)]
        except Refused as error:
            context = error.context or {}
            yield _declared(around, context["message"], context["hint"], context["values"])
        else:
            if not found:
                message = N_("“{value}” owe a return, and the campaign declares none")
                yield _declared(
                    around, message, N_("declare them in campaign.yaml"), {"value": name}
                )


def _declared(around: InCampaign, message: str, hint: str, values: dict[str, str]) -> Problem:
    return Problem(f"{around.campaign.slug}/campaign.yaml", 0, 0, message, values, hint)


def _meant(name: str, around: InCampaign) -> Iterator[tuple[str, Place | None]]:
    campaign: Campaign = around.campaign
    if name in _CHANNELS:
        yield from ((place.name, place) for place in campaign.channels)
    elif name in _UNITS:
        yield from ((unit.name, None) for unit in campaign.units)
    elif unit := campaign.unit(name):
        yield unit.name, None
    else:
        try:
            place = resolve_place(name, around, around.scope)
        except Refused:
            units = [one for unit in campaign.units for one in unit.names]
            regions = [place.name for place in campaign.channels]
            message = N_("“{value}” owes a return, and is neither a unit nor a region")
            allowed = ["channels", "units", *regions, *units]
            raise refuse_choice(message, name, allowed) from None
        yield place.name, place


_CHANNELS = ("channels", "地方频道")
_UNITS = ("units", "单位")
