"""Which paragraphs are headings, and which only look like them."""

from __future__ import annotations

import pytest

from zhuanlan.features.intake.document import Block, paragraph
from zhuanlan.features.intake.headings import with_headings

TEXT = "各单位要高度重视，精心组织。"


def tags(*texts: str) -> list[str]:
    return [block.tag for block in with_headings([paragraph(text) for text in texts])[0]]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("一、总体要求", TEXT, "二、活动安排", TEXT), "h2 p h2 p"),
        (("一、总体要求", "（一）指导思想", TEXT, "1.加强领导", TEXT), "h2 h3 p h4 p"),
        (("一、总则", "（一）思想", "1.领导", "（1）专班", TEXT), "h2 h3 h4 h4 p"),
        (("（一）指导思想", TEXT, "（二）基本原则", TEXT), "h2 p h2 p"),
        (("第一章 总则", TEXT, "一、目的", TEXT), "h2 p h3 p"),
        (("一、签到", "二、讲话", "三、植树", "四、合影"), "p p p p"),
        (("一、加强领导。各单位要重视。", TEXT), "p p"),
        (("1.5万人参加", TEXT), "p p"),
        (("（二）启动；", TEXT), "p p"),
        (("一、" + "很长的一段话" * 10, TEXT), "p p"),
        (("一、总体要求",), "p"),
    ],
)  # fmt: skip
def test_numbers_make_headings_of_short_lines_with_something_below(
    texts: tuple[str, ...], wanted: str
) -> None:
    assert tags(*texts) == wanted.split()


def test_bold_lines_stand_below_the_heading_above_them() -> None:
    bold = Block("p", "<strong>走进社区</strong>", bold=True)
    blocks = [paragraph("一、活动"), bold, paragraph(TEXT), bold, paragraph(TEXT)]
    found, losses = with_headings(blocks)
    assert [block.tag for block in found] == ["h2", "h3", "p", "h3", "p"]
    assert len(losses) == 3


def test_a_bold_label_is_no_heading() -> None:
    label = Block("p", "<strong>联系人：王示例</strong>", bold=True)
    assert with_headings([label, paragraph(TEXT)])[0][0].tag == "p"


def test_the_highest_style_is_the_second_level() -> None:
    blocks = [Block("h3", "甲"), paragraph(TEXT), Block("h4", "乙"), paragraph(TEXT)]
    assert [block.tag for block in with_headings(blocks)[0]] == ["h2", "p", "h3", "p"]
