"""Strict YAML: what editors write is what arrives, and nothing dangerous does."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.core.problems import ProblemError
from zhuanlan.load.yaml import parse, strictly
from zhuanlan.load.yaml_plain import plain as read_plain


def test_texts_stay_texts() -> None:
    text = "a: no\nb: 12:30\nc: 00123\nd: 1.10\ne: 2012-03-05\nf: ~\ng:\nh: '~'\n"
    assert parse(text, "x").data == {
        "a": "no",
        "b": "12:30",
        "c": "00123",
        "d": "1.10",
        "e": "2012-03-05",
        "f": None,
        "g": None,
        "h": "~",
    }


def test_places_are_known() -> None:
    document = parse("a:\n  - b: 1\n    c: 2\n", "x", first_line=2)
    assert document.spot(("a", 0, "c")) == (4, 8)
    assert document.spot(("a", 0, "c"), key=True) == (4, 5)
    assert document.spot(("a", 0, "nowhere", "deep")) == (3, 5)


def test_folded_chinese_has_no_spaces() -> None:
    text = "a: >-\n  三月宣传，\n  四月起常态。\n  English\n  stays\nb: 一行\n  又一行\n"
    assert parse(text, "x").data == {
        "a": "三月宣传，四月起常态。 English stays",
        "b": "一行又一行",
    }


@pytest.mark.parametrize("open_", ["[", "{a: ", "- "])
def test_depth_and_size_are_limited(open_: str) -> None:
    for text in (open_ * 100_000, open_ * 1_000):
        with pytest.raises(ProblemError):
            parse(text, "x", limit=500_000)


def test_an_empty_document_is_nothing() -> None:
    assert parse("", "x").data is None
    assert parse("# only a remark\n", "x").data is None


plain = st.recursive(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=8,
)


@given(plain)
def test_json_is_read_back(value: object) -> None:
    """YAML holds JSON: whatever is written between quotes comes back."""
    import json

    assert parse("v: " + json.dumps(value, ensure_ascii=False), "x").data == {"v": value}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ProblemError):  # and nothing else
        parse(text, "x")


PIECES = st.sampled_from(
    [
        *"abz09_-:#[]{}&*!|>'\"%@`?.~,<=+/\\：，“”é\t\x85\u3000\u2028\xa0 ",
        *("null", "no", " #", ": ", ", ", "标题", "2013-03-05", "12:30", "---", "..."),
    ]
)
VALUES = st.lists(PIECES, max_size=6).map("".join)
LISTS = st.lists(st.sampled_from(["志愿", "a1", "null", "a b", "x-y", ""]), max_size=3)
LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["title", "date", "a_b", "b"]), VALUES),
    st.builds("{}:{}".format, st.sampled_from(["person", "c"]), VALUES),
    st.builds("tags: [{}]".format, LISTS.map(", ".join)),
    st.sampled_from(["person:", "  name: 王示例", "  role: 邮递员", " x: 1", "    y: z", "", "d:"]),
)


@given(st.lists(LINES, min_size=1, max_size=6), st.integers(1, 9))
def test_plain_front_matter_reads_as_the_strict_reader_reads_it(lines: list[str], at: int) -> None:
    text = "\n".join(lines) + "\n"
    found = read_plain(text, at)
    if found is not None:
        document = strictly(text, "x", at, 65536, comments=False)
        assert (document.data, document.keys, document.values) == found


def test_usual_front_matter_needs_no_parser() -> None:
    text = (
        "title: 雪夜里的“守井人”，三十年\ndate: 2013-03-05 08:30\nregion: 哈尔滨市/道里区\n"
        "tags: [志愿服务, 敬老]\nperson:\n  name: 王示例\n  category: 敬业奉献\nstatus: published\n"
    )
    found = read_plain(text, 2)
    assert found is not None
    assert found[0]["person"] == {"name": "王示例", "category": "敬业奉献"}
