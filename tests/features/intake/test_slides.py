"""Slides become a draft: a heading for each, its texts, its table and its picture."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.features.intake.word.building import docx, p, png
from tests.features.intake.word.test_hostile import damaged_tree
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.slides import drafts

NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{target}"/>'


def shape(text: str, kind: str = "", bold: bool = False) -> str:
    holder = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    looks = '<a:rPr b="1"/>' if bold else ""
    lines = "".join(f"<a:p><a:r>{looks}<a:t>{one}</a:t></a:r></a:p>" for one in text.split("|"))
    return f"<p:sp><p:nvSpPr>{holder}</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"


PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="1" name="x" descr="植树"/></p:nvPicPr><p:blipFill>'
    '<a:blip r:embed="i"/></p:blipFill></p:pic>'
)
CELL = "<a:tc{}><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
TABLE = "<p:graphicFrame><a:tbl><a:tr>{}{}</a:tr><a:tr>{}{}</a:tr></a:tbl></p:graphicFrame>".format(
    CELL.format(' gridSpan="2"', "统计"),
    '<a:tc hMerge="1"/>',
    CELL.format("", "植树"),
    CELL.format("", "3"),
)


def pptx(*slides: str) -> bytes:
    """Return slides; one that begins with `!` is hidden."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("_rels/.rels", RELS.format(relation("a", "officeDocument", "ppt/p.xml")))
        ids = "".join(f'<p:sldId r:id="s{n}"/>' for n, _ in enumerate(slides))
        zipped.writestr(
            "ppt/p.xml", f"<p:presentation {NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
        )
        every = "".join(relation(f"s{n}", "slide", f"s{n}.xml") for n, _ in enumerate(slides))
        zipped.writestr("ppt/_rels/p.xml.rels", RELS.format(every))
        zipped.writestr("ppt/media/a.png", png())
        for n, slide in enumerate(slides):
            hidden = ' show="0"' if slide.startswith("!") else ""
            tree = f"<p:cSld><p:spTree>{slide.lstrip('!')}</p:spTree></p:cSld>"
            zipped.writestr(f"ppt/s{n}.xml", f"<p:sld {NAMES}{hidden}>{tree}</p:sld>")
            picture = relation("i", "image", "media/a.png")
            zipped.writestr(f"ppt/_rels/s{n}.xml.rels", RELS.format(picture))
    return made.getvalue()


def test_slides_become_a_draft(tmp_path: Path) -> None:
    file = tmp_path / "report.pptx"
    file.write_bytes(
        pptx(
            shape("学雷锋活动汇报", "ctrTitle") + shape("示例社区", "subTitle"),
            shape("三百人上山|种下两千棵")
            + shape("植树", "title")
            + shape("7", "sldNum")
            + PICTURE,
            shape("统计", "title") + f"<p:grpSp>{shape('共三项', bold=True)}</p:grpSp>" + TABLE,
            "!" + shape("备用", "title"),
            shape("图表", "title") + "<p:graphicFrame/>",
        )
    )
    [draft], losses = drafts(file)
    assert draft.body == (
        "示例社区\n\n## 植树\n\n三百人上山\n\n种下两千棵\n\n![植树](picture-1.png)\n\n"
        '## 统计\n\n**共三项**\n\n<table>\n<tr><td colspan="2">统计</td></tr>\n'
        "<tr><td>植树</td><td>3</td></tr>\n</table>\n\n## 图表\n"
    )
    assert draft.title == "学雷锋活动汇报"
    assert draft.files == {"picture-1.png": png()}
    assert [one.message.format_map(one.values) for one in losses] == [
        "what each slide repeats is left out: “7”",
        "a hidden slide is left out: “备用”",
        "a chart or drawing is left out: save it as a picture, and insert that",
    ]


@pytest.mark.parametrize("seed", range(12))
def test_damaged_slides_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    data = pptx(shape("甲", "title") + PICTURE, f"<p:grpSp>{shape('乙')}</p:grpSp>" + TABLE)
    file = tmp_path / "report.pptx"
    file.write_bytes(damaged_tree(data, random.Random(seed)))  # noqa: S311
    with suppress(ProblemError):
        assert len(drafts(file)[0]) < 2


def test_a_word_file_is_none(tmp_path: Path) -> None:
    file = tmp_path / "report.pptx"
    file.write_bytes(docx(p("文字")))
    with pytest.raises(ProblemError) as refused:
        drafts(file)
    assert "this is no PowerPoint file, but a file of another office program" in str(refused.value)
