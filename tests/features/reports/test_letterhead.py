"""Reports on the office's own letterhead."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from tests.features.reports import sample
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.reports.formats import docx
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Report


def letterhead(*lines: str, header: str = "") -> Any:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return document


USUAL = (
    "示例省文明办文件",
    "{{ title }}",
    "{{ range }}",
    "{{ report }}",
    "{{ issuer }}　{{ date }}",
)


def read(folder: Path, document: Any, report: Report | None = None, name: str = "head.docx") -> Any:
    (folder / name).parent.mkdir(exist_ok=True)
    if isinstance(document, bytes):
        (folder / name).write_bytes(document)
    else:
        document.save(folder / name)
    context = Context(folder=folder, letterhead=name)
    return Document(io.BytesIO(docx.written(report or sample.report(), context)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def refusal(folder: Path, document: Any, name: str = "head.docx") -> str:
    with pytest.raises(ProblemError) as refused:
        read(folder, document, name=name)
    (problem,) = refused.value.problems
    return problem.text(str)


def test_the_content_goes_where_it_is_asked_for(tmp_path: Path) -> None:
    document = read(tmp_path, letterhead(*USUAL, header="{{ campaign }}"))
    lines = texts(document)
    title = sample.report().title
    assert lines[:3] == ["示例省文明办文件", title, "2013年3月1日至6月30日"]
    assert lines[-1] == "示例省文明办　2013年7月1日"
    for once in (title, "2013年3月1日至6月30日", "（2013年3月1日至6月30日）", "2013年7月1日"):
        assert lines.count(once) == (0 if once.startswith(("（", "2013年7")) else 1), once
    assert "各地稿件数" in lines[3:-1]
    assert len(document.tables) == 4
    assert document.sections[0].header.paragraphs[0].text == "学雷锋 网络文明行"
    assert not any("zhuanlan" in line for line in lines)


def test_what_a_letterhead_does_not_show_is_written(tmp_path: Path) -> None:
    lines = texts(read(tmp_path, letterhead("{{ report }}")))
    assert lines[:2] == [sample.report().title, "（2013年3月1日至6月30日）"]
    assert lines[lines.index("示例省文明办") + 1] == "2013年7月1日"


def test_what_contributors_wrote_runs_nothing(tmp_path: Path) -> None:
    lines = texts(read(tmp_path, letterhead(*USUAL), sample.hostile()))
    assert lines[1] == "<i>=1+1</i>\\x07"
    assert "说明：{{ 7 * 7 }} {% for a in b %}" in lines


def test_styles_of_the_letterhead_win(tmp_path: Path) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    own = letterhead(*USUAL)
    own.styles.add_style("专栏小标题", WD_STYLE_TYPE.PARAGRAPH).font.name = "楷体"
    document = read(tmp_path, own)
    assert document.styles["专栏小标题"].font.name == "楷体"
    heading = next(p for p in document.paragraphs if p.text == "各地稿件数")
    assert heading.style.name == "专栏小标题"


def test_pages_of_the_letterhead_stay_and_wide_tables_lie(tmp_path: Path) -> None:
    own = letterhead(*USUAL, header="抬头")
    own.sections[0].different_first_page_header_footer = True
    own.sections[0].first_page_header.paragraphs[0].text = "红头"
    document = read(tmp_path, own, sample.large())
    shapes = [(s.orientation, s.different_first_page_header_footer) for s in document.sections]
    stands, lies = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert shapes == [(stands, True), (lies, False), (stands, False)]
    assert document.sections[0].first_page_header.paragraphs[0].text == "红头"
    assert all(section.header.paragraphs[0].text == "抬头" for section in document.sections)


def test_internal_reports_say_so_above_the_letterhead(tmp_path: Path) -> None:
    own = letterhead(*USUAL, header="抬头")
    own.sections[0].different_first_page_header_footer = True
    (section, *_) = read(tmp_path, own, sample.report(internal=True)).sections
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "内部资料"
    assert section.header.paragraphs[1].text == "抬头"


def test_a_mark_that_ends_a_section_leaves_the_section(tmp_path: Path) -> None:
    own = letterhead("{{ title }}", "{{ report }}")
    own.add_section()
    own.add_paragraph("下一节")
    document = read(tmp_path, own)
    assert len(document.sections) == 2
    assert texts(document)[-1] == "下一节"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{{ title }}"], "has no place for the content"),
        (["{{ report }}", "{{ report }}"], "has no place for the content"),
        (["内容：{{ report }}"], "has no place for the content"),
        (
            ["{{ report }}", "{{ titel }}", "{{ day }}"],
            "has unknown fields: day, titel; a letterhead",
        ),
        (["{{ report }}", "{% if title %}"], "cannot be filled in: "),
        (["{{ report }}", "{{ title.__class__.__mro__ }}"], "cannot be filled in: access to"),
        (["{{ report }}", "{{ 1 / 0 }}"], "cannot be filled in: "),
    ],
)
def test_a_letterhead_that_is_wrong_is_named(tmp_path: Path, lines: list[str], said: str) -> None:
    shown = refusal(tmp_path, letterhead(*lines))
    assert shown.startswith("head.docx: ")
    assert said in shown


def test_a_place_in_a_table_is_no_place(tmp_path: Path) -> None:
    own = letterhead("{{ title }}")
    own.add_table(1, 1).cell(0, 0).text = "{{ report }}"
    assert "outside of tables" in refusal(tmp_path, own)


def test_a_letterhead_that_is_no_document_is_named(tmp_path: Path) -> None:
    assert "no Word document" in refusal(tmp_path, b"no archive")
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    assert "no Word document" in refusal(tmp_path, empty.getvalue())


def test_a_letterhead_lies_in_the_project_and_not_in_content(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    own = letterhead(*USUAL)
    assert "not in content" in refusal(folder, own, "content/head.docx")
    assert "not in content" in refusal(folder, own, "../head.docx")
    (folder / "link.docx").symlink_to(tmp_path / "head.docx")
    with pytest.raises(ProblemError, match="not in content"):
        docx.written(sample.report(), Context(folder=folder, letterhead="link.docx"))
    assert "a .docx file" in refusal(folder, own, "head.docm")
    with pytest.raises(ProblemError, match="does not exist"):
        docx.written(sample.report(), Context(folder=folder, letterhead="none.docx"))
