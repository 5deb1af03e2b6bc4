"""Reports as Word documents, opened again."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.features.reports import sample
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.reports.formats import docx, shown
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.report import Report, Table

CONTEXT = Context(folder=Path())
FORMS = shown.Forms("zh-Hans")


@cache
def opened(name: str) -> tuple[Report, Any]:
    report: Report = getattr(sample, name)()
    return report, read(report)


def read(report: Report, context: Context = CONTEXT) -> Any:
    return Document(io.BytesIO(docx.written(report, context)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(table: Any) -> list[list[str]]:
    """Return the texts of a table; python-docx's own way looks at the whole for each cell."""
    return [
        ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]


@pytest.mark.parametrize("name", ["report", "hostile", "large"])
def test_every_cell_is_what_the_report_holds(name: str) -> None:
    report, document = opened(name)
    filled = [table for table in report.tables if table.rows]
    assert len(document.tables) == len(filled) + 1, "the appendix"
    for table, word in zip(filled, document.tables, strict=False):
        head, *rows = cells(word)
        assert head == [FORMS.head(column) for column in table.columns]
        assert rows == [[*map(FORMS.cell, row, table.columns)] for row in rows_of(table)]


def test_what_stands_around_the_tables() -> None:
    report, document = opened("report")
    lines = texts(document)
    assert lines[0] == report.title
    assert lines[1] == "（2013年3月1日至6月30日）"
    assert lines[2].startswith("说明：抚远县")
    assert "没有需要列出的内容。" in lines
    assert lines[lines.index("示例省文明办") + 1] == "2013年7月1日"
    assert "每个数字的逐项来源，见monthly.xlsx和monthly.json。" in lines
    assert cells(document.tables[-1]) == [["来源类别", "数量"], ["稿件", "400"]]


def test_pages_are_those_of_the_standard() -> None:
    section = opened("report")[1].sections[0]
    page = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    assert [round(one.mm) for one in page] == [210, 297, 37, 28]
    text = section.page_width - section.left_margin - section.right_margin
    high = section.page_height - section.top_margin - section.bottom_margin
    assert (round(text / 36_000), round(high / 36_000)) == (156, 225)
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer._element.xml


def test_heads_repeat_and_rows_do_not_break() -> None:
    for table in opened("large")[1].tables:
        first, *rest = table._tbl.iter(qn("w:tr"))
        assert first.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        for row in (first, *rest):
            assert row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None


def test_a_wide_table_lies_on_its_side_and_the_rest_stands() -> None:
    sections = opened("large")[1].sections
    wide = [section.page_width > section.page_height for section in sections]
    assert wide == [False, True, False]
    for section in sections:
        text = section.page_width - section.left_margin - section.right_margin
        assert round(text / 36_000) in {156, 225}
    for section in list(sections)[1:]:
        assert section.footer.is_linked_to_previous, "pages are numbered on"
    (table, _) = opened("large")[1].tables
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    assert 0.98 * 225 < sum(widths) / 20 / 72 * 25.4 <= 225


def test_fonts_are_named_for_chinese_and_none_is_embedded() -> None:
    styles = opened("report")[1].styles
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("专栏标题", "专栏小标题", "专栏正文", "专栏表头", "专栏表文")
    }
    assert [*fonts.values()] == ["方正小标宋简体", "黑体", "仿宋", "黑体", "仿宋"]
    parts = opened("report")[1].part.package.iter_parts()
    assert not [part.partname for part in parts if part.partname.endswith((".odttf", ".ttf"))]


def test_internal_reports_say_so_on_each_page() -> None:
    tables = (sample.by_region(sample.REGIONS, [f"很长的阶段{n}" for n in range(14)]),)
    document = read(sample.report(internal=True, tables=tables))
    assert len(document.sections) == 3
    for section in document.sections:
        for header in (section.header, section.even_page_header):
            assert header.paragraphs[0].text == "内部资料"
    plain = opened("report")[1].sections[0]
    assert not any(p.text for p in plain.header.paragraphs)


def test_equal_reports_are_equal_files() -> None:
    assert docx.written(sample.report(), CONTEXT) == docx.written(sample.report(), CONTEXT)


def test_who_lacks_python_docx_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ProblemError, match=r"pip install 'zhuanlan\[office\]'"):
        docx.written(sample.report(), CONTEXT)


def columns_of_stories(count: int) -> Table:
    regions = [sample.REGIONS[0], "黑龙江省直机关工委", *sample.REGIONS[1:]]
    return sample.by_region(regions, [f"活动动态{place}" for place in range(count)])


def test_six_columns_of_figures_stand_upright() -> None:
    document = read(sample.report(tables=(columns_of_stories(6),)))
    assert len(document.sections) == 1


def test_no_row_stands_alone_at_the_end_of_a_page() -> None:
    document = read(sample.report(tables=(columns_of_stories(2),)))
    rows = document.tables[0]._tbl.tr_lst
    kept = [row.find(".//" + qn("w:keepNext")) is not None for row in rows[1:]]
    assert kept == [True] * 2 + [False] * 10 + [True] * 2 + [False]
