"""Tables in Word: heads repeat on each page, rows do not break, figures stand on the right.

They are written as XML: python-docx looks at a whole table for each of its cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markupsafe import escape

from zhuanlan.features.reports.formats.measure import widths
from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.formats.shown import Forms
from zhuanlan.features.reports.report import Table

_WIDEST, _HEAD, _SPARE = 28, 8, 2

_SIZES = (10.5, 9.0, 7.5, 6.5)
"""Sizes of the text in points: 五号, 小五, 六号, 小六. A wide table takes a smaller one."""

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="404040"/>' for side in _SIDES)
_KEPT = 2
"""Rows at the beginning and the end of a table that never stand alone on a page."""
_LOOKS = {"text": "ZlCell", "date": "ZlDay"}
_INDENT = 210
"""Twips by which a label stands to the right for each level of a tree."""


def needed(table: Table, forms: Forms) -> int:
    """Return how wide a table is in 小五, which is still read with ease, in twips."""
    return int(sum(widths(table, forms, _WIDEST, _HEAD, _SPARE)) * _SIZES[1] * 10)


class _Row(NamedTuple):
    texts: Sequence[str]
    looks: Sequence[str]
    """The style of each cell."""
    depths: Sequence[int] = ()
    run: str = ""
    head: bool = False
    kept: bool = False
    """Whether it stands on the page of the row below."""


def table_of(table: Table, forms: Forms, styles: Mapping[str, str], width: int) -> Any:
    """Return a table in the largest size that fits, as wide as the text if it is not small."""
    columns = [*widths(table, forms, _WIDEST, _HEAD, _SPARE)]
    size = next((one for one in _SIZES if sum(columns) * one * 10 <= width), _SIZES[-1])
    looks = [_LOOKS.get(column.holds, "ZlFigure") for column in table.columns]
    run = "" if size == _SIZES[0] else f'<w:sz w:val="{int(size * 2)}"/>'
    rows = [_head([forms.head(column) for column in table.columns], run)]
    body = [*rows_of(table)]
    last = len(body) - 1
    for place, row in enumerate(body):
        texts = [forms.cell(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        bold = "<w:b/>" if place >= len(table.rows) else ""
        kept = place < last and (place < _KEPT or place >= last - _KEPT)
        rows.append(_Row(texts, looks, [cell.depth for cell in row], bold + run, kept=kept))
    width = min(width, int(sum(columns) * size * 16))
    return _table([width * one // sum(columns) for one in columns], rows, styles)


def plain_table(
    heads: Sequence[str], lines: Sequence[Sequence[str]], styles: Mapping[str, str], width: int
) -> Any:
    """Return a small table of texts, whose last column holds figures."""
    looks = [*["ZlCell"] * (len(heads) - 1), "ZlFigure"]
    rows = [_head(heads, ""), *(_Row(line, looks) for line in lines)]
    return _table([width // len(heads)] * len(heads), rows, styles)


def _head(texts: Sequence[str], run: str) -> _Row:
    return _Row(texts, ["ZlHead"] * len(texts), (), run, head=True)


def _table(columns: Sequence[int], rows: Sequence[_Row], styles: Mapping[str, str]) -> Any:
    """Return a table with columns of these widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in columns)
    lines = "".join(_line(row, columns, styles) for row in rows)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def _line(row: _Row, columns: Sequence[int], styles: Mapping[str, str]) -> str:
    properties = "<w:cantSplit/>" + "<w:tblHeader/>" * row.head
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if row.head else ""
    run = f"<w:rPr>{row.run}</w:rPr>" if row.run else ""
    depths = row.depths or [0] * len(columns)
    cells = []
    for text, look, depth, width in zip(row.texts, row.looks, depths, columns, strict=True):
        kept = "<w:keepNext/>" * row.kept
        indent = f'<w:ind w:left="{min(depth, 8) * _INDENT}"/>' if depth else ""
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
            f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{styles[look]}"/>{kept}{indent}</w:pPr>'
            f'<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
