"""The styles of reports in Word, after GB/T 9704-2012: sizes, fonts and spacing.

They are named in Chinese, so that an office can change them in Word, or define them in its
letterhead: a style that is there is left as it is. Fonts are asked for by name and never embedded.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_SONG, _HEI, _KAI, _FANG = "方正小标宋简体", "黑体", "楷体", "仿宋"


class _Look(NamedTuple):
    name: str
    font: str
    size: float
    """In points: 22 is 二号, 16 三号, 12 小四, 10.5 五号."""
    paragraph: str = ""
    follows: str = ""


_LINES = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
_CLOSE = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="auto"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="{}"/>'
_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_BODY = _LINES + _INDENT.format(640) + '<w:jc w:val="both"/>'

_LOOKS = {
    "ZlTitle": _Look(
        *("专栏标题", _SONG, 22),
        '<w:spacing w:before="0" w:after="120" w:line="640" w:lineRule="exact"/>'
        + _CENTRE
        + '<w:outlineLvl w:val="0"/>',
    ),
    "ZlRange": _Look("专栏题下", _KAI, 16, _LINES + _CENTRE),
    "ZlHeading": _Look(
        *("专栏小标题", _HEI, 16),
        '<w:keepNext/><w:spacing w:before="200" w:after="80" w:line="560" w:lineRule="exact"/>'
        + _INDENT.format(640)
        + '<w:outlineLvl w:val="1"/>',
        follows="ZlText",
    ),
    "ZlSub": _Look(
        *("专栏二级标题", _KAI, 16),
        "<w:keepNext/>" + _LINES + _INDENT.format(640) + '<w:outlineLvl w:val="2"/>',
        follows="ZlText",
    ),
    "ZlText": _Look("专栏正文", _FANG, 16, _BODY),
    "ZlNote": _Look("专栏说明", _KAI, 12, _CLOSE.format(300) + _INDENT.format(480)),
    "ZlCaption": _Look(
        *("专栏表注", _KAI, 12), "<w:keepNext/>" + _CLOSE.format(300) + _INDENT.format(480)
    ),
    "ZlHead": _Look("专栏表头", _HEI, 10.5, "<w:keepNext/>" + _CLOSE.format(260) + _CENTRE),
    "ZlCell": _Look("专栏表文", _FANG, 10.5, _CLOSE.format(260)),
    "ZlFigure": _Look("专栏表数", _FANG, 10.5, _CLOSE.format(260) + _RIGHT),
    "ZlDay": _Look("专栏表日期", _FANG, 10.5, _CLOSE.format(260) + _CENTRE),
    "ZlSigned": _Look("专栏落款", _FANG, 16, _LINES + '<w:ind w:right="640"/>' + _RIGHT),
    "ZlPicture": _Look(
        *("专栏图片", _FANG, 12),
        '<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>'
        + _CENTRE,
    ),
    "ZlPicked": _Look("专栏图注", _KAI, 12, _CLOSE.format(300) + _CENTRE),
    "ZlPage": _Look("专栏页码", "宋体", 14, '<w:ind w:left="280" w:right="280"/>'),
    "ZlMark": _Look("专栏内部标记", _HEI, 16, '<w:spacing w:before="0" w:after="0"/>' + _RIGHT),
    "ZlBreak": _Look("专栏分节", _FANG, 1, '<w:spacing w:before="0" w:after="0" w:line="20"/>'),
}

_RUNS = {
    "ZlPrefilled": ("专栏预填", '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'),
    "ZlPlace": ("专栏待补", '<w:color w:val="C00000"/>'),
}
"""Styles of runs: what was filled in by the program, and where to write."""


def add_styles(document: Any) -> dict[str, str]:
    """Add the styles that a document lacks; return the identifier of each in the document."""
    there = {style.name: style.style_id for style in document.styles}
    styles = document.styles.element
    found = {}
    for key, look in _LOOKS.items():
        if look.name not in there:
            styles.append(_paragraph(key, look))
        found[key] = there.get(look.name, key)
    for key, (name, properties) in _RUNS.items():
        if name not in there:
            styles.append(_style("character", key, name, f"<w:rPr>{properties}</w:rPr>"))
        found[key] = there.get(name, key)
    return found


def _paragraph(key: str, look: _Look) -> Any:
    run = (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
        f' w:cs="Times New Roman" w:eastAsia="{look.font}"/><w:color w:val="000000"/>'
        f'<w:sz w:val="{int(look.size * 2)}"/><w:szCs w:val="{int(look.size * 2)}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )
    follows = f'<w:next w:val="{look.follows}"/>' if look.follows else ""
    paragraph = f"<w:pPr>{_placed(look.paragraph)}</w:pPr>"
    return _style("paragraph", key, look.name, follows + "<w:qFormat/>" + paragraph + run)


def _placed(paragraph: str) -> str:
    """Return properties of a paragraph with no blanks added between Chinese and figures."""
    place = paragraph.index("<w:spacing") if "<w:spacing" in paragraph else 0
    plain = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    return paragraph[:place] + plain + paragraph[place:]


def _style(kind: str, key: str, name: str, rest: str) -> Any:
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="{kind}" w:customStyle="1" w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{rest}</w:style>'
    )


def dress(document: Any) -> None:
    """Let what is written into an empty document look like the report's own text."""
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FANG)
