"""示范点: places that a responsible unit has to set up by a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books import summaries
from zhuanlan.features.books.checks import are_pictures, in_order
from zhuanlan.features.books.deadlines import end_of
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.kinds.events import events_at
from zhuanlan.features.books.reader import BLANK, BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import (
    Cell,
    Figure,
    Item,
    Photograph,
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
from zhuanlan.model.place import Place

_MATERIAL = {"type": "file", "choices": ("有", "无")}


class _Stations(Kind):
    """The last choice of the state is that a station is built."""

    name = "stations"
    title = N_("stations")
    chinese = ("示范点",)
    columns = (
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="place", name="地址"),
        BookColumn(slug="unit", name="责任单位", type="unit", needed=True),
        BookColumn(slug="deadline", name="期限", type="date"),
        BookColumn(
            slug="state",
            name="状态",
            type="choice",
            choices=("筹备", "建设中", "已建成"),
            needed=True,
        ),
        BookColumn(slug="begun", name="开建日期", type="date"),
        BookColumn(slug="since", name="建成日期", type="date"),
        BookColumn(slug="recruitment", name="志愿者招募"),
        BookColumn(slug="rules", name="服务制度", **_MATERIAL),
        BookColumn(slug="handbook", name="服务手册", **_MATERIAL),
        BookColumn(slug="picture", name="图片", type="file"),
        BookColumn(slug="post", name="相关报道", type="post"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name",)
    named_by = "name"
    marked = ("state",)
    unlisted = ("place", "begun", "recruitment", "rules", "handbook", "picture", "post", "note")

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        """Yield what contradicts itself: built without a date, or before it was begun."""
        yield from in_order(rows, book, "begun", "since")
        yield from are_pictures(rows, book, "picture")
        pick = picker(book.all_columns)
        columns = {column.slug: column for column in book.all_columns}
        state, since = columns["state"], columns["since"]
        for row in rows:
            found, day = pick(row, "state"), pick(row, "since")
            values = {"state": found, "name": since.name, "built": _built(state)}
            if found == _built(state) and day is None:
                message = N_("the state is “{state}”, and “{name}” is blank")
                yield at(row, message, N_("write the day, or correct the state"), **values)
            elif found != _built(state) and day is not None:
                message = N_("“{name}” is {date}, and the state is “{state}”")
                hint = N_("write “{built}”, or leave the date blank")
                yield at(row, message, hint, date=shown(day), **values)

    def moments(self, rows: Sequence[Row], book: Book) -> Iterable[datetime]:
        """Yield when deadlines have passed, and the days from which stations are built."""
        pick = picker(book.public_columns)
        for row in rows:
            deadline, since = pick(row, "deadline"), pick(row, "since")
            if isinstance(deadline, datetime):
                yield end_of(deadline)
            if isinstance(since, datetime):
                yield since

    def reads(self, reader: BookReader) -> Iterable[GroupKey]:
        """Yield the books whose events are held at stations."""
        for events in reader.others("events"):
            yield from events.reads

    def sections(self, reader: BookReader) -> Iterator[Section]:
        """Yield how far the stations are, by region and by unit."""
        if not len(reader):
            return
        built = sum(is_built(reader, row) for row in reader)
        late = sum(is_overdue(reader, row) for row in reader)
        figures = [Figure(Word(N_("Built")), f"{built:,}", state="done")]
        figures.append(Figure(Word(N_("Being built")), f"{len(reader) - built - late:,}"))
        figures.append(Figure(Word(N_("Overdue")), f"{late:,}", state="late" if late else ""))
        yield summaries.key_figures(reader, figures)
        yield from _by_region(reader)
        yield from _by_unit(reader)

    def cell(self, reader: BookReader, row: Row, slug: str) -> Cell:
        """Return a cell; the state tells what is overdue or was built late."""
        cell = super().cell(reader, row, slug)
        if slug != "state":
            return cell
        if is_built(reader, row):
            late = (Cell(Word(N_("after the deadline"))),) if _was_late(reader, row) else ()
            return Cell(cell.text, state="done", parts=late)
        announced = reader.moment(row, "since") is not None  # built on a day that is to come
        if is_overdue(reader, row):
            overdue = Cell(Word(N_("not built in time")), state="late")
            return overdue if announced else Cell(cell.text, parts=(overdue,))
        return Cell(Word(N_("to come"))) if announced else cell

    def entry(self, reader: BookReader, row: Row) -> Iterator[Section]:
        """Yield the facts of a station, how it was built, and the events held there."""
        if image := reader.image(row, "picture", reader.text(row, "name")):
            yield Photograph(image=image)
        yield summaries.facts(reader, row, ("picture", "begun", "since", "deadline"))
        if history := [*_history(reader, row)]:
            yield Timeline(title=Word(N_("How it was built")), items=tuple(history))
        for events in reader.others("events"):
            yield from events_at(events, "station", reader.text(row, "name"))


STATIONS = _Stations()


def _built(state: BookColumn) -> str:
    return state.choices[-1] if state.choices else ""


def is_built(reader: BookReader, row: Row) -> bool:
    """Tell whether a station is built on the day of the build."""
    if not reader.has("state") or reader.value(row, "state") != _built(reader.column("state")):
        return False
    since = reader.moment(row, "since")
    return since is None or reader.passed(since)


def is_overdue(reader: BookReader, row: Row) -> bool:
    """Tell whether the deadline of a station has passed, and it is not built."""
    deadline = reader.moment(row, "deadline")
    if deadline is None or not reader.has("state"):
        return False
    return not is_built(reader, row) and reader.passed(end_of(deadline))


def _was_late(reader: BookReader, row: Row) -> bool:
    deadline, since = reader.moment(row, "deadline"), reader.moment(row, "since")
    return bool(deadline and since and since >= end_of(deadline))


def _share(reader: BookReader, rows: Sequence[Row], name: str, **more: object) -> Share:
    done = sum(is_built(reader, row) for row in rows)
    late = sum(is_overdue(reader, row) for row in rows)
    return Share(name, done, len(rows), late, **more)  # type: ignore[arg-type]


def _by_region(reader: BookReader) -> Iterator[Section]:
    found: dict[str, list[Row]] = {}
    for row in reader:
        place = reader.value(row, "region")
        if isinstance(place, Place):
            for region in reader.regions.lineage(place.code, reader.campaign.scope.code):
                found.setdefault(region.code, []).append(row)
    shares = []
    for code, depth in summaries.tree(reader, found):
        region = reader.regions[code]
        url = reader.region_url(region)
        shares.append(_share(reader, found[code], region.name, url=url, depth=depth))
    if shares:
        title = Word(N_("Progress by region"))
        yield Progress(title=title, shares=tuple(shares))


def _by_unit(reader: BookReader) -> Iterator[Section]:
    if not reader.has("unit"):
        return
    found: dict[str, list[Row]] = {}
    for row in reader:
        found.setdefault(reader.text(row, "unit"), []).append(row)
    column = reader.column("unit")
    shares = [
        _share(reader, rows, name or BLANK, url=reader.url(column, name or None))
        for name, rows in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    yield Progress(title=Word(N_("Progress by unit")), shares=tuple(shares))


def _history(reader: BookReader, row: Row) -> Iterator[Item]:
    """Yield the days of a station in the order of time."""
    days: list[tuple[datetime, Item]] = []
    for slug in ("begun", "deadline", "since"):
        if moment := reader.moment(row, slug):
            state, word = "", ""
            if slug == "deadline" and is_overdue(reader, row):
                state, word = "late", Word(N_("not built in time"))
            if slug == "since" and _was_late(reader, row):
                state, word = "late", Word(N_("after the deadline"))
            item = Item(reader.column(slug).name, over=shown(moment), state=state, state_name=word)
            days.append((moment, item))
    for _, item in sorted(days, key=lambda one: one[0]):
        yield item
