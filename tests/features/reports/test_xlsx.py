"""Reports as workbooks, opened again."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.features.reports import sample
from zhuanlan.features.reports.formats import shown, xlsx
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.formats.sheets import book as limits
from zhuanlan.features.reports.formats.sheets.tables import TOP
from zhuanlan.features.reports.report import Cell, Column, Report, Table

SITE = "https://leifeng.example.gov.cn/"
CONTEXT = Context(folder=Path(), site_url=SITE)


@cache
def opened(name: str) -> tuple[Report, Workbook]:
    report: Report = getattr(sample, name)()
    return report, read(report, Context(folder=Path(), site_url=SITE if name != "large" else ""))


def read(report: Report, context: Context = CONTEXT) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.written(report, context)))


def sheets_of(report: Report, workbook: Workbook) -> list[tuple[Table, Worksheet]]:
    """Pair tables with their sheets, which stand between the first sheet and the charts."""
    return list(zip(report.tables, workbook.worksheets[1:], strict=False))


def expected(cell: Cell, column: Column) -> object:
    value = cell.value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as Excel has it
    if isinstance(value, str):
        return shown.text(value) or None
    if value is None:
        return None if column.holds == "text" else shown.BLANK
    return pytest.approx(float(value), rel=1e-14)


@pytest.mark.parametrize("name", ["report", "large"])
def test_every_cell_is_what_the_report_holds(name: str) -> None:
    report, workbook = opened(name)
    for table, sheet in sheets_of(report, workbook):
        heads = [sheet.cell(TOP + 1, n + 1).value for n in range(len(table.columns))]
        assert heads == [shown.Forms("zh-Hans").head(column) for column in table.columns]
        for number, row in enumerate(rows_of(table), TOP + 2):
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True), 1):
                assert sheet.cell(number, place).value == expected(cell, column)


@pytest.mark.parametrize("name", ["report", "large"])
def test_every_figure_leads_to_its_sources(name: str) -> None:
    report, workbook = opened(name)
    figures = 0
    for table, sheet in sheets_of(report, workbook):
        for number, row in enumerate(rows_of(table), TOP + 2):
            for place, cell in enumerate(row, 1):
                link = sheet.cell(number, place).hyperlink
                assert (link is not None) == bool(cell.sources)
                if link is None:
                    continue
                on, start = re.fullmatch(r"'(.+)'!A(\d+)", link.location or "").groups()  # type: ignore[union-attr]
                lines = workbook[on].iter_rows(
                    min_row=int(start) + 1,
                    max_row=int(start) + len(cell.sources),
                    max_col=4,
                    values_only=True,
                )
                sources = [report.sources[one] for one in cell.sources]
                linked = SITE if name == "report" else None  # openpyxl is slow with many addresses
                wanted = [
                    (n, s.title, s.place, linked and linked + s.url)
                    for n, s in enumerate(sources, 1)
                ]
                assert [*lines] == wanted
                figures += 1
    assert figures > 40


def test_equal_sources_share_a_block() -> None:
    columns = (Column("a", "number"), Column("b", "number"))
    table = Table(slug="t", title="表", columns=columns, rows=((Cell(2, (0, 1)), Cell(2, (0, 1))),))
    sheet = read(sample.report(tables=(table,)))["表"]
    assert sheet["A5"].hyperlink.location == sheet["B5"].hyperlink.location


def test_what_contributors_wrote_is_text() -> None:
    report, workbook = opened("hostile")
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                link = cell.hyperlink
                target = (link and link.target) or SITE
                assert target.startswith(SITE), "a link leads to the site and runs nothing"
    for table, sheet in sheets_of(report, workbook):
        for number, (label, *_) in enumerate(table.rows, TOP + 2):
            words = shown.text(str(label.value))
            assert sheet.cell(number, 1).value in {words, None} or len(words) > limits.CHARACTERS


def test_a_long_text_is_cut_and_says_so() -> None:
    _, workbook = opened("hostile")
    sheet = workbook.worksheets[1]
    text = str(sheet.cell(TOP + 1 + len(sample.HOSTILE), 1).value)
    assert len(text) == limits.CHARACTERS
    assert text.endswith("40000个字）")
    notes = [str(cell.value) for cell in workbook.worksheets[0]["B"]]
    assert any("32767" in note and sheet.title in note for note in notes)


def test_names_of_sheets_are_short_and_unlike() -> None:
    report = sample.report(
        tables=tuple(
            Table(slug="t", title=title, columns=(Column("a"),), rows=())
            for title in ("History", "目录", "ABC", "abc", "表" * 40, "表" * 41, "''", "来源")
        )
    )
    names = read(report).sheetnames
    assert names == [
        *("目录", "History 2", "目录 2", "ABC", "abc 2", "表" * 31, "表" * 29 + " 2", "1"),
        *("来源 2", "来源"),
    ]


def test_more_links_than_excel_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINKS", 10)
    workbook = read(sample.report(tables=(sample.by_region(),)))
    table = workbook.worksheets[1]
    assert sum(cell.hyperlink is not None for row in table.iter_rows() for cell in row) == 10
    assert any("10" in str(cell.value) for cell in workbook.worksheets[0]["B"])


def test_more_rows_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 60)
    regions = sample.by_region([f"示例{n}县" for n in range(80)])
    workbook = read(sample.report(tables=(regions,), sources=sample.sources(2000)))
    assert [sheet.title for sheet in workbook.worksheets[1:] if sheet.max_row > 60] == []
    assert {"来源", "来源 2"} <= {*workbook.sheetnames}
    notes = [str(cell.value) for cell in workbook.worksheets[0]["B"]]
    assert any("25" in note and "各地稿件数" in note for note in notes)
    assert any("组：" in note and "放不下" in note for note in notes), "a block that fits nowhere"


def test_pages_print_as_an_office_prints() -> None:
    report, workbook = opened("report")
    for table, sheet in sheets_of(report, workbook):
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == f"${TOP + 1}:${TOP + 1}"
        assert sheet.freeze_panes.endswith(str(TOP + 2))
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.auto_filter.ref or not table.rows
    shapes = [opened(name)[1].worksheets[1].page_setup.orientation for name in ("report", "large")]
    assert shapes == ["portrait", "landscape"]


def test_charts_read_the_cells_of_their_tables() -> None:
    _, workbook = opened("report")
    charts = workbook["图表"]._charts
    ranges = [[s.val.numRef.f.replace("'", "") for s in chart.series] for chart in charts]
    assert ranges == [
        ["各地稿件数!$F$5:$F$17"],
        ["(单位排名!$C$5,单位排名!$C$7:$C$8)"],
        ["每月稿件!$B$5:$B$8", "每月稿件!$C$5:$C$8"],
    ]


def test_internal_reports_say_so_on_each_page() -> None:
    workbook = read(sample.report(internal=True))
    for sheet in workbook:
        assert "内部资料" in sheet.oddHeader.right.text
    assert not any(s.oddHeader.right.text for s in opened("report")[1])


def test_numbers_keep_their_forms_and_their_digits() -> None:
    columns = (Column("a", "number"), Column("b", "change"), Column("c", "share"))
    rows = (
        (Cell(1234), Cell(5), Cell(Decimal("0.125"))),
        (Cell(12_345_678_901_234_567), Cell(-12_000), Cell(None)),
        (Cell(Decimal("1.50")), Cell(0), Cell("不适用")),
    )
    table = Table(slug="t", title="表", columns=columns, rows=rows)
    sheet = read(sample.report(tables=(table,)))["表"]
    values = [*sheet.iter_rows(min_row=5, values_only=True)]
    assert values[1] == ("12,345,678,901,234,567", -12_000, "–")
    assert values[2][2] == "不适用"
    assert sheet["A7"].number_format.endswith(";0.00")
    assert sheet["B5"].number_format == "+0;-0;0"
    assert sheet["C5"].number_format == "0.0%"


def test_equal_reports_are_equal_files() -> None:
    report = sample.report()
    assert xlsx.written(report, CONTEXT) == xlsx.written(report, CONTEXT)


def test_a_title_that_begins_with_a_year_is_whole_above_printed_pages() -> None:
    """A code of headers such as `&9` takes digits that follow it: &92013 is a size."""
    report = sample.report(title="2013年总结 & 表彰")
    header = read(report).worksheets[1].oddHeader.left
    assert (header.text, header.size) == ("2013年总结 && 表彰", None)
