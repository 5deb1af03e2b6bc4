"""A file with the styles, lists and settings of a usual Word installation."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.features.intake.word.building import png
from zhuanlan.core.importers import Draft
from zhuanlan.features.intake.word import drafts, read


@pytest.fixture
def letter() -> Document:
    made = docx.Document()
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("关于开展学雷锋志愿服务活动的报告")
    run.font.size = Pt(22)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "方正小标宋简体")
    made.add_heading("一、基本情况", 1)
    made.add_paragraph("三月以来，全区开展活动二十场。").add_run("成效明显。").bold = True
    made.add_paragraph("植树护绿", style="List Bullet")
    made.add_paragraph("敬老助残", style="List Bullet")
    made.add_heading("二、下一步打算", 1)
    for text in ("建好队伍", "管好队伍", "用好队伍"):
        made.add_paragraph(text, style="List Number")
    made.add_picture(io.BytesIO(png(120)))
    caption = made.add_paragraph("图1：活动现场（示例）", style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = made.add_table(2, 2, style="Table Grid")
    for cell, text in zip(table._cells, ("姓名", "次数", "王示例", "3"), strict=True):
        cell.text = text
    signed = made.add_paragraph("示例社区居民委员会")
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.core_properties.author = "李示例"
    return made


def drafted(letter: Document, tmp_path: Path) -> tuple[Draft, list[str]]:
    letter.save(str(tmp_path / "letter.docx"))
    [draft], losses = drafts(tmp_path / "letter.docx")
    return draft, [one.message.format_map(one.values) for one in losses]


def test_it_is_read_as_word_shows_it(letter: Document, tmp_path: Path) -> None:
    draft, losses = drafted(letter, tmp_path)
    assert draft.title == "关于开展学雷锋志愿服务活动的报告"
    assert draft.files == {"picture-1.png": png(120)}
    assert draft.body == (
        "## 一、基本情况\n\n三月以来，全区开展活动二十场。**成效明显。**\n\n"
        "- 植树护绿\n- 敬老助残\n\n"
        "## 二、下一步打算\n\n1. 建好队伍\n2. 管好队伍\n3. 用好队伍\n\n"
        '![活动现场（示例）](picture-1.png "图1：活动现场（示例）")\n\n'
        "| 姓名 | 次数 |\n| --- | --- |\n| 王示例 | 3 |\n\n示例社区居民委员会\n"
    )
    assert losses == [
        "“关于开展学雷锋志愿服务活动的报告” is taken as the title",
        "“图1：活动现场（示例）” is taken as the caption of a picture",
    ]


def test_what_it_looked_like_is_kept_for_who_recognises_more(
    letter: Document, tmp_path: Path
) -> None:
    letter.save(str(tmp_path / "letter.docx"))
    document = read(tmp_path / "letter.docx")
    title, *_, signed = document.blocks
    assert (title.align, title.size, title.font) == ("center", 22, "方正小标宋简体")
    assert (signed.align, signed.text, signed.bold) == ("right", "示例社区居民委员会", False)
    assert document.blocks[1].style == "heading 1"
    assert document.properties["creator"] == "李示例"


def test_a_plain_document_says_nothing(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("一句话。")
    draft, losses = drafted(made, tmp_path)
    assert (draft.title, draft.body, losses) == ("letter", "一句话。\n", [])
