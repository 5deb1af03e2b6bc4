"""Letters of units: what is recognised of them, how surely, and what leaves the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.features.intake.truth import SETS, around, recognised, scores, sure_and_wrong, truth
from zhuanlan.features.intake.blocks import Block, blocks_of_markdown
from zhuanlan.features.intake.recognise.all import recognise
from zhuanlan.features.intake.recognise.days import days_in
from zhuanlan.features.intake.recognise.names import is_name, is_unit


def lines_of(*lines: str) -> list[Block]:
    """Return lines as blocks."""
    texts = [line.strip() for line in lines]
    return [Block(text, text, place=at) for at, text in enumerate(texts, 1) if text]


@pytest.mark.parametrize(("of", "field"), [(of, field) for of in SETS for field in scores(of)])
def test_guesses_are_right_and_few_are_missed(of: str, field: str) -> None:
    score = scores(of)[field]
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.8, score.missed


@pytest.mark.parametrize("of", SETS)
def test_what_is_wrong_is_marked(of: str) -> None:
    """An editor who looks only at what is marked misses nothing."""
    assert [*sure_and_wrong(of)] == []


def test_a_guess_names_its_words_and_their_line() -> None:
    for name in truth():
        for guess in recognised(name).guesses:
            assert guess.evidence or guess.field == "column", (name, guess)


def test_bylines_leave_the_text_and_nothing_else_does() -> None:
    found = recognised("hospital-3")
    assert [block.text for block in found.left] == [
        "佳木斯市松江医院开展岗位学雷锋技能比武",
        "撰稿人：护理部 田甜",
        "审稿人：冯志远",
        "联系电话：0454-8234567",
        "2013-3-29",
    ]
    assert len(found.text) == 2


def test_a_letter_keeps_each_of_its_blocks() -> None:
    for name in truth():
        found = recognised(name)
        assert found.text, name
        assert len({*found.text} & {*found.left}) == 0


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013年3月12日", date(2013, 3, 12)),
        ("二〇一三年三月十二日", date(2013, 3, 12)),
        ("二○一三年十月二十一日", date(2013, 10, 21)),
        ("2013-3-12", date(2013, 3, 12)),
        ("2013.03.12", date(2013, 3, 12)),
        ("2013／3／5", date(2013, 3, 5)),
        ("13年3月7日", date(2013, 3, 7)),
        ("3月12日", date(2013, 3, 12)),
        ("三月卅日", None),
        ("2013年2月30日", None),
        ("长3.12米", None),
        ("去年3月12日", None),
        ("第12-3号", None),
    ],
)
def test_days(written: str, day: date | None) -> None:
    assert next((one.on(2013) for one in days_in(written)), None) == day


@pytest.mark.parametrize("name", ["欧阳青禾", "司马晨", "王伟", "阿依古丽·买买提", "李小明"])
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "word", ["青禾小学", "有人说", "通讯员", "巩老师", "年来", "我们", "走进社区"]
)
def test_words_that_are_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("北岭镇文化站", True), ("志愿者走进幸福社区", False), ("爱心送到渔歌村", False)],
)
def test_units(text: str, unit: bool) -> None:
    assert is_unit(text) is unit


def test_spaced_names_and_labels_are_read() -> None:
    lines = [
        "志愿者清扫公园",
        "三月五日，志愿者清扫了公园，大家都说好得很。",
        "作 者：李 明、张 华 强",
    ]
    found = recognise(lines_of(*lines), around())
    assert found.value("author") == "李明、张华强"


def test_formatting_helps() -> None:
    """A title in the middle, and a name at the right."""
    blocks = [
        Block("学雷锋在行动", "学雷锋在行动", centred=True, bold=True, place=1),
        Block("李示范", "李示范", right=True, place=2),
        Block("三月五日，志愿者清扫了公园，大家都说好得很。", "…", place=3),
    ]
    assert recognise(blocks, around()).value("title") == "学雷锋在行动"


def test_blocks_of_markdown() -> None:
    found = [*blocks_of_markdown("# 标题\n\n**全部加粗**\n\n正文 *一*\n二\n\n![图](a.jpg)\n")]
    assert [(one.text, one.kind, one.bold, one.place) for one in found] == [
        ("标题", "heading", False, 1),
        ("全部加粗", "paragraph", True, 3),
        ("正文 一\n二", "paragraph", False, 5),
        ("图", "picture", False, 8),
    ]


WORDS = [
    "（",
    "）",
    "：",
    "作者",
    "文/图",
    "记者",
    "2013年",
    "3月",
    "5日",
    "青禾小学",
    "王",
    " ",
    "、",
    "——",
    "供稿",
]


@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=12).map("".join)))
def test_any_letter_is_read(lines: list[str]) -> None:
    """Nothing is lost: each block stays, or is named as left."""
    blocks = lines_of(*lines)
    found = recognise(blocks, around())
    assert len(found.text) + len(found.left) == len(blocks)


@pytest.mark.parametrize(
    "piece", ["（", "作者：", "1月", "王伟", "记者", "三十年来", "〇", "第", "—"]
)
def test_a_long_line_costs_no_more_than_its_length(piece: str) -> None:
    """Twenty thousand of anything are read at once; a quadratic pattern would take minutes."""
    recognise(lines_of(piece * 20_000, piece * 30, piece), around())
