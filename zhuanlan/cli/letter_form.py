"""投稿模板.docx: the office's own form for units, which `import` reads without a guess."""

from __future__ import annotations

from io import BytesIO

from zhuanlan.cli.errors import CommandError
from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.person import CATEGORIES

NAME = "投稿模板.docx"


def rows_of(campaign: Campaign) -> list[str]:
    """Return the labels of the form; what is in brackets explains them, and is not read.

    Chinese, whatever the language of the command: these are the words that letters use.
    """
    columns = "、".join(column.name for column in campaign.columns)
    rows = [
        "标题",
        "副标题（可不填）",
        "报送单位（全称）",
        f"地区（{campaign.scope.name}的市、县）",
        "日期（如 2013年3月12日）",
        f"栏目（{columns}）",
        "作者",
        "摄影（可不填）",
    ]
    if campaign.activities:
        names = "、".join(activity.name for activity in campaign.every_activity[:8])
        rows.append(f"活动（{names}，可不填）")
    if any(column.of_kind.people for column in campaign.columns):
        categories = "、".join(map(str, CATEGORIES.values()))
        rows += [
            "人物姓名（写人物的稿件填）",
            "人物身份",
            f"类别（{categories}）",
            "同意刊登（本人或监护人是否同意：是、否）",
        ]
    return rows


def form_of(campaign: Campaign) -> bytes:
    """Return the form as a Word file; raises CommandError where python-docx is missing."""
    try:
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt
    except ImportError:
        message = N_("this needs more packages: pip install 'zhuanlan[office]'")
        raise CommandError(message) from None
    document = Document()
    font = document.styles["Normal"].font
    font.name, font.size = "宋体", Pt(12)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.add_paragraph().add_run(f"{campaign.name}投稿单").bold = True
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label in rows_of(campaign):
        cells = table.add_row().cells
        cells[0].text = label
        cells[0].width, cells[1].width = Cm(6), Cm(10)
    document.add_paragraph("正文（从下一行写起，图片直接插入，图片说明写在图片下面一行）")
    document.add_paragraph()
    written = BytesIO()
    document.core_properties.author = ""
    document.save(written)
    return written.getvalue()
