"""Tables → clean HTML; a table that only arranges pictures or text is dissolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.document import Block
from zhuanlan.features.intake.word.reading import Reading
from zhuanlan.features.intake.xml import find, number, value

_CELLS = re.compile(r"<t[dr][^<>]*>")
_WIDEST = 100
"""Columns that a table may have; Word allows 63."""


@dataclass(slots=True)
class _Cell:
    blocks: list[Block]
    column: int
    width: int
    goes_on: bool
    """Whether it goes on with the one above it."""
    height: int = 1

    @property
    def is_picture(self) -> bool:
        return bool(self.blocks) and all(block.tag == "figure" for block in self.blocks)

    @property
    def pictured(self) -> bool:
        return any(block.tag == "figure" for block in self.blocks)


def table(
    element: Element, reading: Reading, blocks: Callable[[Element], list[Block]]
) -> list[Block]:
    """Return a table as one block, or what it arranges; `blocks` reads the content of a cell."""
    place = reading.place + 1
    rows = [row for row in (_row(one, reading, blocks) for one in _rows(element, reading)) if row]
    _merge(rows, reading)
    rows = [[cell for cell in row if not cell.goes_on] for row in rows]
    cells = [cell for row in rows for cell in row]
    if not any(cell.blocks for cell in cells):
        return []
    if _is_layout(rows):
        if len(cells) > 1:
            reading.lost(N_("a table that only arranges its content is dissolved"))
        return [block for cell in _in_reading_order(rows) for block in cell.blocks]
    lines = ["<tr>" + "".join(_html(cell, reading) for cell in row) + "</tr>" for row in rows]
    return [Block("table", "".join(lines), place)]


def _rows(element: Element, reading: Reading) -> Iterator[Element]:
    for row in reading.flat(element):
        if row.tag != "w:tr":
            continue
        if find(row, "w:trPr/w:del") is not None:
            reading.deleted(row)
            continue
        yield row


def _row(row: Element, reading: Reading, blocks: Callable[[Element], list[Block]]) -> list[_Cell]:
    cells: list[_Cell] = []
    column = number(value(row, "w:trPr/w:gridBefore"))
    if 0 < column <= _WIDEST:
        cells.append(_Cell([], 0, column, False))
    for one in reading.flat(row):
        if one.tag != "w:tc":
            continue
        if find(one, "w:tcPr/w:cellDel") is not None:
            reading.deleted(one)
            continue
        merged = find(one, "w:tcPr/w:vMerge")
        goes_on = merged is not None and merged.get("w:val", "continue") == "continue"
        width = max(min(number(value(one, "w:tcPr/w:gridSpan"), 1) or 1, _WIDEST), 1)
        content = blocks(one)
        if column >= _WIDEST:
            message = N_("“{text}” stands in a table of more than {most} columns: left out")
            reading.lost(message, _text(content), most=_WIDEST)
            continue
        cells.append(_Cell(content, column, width, goes_on))
        column += width
    return cells


def _text(blocks: list[Block]) -> str:
    return " ".join(block.text for block in blocks)


def _merge(rows: list[list[_Cell]], reading: Reading) -> None:
    """Let cells grow over those that go on with them, and hide what is in these, as Word does."""
    above: dict[int, _Cell] = {}
    for row in rows:
        here: dict[int, _Cell] = {}
        for cell in row:
            upper = above.get(cell.column)
            if cell.goes_on and upper and upper.width == cell.width:
                if cell.blocks:
                    message = N_(
                        "“{text}” stands in a cell that is merged with the one above it: left out"
                    )
                    reading.lost(message, _text(cell.blocks))
                upper.height += 1
                here[cell.column] = upper
            else:
                cell.goes_on = False
                here[cell.column] = cell
        above = here


def _is_layout(rows: list[list[_Cell]]) -> bool:
    """Tell whether a table has one column, or holds pictures and their captions."""
    cells = [cell for row in rows for cell in row if cell.blocks]
    if all(len(row) <= 1 for row in rows):
        return True
    if not any(cell.pictured for cell in cells):
        return False
    return all(
        cell.pictured
        or (number and rows[number - 1][at : at + 1] and rows[number - 1][at].is_picture)
        for number, row in enumerate(rows)
        for at, cell in enumerate(row)
        if cell.blocks
    )


def _in_reading_order(rows: list[list[_Cell]]) -> Iterator[_Cell]:
    """Yield cells row by row, each picture with what is below it."""
    at = 0
    while at < len(rows):
        row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else []
        pairs = len(row) == len(below) > 1 and all(
            cell.is_picture or not cell.blocks for cell in row
        )
        if pairs and not any(cell.pictured for cell in below):
            for upper, lower in zip(row, below, strict=True):
                yield upper
                captions = [replace(block, align="center") for block in lower.blocks]
                yield replace(lower, blocks=captions)
            at += 2
        else:
            yield from row
            at += 1


def _html(cell: _Cell, reading: Reading) -> str:
    spans = f' colspan="{cell.width}"' * (cell.width > 1) + f' rowspan="{cell.height}"' * (
        cell.height > 1
    )
    return f"<td{spans}>{as_lines(cell.blocks, reading)}</td>"


def as_lines(blocks: list[Block], reading: Reading) -> str:
    """Return what is in a cell or a note, which hold running text only."""
    parts: list[str] = []
    for block in blocks:
        if block.tag == "table":
            reading.lost(N_("a table within a table or a note is written as lines of text"))
            inner = block.html.replace("</td>", " ").replace("</tr>", "<br>")
            parts.append(_CELLS.sub("", inner).removesuffix("<br>"))
        else:
            parts.append(block.html)
    return "<br>".join(parts)
