"""Spreadsheets as tables of a text, a sheet after the other; what is blank stays blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Block, Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.books.tables import Percent, Raw, Sheet, sheets_of
from zhuanlan.features.intake.escape import escaped
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.office import converted

_OLD = (".xls", ".et", ".ods")
"""What LibreOffice converts first."""

_MOST_ROWS = 2_000
"""Rows of a table that a page shows; larger ones are books, or attachments."""


def drafts(file: Path) -> tuple[Iterable[Draft], Iterable[Loss]]:
    """Return the tables of a file as one draft; raises ProblemError for what cannot be read."""
    if file.suffix.lower() in _OLD:
        with converted(file) as made, limited(file):
            sheets, problems = sheets_of(made.read_bytes(), str(file) + made.suffix)
    else:
        with limited(file):
            sheets, problems = sheets_of(file.read_bytes(), str(file))
    if not sheets:
        raise ProblemError(problems or [Problem(str(file), 0, 0, N_("the file holds no table"))])
    lost = [Loss(one.message, one.line, one.values) for one in problems]
    blocks: list[Block] = []
    for sheet in sheets:
        if len(sheet.rows) > _MOST_ROWS:
            message = N_("the table has more than {limit} rows")
            hint = N_("keep it as a book of the campaign, or attach it to a story")
            raise ProblemError([Problem(str(file), 0, 0, message, {"limit": _MOST_ROWS}, hint)])
        if len(sheets) > 1 and sheet.name:
            blocks.append(Block(sheet.name, f"## {escaped(sheet.name)}", "heading", level=2))
        blocks += _blocks(sheet)
    return [Draft("", "", blocks=tuple(blocks))], lost


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield a line above a table as a paragraph, and the table."""
    rows = [[written(value) for value in row] for row in sheet.rows]
    while rows and sum(map(bool, rows[0])) == 1 and len(rows) > 1:  # 学雷锋活动统计表
        text = next(filter(None, rows.pop(0)))
        yield Block(text, escaped(text), bold=True)
    wide = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    if not wide:
        return
    lines = [_line(row, wide) for row in rows]
    lines.insert(1, "|" + " --- |" * wide)
    text = "\n".join("\t".join(row) for row in rows)
    yield Block(text, "\n".join(lines), "table")


def _line(row: list[str], wide: int) -> str:
    cells = [*row, *[""] * (wide - len(row))][:wide]
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return escaped(" ".join(text.split())).replace("|", "\\|")


def written(value: Raw) -> str:
    """Return a cell as it is shown: 3.0 as 3, a date without a time of day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        at_midnight = value.time() == time.min
        return f"{value:%Y-%m-%d}" if at_midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Percent):
        return f"{float(value) * 100:.10g}%"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value).strip()


SHEETS = Importer((".xlsx", ".csv", *_OLD), drafts)
