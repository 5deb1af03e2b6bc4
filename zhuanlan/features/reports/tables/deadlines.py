"""Deadlines kept and missed: tasks, and returns of forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books.deadlines import end_of, is_late
from zhuanlan.features.books.forms.account import Account
from zhuanlan.features.reports.booked import Booked, books
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Source, Table
from zhuanlan.features.reports.table import TableMaker, share
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.model.book import Row
from zhuanlan.model.place import Place

_STATES = {
    "done": Word(N_("Kept")),
    "late": Word(N_("Late")),
    "missing": Word(N_("Missed")),
    "planned": Word(N_("Not yet due")),
}


class Duty(NamedTuple):
    """Something that somebody owes until a deadline; `row` is where it is written, if anywhere."""

    what: str
    who: str
    due: datetime
    received: datetime | None
    here: bool
    """Whether it came in."""
    rows: tuple[Row, ...]
    booked: Booked

    def state(self, now: datetime) -> str:
        """Return one of `_STATES` at a moment."""
        if self.here and (self.received is None or self.received <= now):
            late = self.received is not None and is_late(self.received, self.due)
            return "late" if late else "done"
        return "missing" if end_of(self.due) <= now else "planned"


class _Deadlines(TableMaker):
    name, title = "deadlines", N_("Deadlines kept and missed")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _ = facts.translate
        duties = [one for one in _duties(facts) if facts.span.has(one.due)]
        if not duties:
            return
        by_task: dict[tuple[str, datetime], list[Duty]] = {}
        by_debtor: dict[str, list[Duty]] = {}
        for one in duties:
            by_task.setdefault((one.what, one.due), []).append(one)
            by_debtor.setdefault(one.who, []).append(one)
        heads = tuple(Column(_(name), "number") for name in _STATES.values())
        heads = (*heads, Column(_("Total"), "number"), Column(_("Kept, share"), "share"))
        internal = any(one.booked.internal for one in duties)
        tasks = sorted(by_task.items(), key=lambda one: (one[0][1], one[0][0]))
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_("Deadlines that lie in this time. What came in later counts as late."),
            columns=(Column(_("Task")), Column(_("Due"), "date"), *heads),
            rows=tuple(
                (Cell(what), Cell(_as_day(due)), *_cells(facts, own)) for (what, due), own in tasks
            ),
            total=(Cell(_("Total")), Cell(), *_cells(facts, duties)),
            internal=internal,
        )
        yield Table(
            slug=f"{self.name}-debtors",
            title=_("Deadlines by who owes it"),
            columns=(Column(_("From")), *heads),
            rows=tuple((Cell(who), *_cells(facts, own)) for who, own in by_debtor.items()),
            total=(Cell(_("Total")), *_cells(facts, duties)),
            internal=internal,
        )


DEADLINES = _Deadlines()


def _as_day(due: datetime) -> date:
    return due.date() if due.time() == due.min.time() else due


def _duties(facts: Facts) -> Iterator[Duty]:
    for booked in books(facts, ("tasks",)):
        if booked.reader.has("due"):
            yield from _of_tasks(booked)
    for booked in books(facts, ("form",)):
        if booked.account.whole:
            yield from _of_form(booked.account, booked)


def _of_tasks(booked: Booked) -> Iterator[Duty]:
    reader = booked.reader
    for row in reader.rows:
        due, received = reader.moment(row, "due"), reader.moment(row, "received")
        who = reader.text(row, "unit") or _region(booked, reader.value(row, "region"))
        if due is not None:
            here = received is not None
            yield Duty(reader.text(row, "name"), who, due, received, here, (row,), booked)


def _region(booked: Booked, place: object) -> str:
    """Return a region by its own name, whatever it is called where it is written."""
    return booked.reader.regions[place.code].name if isinstance(place, Place) else ""


def _of_form(account: Account, booked: Booked) -> Iterator[Duty]:
    name = account.reader.book.name
    several = len(account.periods) > 1
    for one in account.standings:
        if one.debtor is None:
            continue
        what = f"{name}（{one.period}）" if several else name
        found = one.found
        rows = (found.versions[0].rows[0],) if found else ()
        received, here = (found.received if found else None), found is not None
        who = _region(booked, one.debtor.place) or one.debtor.name
        yield Duty(what, who, one.debtor.due.date, received, here, rows, booked)


def _cells(facts: Facts, duties: Sequence[Duty]) -> tuple[Cell, ...]:
    states = [one.state(facts.now) for one in duties]
    numbers = tuple(
        _cell([one for one, found in zip(duties, states, strict=True) if found == state])
        for state in _STATES
    )
    every = _cell(duties)
    kept = share(states.count("done"), len(duties))
    return (*numbers, every, Cell(kept, every.sources))


def _cell(duties: Sequence[Duty]) -> Cell:
    return Cell(len(duties), tuple(place for one in duties for place in _sources(one)))


def _sources(duty: Duty) -> tuple[int, ...]:
    """Return where a duty is written: of a return that is missing, where it is declared."""
    if duty.rows:
        return duty.booked.sources(duty.rows)
    facts = duty.booked.facts
    folder = facts.site.folders[facts.campaign.slug]
    place = f"{facts.options.content.as_posix()}/{folder}/{CAMPAIGN_FILE}"
    return (facts.sources.add(Source(f"{duty.who} {duty.what}", place)),)
