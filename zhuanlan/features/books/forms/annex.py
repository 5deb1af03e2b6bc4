"""A return that looks like the paper form: unit and time in its head, below them the lines.

单位：市中区总工会          时间：2012年
项目     | 类别              | 数量
信息报送 | 简报（期）        | 12
         | 县级媒体（条）    | 3
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.books.cells import Cells
from zhuanlan.features.books.forms.lines import LineReader, without_count
from zhuanlan.features.books.forms.settings import FormSettings, plain
from zhuanlan.features.books.rows import NO_SUMS, SUMS, is_total, refused
from zhuanlan.features.books.tables import MERGED, Raw, Sheet, sheets_of
from zhuanlan.features.books.values import Refused, shown
from zhuanlan.model.book import Row, Value

HEAD = {
    "unit": ("单位", "單位", "填报单位", "报送单位"),
    "period": ("时间", "時間", "报告期"),
    "region": ("地区", "地區"),
    "received": ("收到日期", "收到"),
    "corrected": ("更正日期", "更正"),
}
"""What may stand above the lines before a colon, the first as the empty form has it."""

_LABELS = {name: slug for slug, names in HEAD.items() for name in names}
_LABEL = re.compile(
    r"(?:^|(?<=[\s，,；;]))("
    + "|".join(sorted(_LABELS, key=len, reverse=True))
    + r")(?:（盖章）|\(盖章\))?\s?[:：]"
)
_NOTE = re.compile(
    r"(?:注意|注|备注|说明|填表说明|填表人|填报人|审核人|负责人|联系人|电话|联系电话)\s?[:：]"
)
"""What may stand below the lines: it is not read, nor kept."""

LINES = ("item", "category", "count", "quantity", "second")
"""Columns of the lines."""

_FILLED = ("category", "quantity", "second")


def return_of(data: bytes, path: str, cells: Cells, reader: LineReader) -> list[Row]:
    """Return the rows of a file that holds one return; raises ProblemError with all that is
    wrong with it."""
    sheets, problems = sheets_of(data, path)
    # the paper form merges the cells of an item; what that means is known here
    problems = [problem for problem in problems if problem.message != MERGED]
    found = [_Return(sheet, cells, reader) for sheet in sheets]
    rows = [row for one in found for row in one.rows()]
    problems += [problem for one in found for problem in one.problems]
    if not sheets and not problems:
        problems.append(Problem(path, 0, 0, N_("the file is empty")))
    if not problems:
        problems += _several(found)
    if problems:
        raise ProblemError(problems)
    return rows


def _several(found: Sequence[_Return]) -> Iterator[Problem]:
    """Yield each return after the first: a file holds one."""
    first, *others = found
    for one in others:
        if one.values["period"] != first.values["period"]:
            yield _second(one, "period", first.values["period"], one.values["period"])
        elif one.values["unit"] != first.values["unit"]:
            yield _second(one, "unit", first.values["unit"], one.values["unit"])


_SECOND = {
    "period": N_("the file holds returns of two periods: {first} and {second}"),
    "unit": N_("the file holds returns of two units: {first} and {second}"),
}


def _second(one: _Return, what: str, first: Value, second: Value) -> Problem:
    place, index = one.places.get(what, (0, 0))
    hint = N_("save one file for each unit and period")
    values = {"first": shown(first), "second": shown(second)}
    return one.sheet.problem(place, index, _SECOND[what], hint, **values)


@dataclass
class _Return:
    """A sheet with a return."""

    sheet: Sheet
    cells: Cells
    reader: LineReader
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    """Those of the head."""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def settings(self) -> FormSettings:
        return self.cells.book.settings  # type: ignore[no-any-return]

    def rows(self) -> list[Row]:
        """Return a row for each line, blank ones too: they tell what was not reported."""
        names = {
            plain(name): column.slug
            for column in self.cells.book.all_columns
            for name in (column.slug, column.name)
            if column.slug in LINES
        }
        top, columns = self._top(names)
        if not columns:
            message = N_("no row names the columns of the form: {names}")
            hint = N_("a table of many returns is named books/{book}.csv or .xlsx")
            wanted = "、".join(self._name(slug) for slug in ("item", "category", "quantity"))
            book = self.cells.book.slug
            self.problems.append(self.sheet.problem(0, 0, message, hint, names=wanted, book=book))
            return []
        self._read_head(top)
        return self._lines(top, columns)

    def _name(self, slug: str) -> str:
        columns = self.cells.book.all_columns
        return next(column.name for column in columns if column.slug == slug)

    def _top(self, names: Mapping[str, str]) -> tuple[int, dict[str, int]]:
        """Return the index of the row that names the columns, and their indices."""
        for place, row in enumerate(self.sheet.rows):
            found: dict[str, int] = {}
            for index, raw in enumerate(row):
                if isinstance(raw, str) and (slug := names.get(plain(raw))):
                    found.setdefault(slug, index)
            if {"item", "quantity"} <= found.keys():
                return place, found
        return 0, {}

    def _read_head(self, top: int) -> None:
        raws: dict[str, Raw] = {}
        for place, row in enumerate(self.sheet.rows[:top]):
            for slug, raw, index in _labelled(row):
                if slug in raws and raw is not None and raws[slug] not in (None, raw):
                    message, hint = _SECOND.get(slug), N_("save one file for each unit and period")
                    message = message or N_("“{name}” is there twice")
                    values = {"first": str(raws[slug]), "second": str(raw), "name": HEAD[slug][0]}
                    self.problems.append(self.sheet.problem(place, index, message, hint, **values))
                raws.setdefault(slug, raw)
                self.places.setdefault(slug, (place, index))
        for column in self.cells.book.all_columns:
            if column.slug in HEAD:
                place, index = self.places.get(column.slug, (0, 0))
                self.values[column.slug] = self._value(column.slug, raws, place, index)

    def _value(self, slug: str, raws: Mapping[str, Raw], place: int, index: int) -> Value:
        column = next(one for one in self.cells.book.all_columns if one.slug == slug)
        try:
            return self.cells.read(column, raws, self.reader)
        except Refused as error:
            self.problems.append(refused(error, self.sheet, place, index))
            return None

    def _lines(self, top: int, columns: Mapping[str, int]) -> list[Row]:
        rows: list[Row] = []
        item: Raw = None
        seen: set[tuple[str, str]] = set()
        for place in range(top + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[place]
            written = [raw for raw in cells if raw is not None]
            if isinstance(written[0], str) and _NOTE.match(written[0]):
                continue
            if isinstance(written[0], str) and (found := [*_labelled(cells)]):
                self._below(place, found)
                continue
            raws = {slug: cells[at] for slug, at in columns.items() if at < len(cells)}
            if any(is_total(raws.get(slug)) for slug in ("item", "category")):
                self.problems.append(self.sheet.problem(place, 0, SUMS, NO_SUMS))
                continue
            self._beside(place, cells, columns)
            own = raws.get("item")
            raws["item"] = item = item if own is None else own
            line = self.reader.line(raws)
            if own is None and line is None and self.reader.item(item) is None:
                continue  # its item is said above to be unknown
            filled = (without_count(raws.get(slug))[0] for slug in _FILLED)
            if line and not line.category and all(raw is None for raw in filled):
                continue  # a blank line that the unit did not need
            rows.append(self._row(place, raws, columns))
            if line:
                seen.add((line.item, line.category))
        for line in self.settings.lines:
            if (line.item, line.category) not in seen:
                blank = {"item": line.item, "category": line.category or None}
                rows.append(self._made(top, self.values | blank))
        return rows

    def _below(self, place: int, found: Sequence[tuple[str, Raw, int]]) -> None:
        """Say that another return begins below the lines."""
        hint = N_("save one file for each unit and period")
        for slug, raw, index in sorted(found):
            first = shown(self.values.get(slug))
            if slug in _SECOND and raw is not None and str(raw) != first:
                values = {"first": first, "second": str(raw)}
                self.problems.append(
                    self.sheet.problem(place, index, _SECOND[slug], hint, **values)
                )
                return
        self.problems.append(self.sheet.problem(place, 0, N_("another return begins here"), hint))

    def _beside(self, place: int, cells: Sequence[Raw], columns: Mapping[str, int]) -> None:
        """Say what stands in no column of the form."""
        for index, raw in enumerate(cells):
            if raw is not None and index not in columns.values():
                message = N_("this stands outside of the form: {value}")
                self.problems.append(self.sheet.problem(place, index, message, value=str(raw)))

    def _row(self, place: int, raws: Mapping[str, Raw], columns: Mapping[str, int]) -> Row:
        values = dict(self.values)
        for slug in LINES:
            values[slug] = self._value(slug, raws, place, columns.get(slug, 0))
        return self._made(place, values)

    def _made(self, place: int, values: Mapping[str, Value]) -> Row:
        ordered = tuple(values.get(column.slug) for column in self.cells.book.all_columns)
        number = self.sheet.numbers[place]
        return Row(ordered, self.sheet.path, self.sheet.cell(place, 0), number)


def _labelled(row: Sequence[Raw]) -> Iterator[tuple[str, Raw, int]]:
    """Yield what is named in a row: its label, the value after it, and the index of its cell."""
    for index, raw in enumerate(row):
        if not isinstance(raw, str):
            continue
        labels = [*_LABEL.finditer(raw)]
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(raw)
            value: Raw = raw[label.end() : end].strip() or None
            if value is None and number + 1 == len(labels):
                after = row[index + 1] if index + 1 < len(row) else None
                if not (isinstance(after, str) and _LABEL.search(after)):
                    value = after
            yield _LABELS[label[1]], value, index
