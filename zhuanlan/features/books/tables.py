"""CSV and XLSX files → cells, each with its place. Files are hostile until read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.source import decode

MOST_CELLS = 5_000_000
"""Cells of a file; 100,000 rows of a form with 20 columns are two million."""

_MOST_BYTES = 512 << 20
"""Bytes of a workbook once unpacked."""


MERGED = N_("cells are merged here")


class Percent(float):
    """A number that a workbook shows as a percentage: 0.12 where readers see 12%."""


Raw = str | int | float | datetime | None
"""What a cell holds before its column says what it means."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a table by row; `name` is empty in a CSV file.

    `numbers` are the numbers of the rows in the file, which begin with 1.
    """

    path: str
    name: str
    rows: Sequence[Sequence[Raw]]
    numbers: Sequence[int] = field(default=())

    def cell(self, row: int, column: int) -> str:
        """Return the name of a cell by the indices of its row and column: `表1!C5`."""
        number = self.numbers[row] if self.numbers else row + 1
        name = f"{letters(column)}{number}"
        return f"{self.name}!{name}" if self.name else name

    def problem(
        self, row: int, column: int, message: str, hint: str = "", **values: Any
    ) -> Problem:
        """Return a problem of a cell."""
        number = self.numbers[row] if self.numbers else row + 1
        cell = self.cell(row, column)
        return Problem(self.path, number, column + 1, message, values, hint, cell=cell)


def letters(column: int) -> str:
    """Return the letters of a column by its index: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheets_of(data: bytes, path: str) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of a CSV or XLSX file that hold anything, and what is wrong with them.

    Raises ProblemError for a file that cannot be read at all.
    """
    if path.lower().endswith(".csv"):
        return [sheet for sheet in (_csv(data, path),) if sheet.rows], []
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = N_("this is an old .xls, or a workbook with a password")
        hint = N_("open it in Excel or WPS and save it as .xlsx without a password")
        raise ProblemError([Problem(path, 0, 0, message, {}, hint)])
    return _Workbook(data, path).sheets()


def _csv(data: bytes, path: str) -> Sheet:
    text = decode(data, path)
    first = text.partition("\n")[0]
    separator = "\t" if "\t" in first and "," not in first else ","
    rows: list[list[Raw]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = 0
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if cells > MOST_CELLS:
                raise _too_large(path)
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() or None for cell in row])
                numbers.append(number)
    except csv.Error:
        message = N_("a quotation mark is not closed, or stands within a cell")
        hint = N_("save the table again as CSV from Excel or WPS")
        line = max(reader.line_num, 1)
        raise ProblemError([Problem(path, line, 1, message, {}, hint)]) from None
    return Sheet(path, "", rows, numbers)


def _too_large(path: str) -> ProblemError:
    message = N_("the table has more than {limit} cells, blank ones included")
    hint = N_("delete what is below and beside the table, or divide it into several files")
    return ProblemError([Problem(path, 0, 0, message, {"limit": MOST_CELLS}, hint)])


_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+\d+):[A-Z]+\d+"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row (?=[^<>]*\bhidden="(?:1|true)")[^<>]*\br="(\d+)"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col (?=[^<>]*\bhidden="(?:1|true)")[^<>]*>')
_FIRST, _LAST = re.compile(rb'\bmin="(\d+)"'), re.compile(rb'\bmax="(\d+)"')
_UNHIDE = N_("delete it, or unhide it if it belongs to the table")
_CELL = re.compile(r"([A-Z]+)(\d+)")


class _Workbook:
    """An XLSX file: what is visible and certain is read, everything else is a problem."""

    def __init__(self, data: bytes, path: str) -> None:
        from openpyxl import load_workbook  # slow to import: only for who has workbooks

        self._path = path
        self._data = data
        self._archive = self._opened()
        try:
            self._book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except Exception as error:  # whatever a damaged file makes of a parser
            raise self._damaged() from error
        self._formulas: Any = None

    def _opened(self) -> zipfile.ZipFile:
        try:
            archive = zipfile.ZipFile(io.BytesIO(self._data))
            unpacked = sum(one.file_size for one in archive.infolist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._damaged() from None
        if unpacked > _MOST_BYTES:
            message = N_("the workbook has more than {limit} bytes once unpacked")
            values = {"limit": _MOST_BYTES}
            raise ProblemError([Problem(self._path, 0, 0, message, values)])
        return archive

    def _damaged(self) -> ProblemError:
        message = N_("the workbook cannot be read")
        hint = N_("open it in Excel or WPS and save it as .xlsx")
        return ProblemError([Problem(self._path, 0, 0, message, {}, hint)])

    def sheets(self) -> tuple[list[Sheet], list[Problem]]:
        problems: list[Problem] = []
        found: list[Sheet] = []
        for sheet in self._book.worksheets:
            try:
                one = self._sheet(sheet)
            except ProblemError as error:
                problems += error.problems
                continue
            except Exception as error:
                raise self._damaged() from error
            if one.rows and sheet.sheet_state != "visible":
                message = N_("the sheet “{name}” is hidden")
                problems.append(Problem(self._path, 0, 0, message, {"name": one.name}, _UNHIDE))
            elif one.rows:
                problems += self._unseen(sheet, one)
                found.append(one)
        return found, problems

    def _sheet(self, sheet: Any) -> Sheet:
        rows: list[list[Raw]] = []
        numbers: list[int] = []
        sheet.reset_dimensions()  # what the file says of its size may be anything
        cells = 0
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells += len(row) + 1
            if cells > MOST_CELLS:
                raise _too_large(self._path)
            values = [_raw(cell) for cell in row]
            while values and values[-1] is None:
                values.pop()
            if values:
                rows.append(values)
                numbers.append(number)
        return Sheet(self._path, sheet.title, rows, numbers)

    def _unseen(self, sheet: Any, found: Sheet) -> Iterator[Problem]:
        """Yield what a reader of the cells alone would not see."""
        xml = _as_utf8(self._archive.read(sheet._worksheet_path))
        hidden = {int(row) for row in _HIDDEN_ROW.findall(xml)}
        for place, number in enumerate(found.numbers):
            if number in hidden:
                yield found.problem(place, 0, N_("the row is hidden"), _UNHIDE)
        for columns in _HIDDEN_COLUMNS.findall(xml):
            yield from _hidden_columns(columns, found)
        for name in _MERGED.findall(xml):
            column, number = _indices(name.decode())
            if number in found.numbers and number > found.numbers[0]:
                place = found.numbers.index(number)
                hint = N_("unmerge them, and write into each cell what it means")
                yield found.problem(place, column, MERGED, hint)
        if _FORMULA.search(xml):
            yield from self._never_calculated(sheet.title, found)

    def _never_calculated(self, title: str, found: Sheet) -> Iterator[Problem]:
        """Yield formulas without a result: they look like blank cells."""
        from openpyxl import load_workbook

        if self._formulas is None:
            self._formulas = load_workbook(io.BytesIO(self._data), read_only=True)
        rows = dict(zip(found.numbers, found.rows, strict=True))
        sheet = self._formulas[title]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            known = rows.get(number, ())
            for column, cell in enumerate(row):
                blank = column >= len(known) or known[column] is None
                if blank and getattr(cell, "data_type", "") == "f":
                    message = N_("the formula in this cell has no result")
                    hint = N_("open the file in Excel or WPS, and save it")
                    name = f"{found.name}!{letters(column)}{number}"
                    yield Problem(self._path, number, column + 1, message, {}, hint, cell=name)


def _as_utf8(xml: bytes) -> bytes:
    """Return XML in an encoding in which ASCII is ASCII; parsers read UTF-16, too."""
    for start, encoding in _UTF_16.items():
        if xml.startswith(start):
            return xml.decode(encoding, "replace").encode()
    return xml


_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def _hidden_columns(columns: bytes, found: Sheet) -> Iterator[Problem]:
    """Yield each column of a range in which something is written, at the first such cell."""
    first, last = _FIRST.search(columns), _LAST.search(columns)
    if not (first and last):
        return
    start, end = int(first[1]) - 1, int(last[1])
    told: set[int] = set()
    for place, row in enumerate(found.rows):
        for index, value in enumerate(row[start:end], start):
            if value is not None and index not in told:
                told.add(index)
                yield found.problem(place, index, N_("the column is hidden"), _UNHIDE)


def _indices(cell: str) -> tuple[int, int]:
    """Return the index of the column and the number of the row of a cell."""
    column, row = _CELL.fullmatch(cell).groups()  # type: ignore[union-attr]
    index = 0
    for letter in column:
        index = index * 26 + ord(letter) - 64
    return index - 1, int(row)


def _raw(cell: Any) -> Raw:
    value = cell.value
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)) and "%" in (cell.number_format or ""):
        return Percent(value)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    if value is None or isinstance(value, (int, float)):
        return value
    return str(value)
