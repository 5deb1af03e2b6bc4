"""Charts in Word: native ones, whose figures can be changed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from zhuanlan.features.reports.formats import docx
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Cell, Chart, Column, Report, Table

NAMES = ("=1+1", "绥芬河市", "<b>哈尔滨市</b>")
TABLE = Table(
    slug="units",
    title="各单位",
    columns=(Column("单位"), Column("稿件", "number", "篇")),
    rows=tuple((Cell(name), Cell(number)) for number, name in enumerate(NAMES, 4)),
    total=(Cell("合计"), Cell(15)),
    charts=(Chart("各单位 & 稿件", "bar", 0, (1,), (0, 2)), Chart("没有行", "bar", 0, (1,), ())),
)
REPORT = Report(
    slug="spring", title="汇报", campaign="春风", start=None, end=None,
    made=datetime(2013, 7, 1, 11, 30),  # noqa: DTZ001 - the office's own clock
    tables=(TABLE,), sources=(),
)  # fmt: skip


def test_a_chart_shows_its_rows_and_holds_their_figures(tmp_path: Path) -> None:
    data = docx.written(REPORT, Context(folder=tmp_path))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        names = opened.namelist()
        assert [one for one in names if "chart" in one and one.endswith("chart1.xml")]
        assert not [one for one in names if "chart2.xml" in one]  # one without rows is none
        chart = opened.read("word/charts/chart1.xml").decode()
        related = opened.read("word/charts/_rels/chart1.xml.rels").decode()
        workbook = load_workbook(io.BytesIO(opened.read("word/embeddings/chart1.xlsx")))
        document = opened.read("word/document.xml").decode()
    assert re.findall(r"<c:v>([^<]*)</c:v>", chart) == [
        "稿件（篇）", "=1+1", "&lt;b&gt;哈尔滨市&lt;/b&gt;", "4", "6",
    ]  # fmt: skip
    assert "<c:externalData r:id=" in chart
    assert "embeddings/chart1.xlsx" in related
    cells = [[one.value for one in row[:2]] for row in workbook.active.iter_rows(min_row=4)]
    assert cells == [["单位", "稿件（篇）"], ["=1+1", 4], ["<b>哈尔滨市</b>", 6]]
    assert workbook.active["A5"].data_type == "s"  # a text, and no formula
    assert 'descr="各单位 &amp; 稿件"' in document


def test_equal_reports_are_equal_files_with_charts_too(tmp_path: Path) -> None:
    context = Context(folder=tmp_path)
    assert docx.written(REPORT, context) == docx.written(REPORT, context)
