"""What Word can hold and few files do is read as Word shows it, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.intake.word.building import docx, field, merged, p, r, tbl
from zhuanlan.features.intake.word import read


def _box(name: str, properties: str) -> str:
    """Return a field of an old form, which has no result."""
    data = f"<w:ffData><w:{name}>{properties}</w:{name}></w:ffData>"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_CHOICES = '<w:result w:val="1"/><w:listEntry w:val="一等奖"/><w:listEntry w:val="二等奖"/>'
_FORM = _box("checkBox", '<w:default w:val="1"/>') + r("党员") + _box("checkBox", "") + r("团员")
_DRAWN = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></w:r>"
)
_DRAWN_TEXT = "<a:p><a:r><a:t>画中</a:t></a:r><a:r><a:t>字</a:t></a:r></a:p>"
_CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    f"</w:sdtPr><w:sdtContent>{p('目录')}{p(field('TOC', r('活动1')))}</w:sdtContent></w:sdt>"
)
_CELL_GONE = merged('<w:cellDel w:id="1" w:author="示例"/>', "旧格")

ODDITIES = {
    "a merged cell without a beginning": (
        tbl([merged("<w:vMerge/>", "甲"), "乙"], [merged("<w:vMerge/>", "暗"), "丙"]),
        ['<tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr>'],
        ["“暗” stands in a cell that is merged with the one above it: left out"],
    ),
    "merged cells of different widths": (
        tbl(["甲", "乙", "丙"], [merged('<w:gridSpan w:val="2"/><w:vMerge/>', "丁"), "戊"]),
        ['<tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td colspan="2">丁</td><td>戊</td></tr>'],
        [],
    ),
    "more columns than a table may have": (
        tbl([merged('<w:gridSpan w:val="100"/>', "甲"), "乙"], ["丙", "丁"]),
        ['<tr><td colspan="100">甲</td></tr><tr><td>丙</td><td>丁</td></tr>'],
        ["“乙” stands in a table of more than 100 columns: left out"],
    ),
    "a deleted cell": (
        tbl(["甲", "乙", _CELL_GONE], ["丙", "丁"]),
        ["<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"],
        ["“旧格” was deleted as a tracked change, and is left out"],
    ),
    "the fields of an old form": (
        p(_FORM) + p(r("评为") + _box("ddList", _CHOICES)),
        ["☒党员☐团员", "评为二等奖"],
        [],
    ),
    "breaks of pages and columns": (
        p('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t><w:br w:type="column"/></w:r>')
        + p('<w:r><w:br w:type="page"/><w:t>丙</w:t></w:r>'),
        ["甲<br>乙", "丙"],
        [],
    ),
    "text in a shape of a drawing": (
        p(_DRAWN.format(f"<a:sp><a:txBody>{_DRAWN_TEXT}</a:txBody></a:sp>") + r("段")),
        ["段", "画中字"],
        ["“画中字” is drawn, and is written as text"],
    ),
    "a drawing of another kind": (
        p(_DRAWN.format('<x:model xmlns:x="urn:x"/>') + r("段")),
        ["段"],
        ["a drawing of an unknown kind is left out"],
    ),
    "documents within the document": (
        '<w:subDoc r:id="a"/>' + p('<w:subDoc r:id="b"/>' + r("段")),
        ["段"],
        ["a document that is inserted as a whole is left out"] * 2,
    ),
    "the heading of a table of contents": (
        _CONTENTS + p("段"),
        ["段"],
        ["a table of contents is left out: “目录活动1”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODDITIES)
def test_it_is_read_or_named(name: str, tmp_path: Path) -> None:
    body, blocks, losses = ODDITIES[name]
    file = tmp_path / "a.docx"
    file.write_bytes(docx(body))
    document = read(file)
    assert [block.html for block in document.blocks] == blocks
    assert [one.message.format(**one.values) for one in document.losses] == losses


def test_a_note_holds_lines_of_text(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{p("注")}{tbl(["甲", "乙"], ["丙", "丁"])}</w:footnote>'
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (2, 7))
    file = tmp_path / "a.docx"
    file.write_bytes(docx(p(r("段") + marks), parts={"footnotes": notes}))
    document = read(file)
    assert document.notes == ("注<br>甲 乙 <br>丙 丁 ", "")
    assert [one.message for one in document.losses] == [
        "a table within a table or a note is written as lines of text",
        "a note is missing in the file",
    ]
