"""Reports as one web page, read again by a parser of HTML."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from tests.features.reports import sample
from zhuanlan.features.reports.formats import html, shown
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.report import Cell, Chart, Column, Report, Table

SITE = "https://leifeng.example.gov.cn/"
CONTEXT = Context(folder=Path(), site_url=SITE)
FORMS = shown.Forms("zh-Hans")


@cache
def opened(name: str) -> tuple[Report, Any]:
    report: Report = getattr(sample, name)()
    return report, read(report)


def read(report: Report, context: Context = CONTEXT) -> Any:
    return parser.document_fromstring(html.written(report, context).decode())


@pytest.mark.parametrize("name", ["report", "hostile", "large"])
def test_every_cell_is_what_the_report_holds(name: str) -> None:
    report, page = opened(name)
    tables = page.findall(".//table")
    filled = [table for table in report.tables if table.rows]
    assert len(tables) == len(filled)
    for table, element in zip(filled, tables, strict=True):
        head, *rows = [[cell.text_content() for cell in row] for row in element.iter("tr")]
        assert head == [FORMS.head(column) for column in table.columns]
        assert rows == [[*map(FORMS.cell, row, table.columns)] for row in rows_of(table)]


def test_every_figure_leads_to_its_sources() -> None:
    report, page = opened("report")
    elements = iter([row for body in page.iter("tbody") for row in body.iter("tr")])
    figures = 0
    for table in report.tables:
        for row in rows_of(table):
            for cell, element in zip(row, next(elements), strict=True):
                (link,) = element.xpath("./a/@href") or [None]
                assert (link is not None) == bool(cell.sources)
                if link is None:
                    continue
                (block,) = page.xpath(f"//section[@id='{link[1:]}']")
                sources = [report.sources[one] for one in cell.sources]
                assert block.xpath(".//li/a/@href") == [SITE + one.url for one in sources]
                assert [li.text_content() for li in block.iter("li")] == [
                    f"{one.title} {one.place}" for one in sources
                ]
                figures += 1
    assert figures > 40


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_the_page_loads_and_runs_nothing(name: str) -> None:
    page = opened(name)[1]
    assert not page.xpath("//script | //img | //link | //iframe | //object | //@onerror | //@style")
    addresses = page.xpath("//@href | //@src")
    assert all(one.startswith(("#", SITE)) for one in addresses)
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    style = page.find(".//style").text
    own = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{own}';")
    assert "url(" not in style
    assert "@import" not in style


def test_without_an_address_of_the_site_sources_are_no_links() -> None:
    page = read(sample.report(), Context(folder=Path()))
    assert all(one.startswith("#") for one in page.xpath("//@href"))
    assert "示例稿件第0号" in page.text_content()


def test_many_sources_are_not_printed_and_this_is_said() -> None:
    assert "来源条目太多" in opened("large")[1].text_content()
    few = read(sample.report(tables=(sample.by_month(),)))
    assert not few.xpath("//*[@class='unprinted']")


def test_charts_say_what_the_table_says() -> None:
    report, page = opened("report")
    first = page.find(".//svg")
    texts = [text.text for text in first.iter("text")]
    rows = report.tables[0].rows
    assert texts == [*(str(r[0].value) for r in rows), *(str(r[-1].value) for r in rows)]
    widths = [float(bar.get("width")) for bar in first.iter("rect")]
    most = max(int(str(row[-1].value)) for row in rows)
    for width, row in zip(widths, rows, strict=True):
        assert width == pytest.approx(max(widths) * int(str(row[-1].value)) / most, abs=0.1)


def test_bars_below_zero_begin_at_zero() -> None:
    columns = (Column("单位"), Column("变化", "change"))
    rows = ((Cell("甲"), Cell(10)), (Cell("乙"), Cell(-5)), (Cell("丙"), Cell(None)))
    chart = Chart("变化", "bar", 0, (1,))
    table = Table(slug="t", title="变化", columns=columns, rows=rows, charts=(chart,))
    drawing = read(sample.report(tables=(table,))).find(".//svg")
    zero = float(drawing.find(".//line").get("x1"))
    up, down, none = drawing.iter("rect")
    assert float(up.get("x")) == zero
    assert float(down.get("x")) + float(down.get("width")) == pytest.approx(zero, abs=0.2)
    assert float(none.get("width")) == 0
    assert [text.text for text in drawing.iter("text")][-3:] == ["+10", "-5", "–"]


def test_internal_reports_say_so_on_each_page() -> None:
    page = read(sample.report(internal=True))
    assert page.xpath("//p[@class='internal']/text()") == ["内部资料"]
    assert '@top-right { content: "内部资料"' in page.find(".//style").text
    assert page.xpath("//div[@class='watermark']/text()") == ["内部资料"]
    assert not opened("report")[1].xpath("//div[@class='watermark']")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_languages(language: str) -> None:
    page = read(sample.report(), Context(folder=Path(), language=language))
    assert page.get("lang") == language
    text = page.text_content()
    assert {"zh-Hans": "制表时间", "zh-Hant": "製表時間", "en": "Made"}[language] in text
    if language == "en":
        assert not re.search("制表|来源", text)
