"""报送: what is due from whom, to whom and until when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books.deadlines import end_of, is_late
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.reader import BLANK, BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import (
    Cell,
    Figure,
    Figures,
    Grid,
    Item,
    Section,
    Timeline,
)
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign

_STATES = {
    "done": Word(N_("done")),
    "late": Word(N_("done late")),
    "missing": Word(N_("overdue")),
    "planned": Word(N_("due")),
}


class _Tasks(Kind):
    name = "tasks"
    title = N_("tasks")
    chinese = ("报送事项",)
    columns = (
        BookColumn(slug="name", name="事项", needed=True),
        BookColumn(slug="unit", name="报送单位", type="unit"),
        BookColumn(slug="region", name="报送地区", type="region"),
        BookColumn(slug="to", name="报送至", type="unit", needed=True),
        BookColumn(slug="due", name="截止时间", type="date", needed=True),
        BookColumn(slug="received", name="收到时间", type="date"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name", "unit", "region")
    declares = "key_dates"
    lists_rows = False

    def declared(self, rows: Sequence[Row], book: Book) -> Iterator[dict[str, str]]:
        pick = picker(book.all_columns)
        dues = dict.fromkeys((pick(row, "name"), pick(row, "due")) for row in rows)
        for name, due in dues:  # one, however many owe it
            if name and isinstance(due, datetime):
                yield {"title": str(name), "date": shown(due)}

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        value = picker(book.all_columns)
        names = {column.slug: column.name for column in book.all_columns}
        for row in rows:
            if value(row, "unit") is None and value(row, "region") is None:
                message = N_("nobody owes “{name}”")
                hint = N_("write who does into {unit} or {region}")
                values = {"unit": names["unit"], "region": names["region"]}
                yield at(row, message, hint, name=value(row, "name"), **values)

    def moments(self, rows: Sequence[Row], book: Book) -> Iterable[datetime]:
        value = picker(book.public_columns)
        for row in rows:
            due, received = value(row, "due"), value(row, "received")
            if isinstance(due, datetime):
                yield end_of(due)
            if isinstance(received, datetime):
                yield received

    def sections(self, reader: BookReader) -> Iterator[Section]:
        if not reader.has("due"):
            return
        yield _key_figures(reader)
        yield from _next(reader)
        yield from _by_debtor(reader)
        yield _all(reader)


TASKS = _Tasks()


def _state(reader: BookReader, row: Row) -> str:
    due, received = reader.moment(row, "due"), reader.moment(row, "received")
    if received and reader.passed(received):  # what is to come may still not come
        return "late" if due and is_late(received, due) else "done"
    return "missing" if due and reader.passed(end_of(due)) else "planned"


def _key_figures(reader: BookReader) -> Figures:
    states = [_state(reader, row) for row in reader]
    figures = (
        Figure(name, f"{states.count(state):,}", state=state)
        for state, name in _STATES.items()
        if state in states
    )
    return Figures(figures=tuple(figures))


def _in_time(reader: BookReader, rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: reader.moment(row, "due") or datetime.max)  # noqa: DTZ901


def _debtor(reader: BookReader, row: Row) -> Cell:
    unit, region = reader.cell(row, "unit"), reader.cell(row, "region")
    return region if reader.value(row, "unit") is None else unit


def _next(reader: BookReader) -> Iterator[Timeline]:
    """Yield what is open: the overdue, then the next."""
    open_ = [row for row in reader if _state(reader, row) in ("missing", "planned")]
    items = []
    for row in _in_time(reader, open_):
        state = _state(reader, row)
        lines: list[tuple[str, Cell]] = [(Word(N_("From")), _debtor(reader, row))]
        lines += [(reader.column(s).name, reader.cell(row, s)) for s in ("to",) if reader.has(s)]
        title, over = reader.text(row, "name"), reader.text(row, "due")
        look = "late" if state == "missing" else state
        items.append(
            Item(title, over=over, state=look, state_name=_STATES[state], lines=tuple(lines))
        )
    if items:
        yield Timeline(title=Word(N_("Open, next first")), items=tuple(items))


def _by_debtor(reader: BookReader) -> Iterator[Grid]:
    """Yield how many tasks of each debtor are in each state."""
    groups: dict[str, list[Row]] = {}
    for row in reader:
        groups.setdefault(_debtor(reader, row).text, []).append(row)
    groups.pop(BLANK, None)
    if len(groups) < 2:
        return
    lines = tuple((_debtor(reader, own[0]), *_counts(reader, own)) for own in groups.values())
    foot = (Cell(Word(N_("Total"))), *_counts(reader, reader))
    heads = (Word(N_("From")), *_STATES.values())
    yield Grid(title=Word(N_("Done by")), heads=heads, rows=lines, foot=foot)


def _counts(reader: BookReader, rows: Iterable[Row]) -> tuple[Cell, ...]:
    states = [_state(reader, row) for row in rows]
    return tuple(Cell(f"{states.count(state):,}", number=True) for state in _STATES)


def _all(reader: BookReader) -> Grid:
    """Return all tasks in the order of their deadlines, with their states."""
    used = [
        column.slug
        for column in reader.columns
        if any(reader.value(row, column.slug) is not None for row in reader)
    ]
    rows = []
    for row in _in_time(reader, reader):
        state = _state(reader, row)
        rows.append((*(reader.cell(row, slug) for slug in used), Cell(_STATES[state], state=state)))
    heads = (*(reader.column(slug).name for slug in used), Word(N_("State")))
    return Grid(title=Word(N_("All tasks")), heads=heads, rows=tuple(rows), anchor="tasks")
