"""Reports as Markdown, rendered again."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as parser

from tests.features.reports import sample
from zhuanlan.features.reports.formats import markdown, shown
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.report import Report, Source
from zhuanlan.load.markdown.engines import comrak

SITE = "https://leifeng.example.gov.cn/"
FORMS = shown.Forms("zh-Hans")


def rendered(report: Report) -> parser.HtmlElement:
    text = markdown.written(report, Context(folder=Path(), site_url=SITE)).decode()
    return parser.document_fromstring(comrak(text))


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_every_cell_is_what_the_report_holds(name: str) -> None:
    report: Report = getattr(sample, name)()
    page = rendered(report)
    filled = [table for table in report.tables if table.rows]
    for table, element in zip(filled, page.findall(".//table"), strict=True):
        head, *rows = [[cell.text_content() for cell in row] for row in element.iter("tr")]
        assert head == [FORMS.head(column) for column in table.columns]
        wanted = []
        for row in rows_of(table):
            cells = zip(row, table.columns, strict=True)
            wanted.append(["　" * c.depth + FORMS.cell(c, column) for c, column in cells])
        assert rows == wanted


def test_texts_of_others_make_no_marks() -> None:
    page = rendered(sample.hostile())
    assert not page.xpath("//script | //em | //code | //img | //i | //b | //del")
    assert all(one.startswith(SITE) for one in page.xpath("//@href"))
    text = page.text_content()
    for one in sample.HOSTILE:
        assert shown.text(one)[:100] in text


@pytest.mark.parametrize("title", ["1. 一", "- 一", "+ 一", "= 一", "# 一", "> 一", "12) 一"])
def test_texts_that_begin_like_blocks_stay_texts(title: str) -> None:
    page = rendered(sample.report(notes=(title,), tables=()))
    assert title in [p.text_content() for p in page.iter("p")]


def test_sources_are_listed_with_place_and_address() -> None:
    report = sample.report(sources=(sample.source(3), Source("表_一", "content/a.xlsx 表1!C5")))
    items = [*rendered(report).iter("li")][-2:]
    assert [li.text_content().strip() for li in items] == [
        "示例稿件第3号：志愿者走进社区 content/spring/news/0003.md",
        "表_一 content/a.xlsx 表1!C5",
    ]
    assert items[0].xpath(".//a/@href") == [SITE + "spring/news/0003/"]


def test_internal_reports_say_so() -> None:
    text = markdown.written(sample.report(internal=True), Context(folder=Path())).decode()
    assert text.startswith("**内部资料**\n")
