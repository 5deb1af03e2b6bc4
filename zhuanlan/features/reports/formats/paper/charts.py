"""Charts in Word: Word's own, which the office can change, with their figures in a workbook within.

The chart is Excel's of the same table (`sheets/charts.py`), so both look alike.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from markupsafe import escape
from msgspec.structs import replace

from zhuanlan.features.reports.formats.sheets.charts import (
    WIDTH,
    chart_of,
    height_of,
    rows_of_chart,
)
from zhuanlan.features.reports.formats.sheets.tables import TOP
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Chart, Table

_PIXEL = 9525
"""EMU of a pixel."""
_SHEET = "Sheet1"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLDEST = datetime(1980, 1, 1)  # noqa: DTZ001 - the same for equal figures
_DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="{name}" descr="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{id}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def drawing(
    document: Any, number: int, table: Table, chart: Chart, forms: Forms, width: int
) -> Any | None:
    """Add a chart to a document and return what shows it, or nothing for one without rows.

    `number` is the chart's among those of the document, `width` the room for it in EMU.
    """
    rows = rows_of_chart(table, chart)
    if not rows:
        return None
    shown = replace(table, rows=tuple(table.rows[row] for row in rows))
    workbook = _workbook(shown, replace(chart, rows=None), forms)
    package = document.part.package
    figures = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _WORKBOOK, workbook, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    held = part.relate_to(figures, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _chart(workbook, held, chart.kind)
    wide = min(width, WIDTH * _PIXEL)
    return parse_xml(
        _DRAWING.format(
            wide=wide,
            high=height_of(chart, len(rows)) * _PIXEL * wide // (WIDTH * _PIXEL),
            number=number + 1000,
            name=escape(text(chart.title)),
            id=document.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
        )
    )


def _workbook(table: Table, chart: Chart, forms: Forms) -> bytes:
    """Return a workbook with a table, all of whose rows its chart shows."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": _OLDEST})
    sheet = book.add_worksheet(_SHEET)
    for at in (chart.label, *chart.values):
        column = table.columns[at]
        sheet.write_string(TOP, at, forms.head(column))
        for place, row in enumerate(table.rows, TOP + 1):
            if isinstance(row[at].value, int | Decimal):
                sheet.write_number(place, at, row[at].value)
            else:
                sheet.write_string(place, at, forms.cell(row[at], column))
    rows = rows_of_chart(table, chart)
    sheet.insert_chart(0, len(table.columns) + 1, chart_of(book, _SHEET, table, chart, rows))
    book.close()
    return data.getvalue()


def _chart(workbook: bytes, held: str, kind: str) -> bytes:
    """Return the chart of a workbook, which reads its figures from `held`."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        chart = opened.read("xl/charts/chart1.xml")
    said = re.sub("<c:printSettings>.*</c:printSettings>", "", chart.decode())  # a sheet's
    for old, new in _SAID:
        said = said.replace(old, new)
    if kind == "line":  # others have no curves
        said = said.replace("</c:val></c:ser>", '</c:val><c:smooth val="0"/></c:ser>')
    data = f'<c:externalData r:id="{held}"><c:autoUpdate val="0"/></c:externalData>'
    return said.replace("</c:chartSpace>", f"{data}</c:chartSpace>").encode()


_SAID = (
    ('<c:lang val="en-US"/>', '<c:lang val="zh-CN"/><c:roundedCorners val="0"/>'),
    (
        '<c:showVal val="1"/>',
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>',
    ),
)
"""What Excel takes for said and Word does not: it would show names beside figures, and curves."""
