"""Titles of papers as offices write them, without any style."""

from __future__ import annotations

import pytest

from zhuanlan.features.intake.document import Block, paragraph
from zhuanlan.features.intake.titles import titled

TEXT = "为认真贯彻落实有关精神，现就开展活动通知如下，请遵照执行。"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["示文明办〔2012〕12号", "关于开展学雷锋活动的通知", "各乡镇："],
            "关于开展学雷锋活动的通知",
        ),
        (
            [
                "示工发[2012]36号",
                "示例市总工会关于转发",
                "《关于深入开展学雷锋活动",
                "的通知》的通知",
                "各区：",
            ],
            "示例市总工会关于转发《关于深入开展学雷锋活动的通知》的通知",
        ),
        (
            ["学雷锋简报", "第12期", "示例县文明办　2012年3月5日", "春风行动开始了"],
            "春风行动开始了",
        ),
        (["关于一位老人的故事", "他住在山上", TEXT], "关于一位老人的故事"),
        (["关于雷锋的报告", "二月的一天", TEXT], "关于雷锋的报告"),
        ([TEXT, "第二段。"], None),
        (["各乡镇：", TEXT], None),
    ],
)
def test_a_title_is_found_among_plain_lines(lines: list[str], title: str | None) -> None:
    blocks = [paragraph(line, n) for n, line in enumerate([*lines, TEXT], 1)]
    found, rest, losses = titled(blocks)
    assert found.get("title") == title
    kept = "".join(block.text for block in rest)
    assert len(kept) + len(title or "") == sum(len(block.text) for block in blocks)
    assert len(losses) == (title is not None)


def test_what_stands_in_the_middle_by_blanks_is_the_title() -> None:
    lines = [
        Block("p", "示例街道", 1),
        Block("p", "她的四千个早晨", 2, indent=8),
        paragraph(TEXT, 3),
    ]
    assert titled(lines)[0] == {"title": "她的四千个早晨"}
