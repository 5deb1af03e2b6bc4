"""Tables that lack what makes them tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.pasted.find import NUMBERED, Find


class _Line(NamedTuple):
    at: int
    text: str


def _runs(text: str, code: Code, belongs: Callable[[str], bool]) -> Iterator[list[_Line]]:
    """Yield each run of two or more neighbouring lines that belong together, but those in code."""
    run: list[_Line] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if belongs(line) and not code.holds(at):
            run.append(_Line(at, line))
        else:
            if len(run) > 1:
                yield run
            run = []
        at += len(line) + 1


def _table_of(rows: list[list[str]]) -> str:
    """Return rows as a Markdown table; the first is its head."""
    escaped = [[cell.strip().replace("|", "\\|") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in escaped]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


_ITEM = re.compile(r"[ ]{0,9}(?:[-*+]|\d{1,9}[.)])[ \t]")
_SET_APART = re.compile(rf"(?:{NUMBERED.pattern})[ ]?\t[^\t]*$")


def tabbed(text: str, code: Code) -> Iterator[Find]:
    """Find rows of a spreadsheet: neighbouring lines with as many tabs in each."""

    def is_row(line: str) -> bool:
        bare = line.strip()
        item = _ITEM.match(line) and line.count("\t") == 1
        return "\t" in line and bare != "" and bare[0] not in "<|" and not item

    for run in _runs(text, code, is_row):
        between = any("\t" in line.text.strip() for line in run)
        if not between or all(line.text[0] == "\t" for line in run):
            continue  # tabs that nobody sees
        rows = [line.text.rstrip(" ").split("\t") for line in run]
        if all(_SET_APART.match(line.text) for line in run):
            continue  # no table, but numbered lines, which stay lines of their own
        fix = None
        if len({len(row) for row in rows}) == 1:
            written = "\n".join(line.text for line in run)
            fix = Fix(written, _begun(text, run[0]) + _table_of(rows) + _apart(text, run[-1]))
        yield Find(
            run[0].at,
            N_("a table of a spreadsheet was pasted here; its cells run together"),
            N_("write a row as | cell | cell |, and | --- | --- | below the first"),
            fix=fix,
        )


def _begun(text: str, first: _Line) -> str:
    """Return what begins a table: it would belong to a text right above it."""
    return "" if text[max(first.at - 2, 0) : first.at] in ("", "\n", "\n\n") else "\n"


def _apart(text: str, last: _Line) -> str:
    """Return what ends a table: a line of text right below it would become its last row."""
    below = text[last.at + len(last.text) + 1 :].split("\n", 1)[0]
    return "\n" if below.strip() else ""


_BARRED = re.compile(r"\n(\|[^\n]*\n(\|[^\n]*)(?:\n\|[^\n]*)*)")
_RULE = re.compile(r"\|(?:[ ]*:?-+:?[ ]*\|)+[ ]*(?::?-+:?[ ]*)?$")
_ROW = re.compile(r"\|[^|]*\|[^|]*\|(?:[^|]*\|)*[ ]*$")
_BAR = re.compile(r"(?<!\\)\|")


def without_rule(text: str, code: Code) -> Iterator[Find]:
    """Find the rows of a table that lacks the line below its head."""
    for found in _BARRED.finditer("\n" + text):
        if _RULE.match(found[2]):
            yield from _too_long(found)
            continue
        rows = found[1].split("\n")
        if any(_RULE.match(row) for row in rows) or not all(_ROW.match(row) for row in rows):
            continue
        head = _Line(found.start(), rows[0])
        cells = {len(_BAR.findall(row)) for row in rows}
        rule = "|" + " --- |" * (max(cells) - 1)
        begun = _begun(text, head)
        yield Find(
            head.at,
            N_("a line below the first row is missing, so this is no table"),
            N_("write | --- | --- | below the first row, once for each cell"),
            fix=Fix(head.text, f"{begun}{head.text}\n{rule}") if len(cells) == 1 else None,
        )


def _too_long(table: re.Match[str]) -> Iterator[Find]:
    """Find the rows whose last cells nobody would see: a table is as wide as its first row."""
    at = table.start()
    rows = table[1].split("\n")
    width = len(_cells(rows[0]))
    if len(_cells(rows[1])) != width:
        return  # no table at all, which is another mistake
    for row in rows:
        if any(map(str.strip, _cells(row)[width:])):
            message = N_("this row has more cells than the first, and the last ones would be lost")
            hint = N_("give the first two rows as many cells, or write \\| for a bar in a text")
            yield Find(at, message, hint)
        at += len(row) + 1


def _cells(row: str) -> list[str]:
    """Return the cells of a row; nothing is behind its last bar."""
    _, *cells = _BAR.split(row)
    return cells if cells[-1].strip() else cells[:-1]
