"""Cells → the rows of a book: heads are found, cells are read, and rows are told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.features.books.cells import Cells, Meant
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.tables import Raw, Sheet, sheets_of
from zhuanlan.features.books.values import Refused, shown
from zhuanlan.load import yaml
from zhuanlan.load.source import decode
from zhuanlan.model.book import Book, Row, Value
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign

SUFFIXES = (".csv", ".xlsx", ".yaml", ".yml")
"""Files that hold rows."""

_TOTALS = frozenset("合计 总计 小计 累计 共计 总数 合 计 total sum subtotal".split())
SUMS = N_("this is a row of sums: its figures would count twice")
NO_SUMS = N_("delete it: sums are made by zhuanlan")
_NUMBERING = frozenset(("序号", "编号", "序號", "編號"))
"""Heads of columns that only number the rows; they need not be declared."""
_COUNT = re.compile(r"(.*?)\s*[(（\[]([^()（）\[\]]+)[)）\]]")
"""A head with its unit of count: 参加人数（人）."""


def rows_of(
    data: bytes,
    path: str,
    book: Book,
    around: InCampaign,
    guard: CellGuard | None = None,
    meant: Meant | None = None,
) -> list[Row]:
    """Return the rows of a file; raises ProblemError with all that is wrong with it."""
    cells = Cells(path, book, around, guard)
    if path.lower().endswith((".yaml", ".yml")):
        return _of_yaml(data, path, book, cells, meant)
    sheets, problems = sheets_of(data, path)
    reader = _Reader(book, cells, meant, problems=problems)
    for sheet in sheets:
        reader.read(sheet)
    if reader.problems:
        raise ProblemError(reader.problems)
    return reader.rows


def told_apart(rows: Iterable[Row], book: Book) -> Iterator[Problem]:
    """Yield the rows that say the same as another one does: they would count twice."""
    columns = [column.slug for column in book.all_columns]
    places = [columns.index(slug) for slug in book.keys]
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = tuple(_comparable(row.values[place]) for place in places)
        if not places or not any(key):
            continue
        first = seen.setdefault(key, row)
        if first is not row:
            there = first.cell if first.path == row.path else f"{first.path} {first.cell}"
            message = N_("the same row is there twice, also at {there}: {key}")
            named = " · ".join(shown(row.values[place]) for place in places if row.values[place])
            values = {"there": there, "key": named}
            yield at(row, message, N_("delete one of the two"), **values)


def at(row: Row, message: str, hint: str = "", **values: Any) -> Problem:
    """Return a problem of a row."""
    return Problem(row.path, row.line, 1, message, values, hint, cell=row.cell)


def _comparable(value: Value) -> object:
    return getattr(value, "code", value)


@dataclass
class _Reader:
    book: Book
    cells: Cells
    meant: Meant | None
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _width: int = 0
    """Of the head, in cells."""

    def read(self, sheet: Sheet) -> None:
        """Read the rows of a sheet."""
        head = _head(sheet, self.book)
        if head is None:
            names = ", ".join(column.name for column in self.book.all_columns)
            message = N_("no row names the columns of the book “{book}”")
            hint = N_("the head holds: {names}")
            self.problems.append(
                sheet.problem(0, 0, message, hint, book=self.book.name, names=names)
            )
            return
        columns = self._columns(sheet, head)
        for place in range(head + 1, len(sheet.rows)):
            self._row(sheet, place, columns)

    def _columns(self, sheet: Sheet, head: int) -> dict[int, BookColumn]:
        """Return the columns by the index of their cells."""
        found: dict[int, BookColumn] = {}
        known = self.book.heads
        self._width = len(sheet.rows[head])
        used = {at for row in sheet.rows[head:] for at, cell in enumerate(row) if cell is not None}
        for index, raw in enumerate(sheet.rows[head]):
            if raw is None:
                if index in used:
                    message = N_("the column has no head")
                    self.problems.append(sheet.problem(head, index, message))
                continue
            name, count = _name_and_count(raw, known)
            column = known.get(name)
            if column is None and name in _NUMBERING:
                continue
            if column is None:
                guess = likely(name, known)
                allowed = ", ".join(c.name for c in self.book.all_columns)
                values = {"value": name, "guess": guess, "allowed": allowed}
                message = N_("the book has no column “{value}”")
                hint = meant_of_allowed(guess)
                self.problems.append(sheet.problem(head, index, message, hint, **values))
            elif column in found.values():
                message = N_("the column “{value}” is there twice")
                self.problems.append(sheet.problem(head, index, message, value=name))
            else:
                if count and column.counts and count not in (column.count, column.plain.count):
                    message = N_("the column counts {count}, and its head says {found}")
                    problem = sheet.problem(head, index, message, count=column.count, found=count)
                    self.problems.append(problem)
                found[index] = column
        for column in self.book.all_columns:
            if column.needed and column not in found.values():
                message = N_("the column “{value}” is missing")
                self.problems.append(sheet.problem(head, 0, message, value=column.name))
        return found

    def _row(self, sheet: Sheet, place: int, columns: dict[int, BookColumn]) -> None:
        cells = sheet.rows[place]
        first = next((cell for cell in cells if cell is not None), None)
        if is_total(first):
            self.problems.append(sheet.problem(place, 0, SUMS, NO_SUMS))
            return
        raws = {column.slug: cells[at] for at, column in columns.items() if at < len(cells)}
        values: dict[str, Value] = {}
        for index, raw in enumerate(cells):
            column = columns.get(index)
            if column is None:
                if raw is not None and index >= self._width:
                    message = N_("the row has more cells than the table has columns")
                    hint = N_("a comma within a cell needs quotation marks around the cell")
                    self.problems.append(sheet.problem(place, index, message, hint))
                continue
            values[column.slug] = self._value(sheet, place, index, column, raws)
        for index, column in columns.items():
            if index >= len(cells):
                values[column.slug] = self._value(sheet, place, index, column, raws)
        ordered = tuple(values.get(column.slug) for column in self.book.all_columns)
        number = sheet.numbers[place] if sheet.numbers else place + 1
        self.rows.append(Row(ordered, sheet.path, sheet.cell(place, 0), number))

    def _value(
        self,
        sheet: Sheet,
        place: int,
        index: int,
        column: BookColumn,
        raws: Mapping[str, Raw],
    ) -> Value:
        try:
            return self.cells.read(column, raws, self.meant)
        except Refused as error:
            self.problems.append(refused(error, sheet, place, index))
            return None


def refused(error: Refused, sheet: Sheet, place: int, index: int) -> Problem:
    """Return what is wrong with a cell."""
    context = error.context or {}
    values = context["values"]
    return sheet.problem(place, index, context["message"], context["hint"], **values)


def is_total(raw: Raw) -> bool:
    """Tell whether a row that begins so holds sums."""
    return isinstance(raw, str) and re.sub(r"\s", "", raw).lower() in _TOTALS


def _head(sheet: Sheet, book: Book) -> int | None:
    """Return the index of the row that names the columns; titles may stand above it."""
    known = book.heads
    for place, row in enumerate(sheet.rows[:10]):
        cells = [raw for raw in row if raw is not None]
        named = sum(_name_and_count(raw, known)[0] in known for raw in cells)
        if named and named * 2 >= len(cells):
            return place
    return None


def _name_and_count(raw: Raw, known: Iterable[str]) -> tuple[str, str]:
    """Return the name of a head and the unit of count after it."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFC", str(raw)))
    if text in known:
        return text, ""
    found = _COUNT.fullmatch(text)
    return (found[1], found[2].replace("／", "/")) if found else (text, "")


def _of_yaml(data: bytes, path: str, book: Book, cells: Cells, meant: Meant | None) -> list[Row]:
    document = yaml.parse(decode(data, path), path)
    entries = document.data if document.data is not None else []
    problems: list[Problem] = []
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        message = N_("the file must hold a list of rows, each with keys and values")
        raise ProblemError([Problem(path, 1, 1, message, {}, N_("begin each row with “- ”"))])
    rows = []
    for place, entry in enumerate(entries):
        values: dict[str, Value] = {}
        named_by, wrong = _named(entry, book, document, place)
        problems += wrong
        raws = {slug: entry[key] for slug, key in named_by.items()}
        for column in book.all_columns:
            raw = raws.get(column.slug)
            given = [named_by[column.slug]] if column.slug in named_by else []
            spot = document.spot((place, given[0])) if given else document.spot((place,))
            if isinstance(raw, (list, dict)):
                problems.append(Problem(path, *spot, N_("one text is written here, not a list")))
                continue
            try:
                values[column.slug] = cells.read(column, raws, meant)
            except Refused as error:
                context = error.context or {}
                message, hint = context["message"], context["hint"]
                problems.append(Problem(path, *spot, message, context["values"], hint))
        line, _ = document.spot((place,))
        ordered: Sequence[Value] = [values.get(column.slug) for column in book.all_columns]
        rows.append(Row(tuple(ordered), path, "", line))
    if problems:
        raise ProblemError(problems)
    return rows


def _named(
    entry: Mapping[str, Any], book: Book, document: yaml.Document, place: int
) -> tuple[dict[str, str], list[Problem]]:
    """Return the keys of a row by the slugs of their columns, and what is wrong with keys."""
    known = book.heads
    named_by: dict[str, str] = {}
    problems = []
    for key in entry:
        spot = document.spot((place, key), key=True)
        if key not in known:
            guess = likely(str(key), known)
            allowed = ", ".join(column.name for column in book.all_columns)
            named = {"value": key, "guess": guess, "allowed": allowed}
            message, hint = N_("the book has no column “{value}”"), meant_of_allowed(guess)
            problems.append(Problem(document.path, *spot, message, named, hint))
        elif named_by.setdefault(known[key].slug, key) != key:
            message = N_("the column “{value}” is there twice")
            problems.append(Problem(document.path, *spot, message, {"value": key}))
    return named_by, problems
