"""What an editor is told to write instead of YAML that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.yaml import strictly
from zhuanlan.load.yaml_slips import quoted


def problem_of(text: str) -> Problem:
    """Return the problem of a text that cannot be read."""
    with pytest.raises(ProblemError) as caught:
        strictly(text, "a.yaml", 1, 1_000_000, comments=True)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    "value",
    [
        "通知: 关于开展活动",
        '"雷锋"精神在身边',
        "'雷锋'精神在身边",
        "@所有人",
        "%50 的人",
        "[快讯] 植树",
        "- 植树",
        r'C:\a: "b"',
    ],
)
def test_what_is_advised_reads_as_what_was_typed(value: str) -> None:
    """Also in a list, after a hyphen."""
    for line in (f"title: {value}\n", f"- title: {value}\n"):
        problem = problem_of(line)
        advised = problem.said(str).partition("write ")[2].partition("; a list ends")[0]
        assert strictly(advised, "a.yaml", 1, 1_000_000, comments=True).data == {"title": value}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_characters="\x7f")))
def test_quotes_hold_any_line(value: str) -> None:
    """As far as YAML prints it."""
    line = "".join(char for char in value if char.isprintable())
    document = strictly(f"a: {quoted(line)}\n", "a.yaml", 1, 1_000_000, comments=True)
    assert document.data == {"a": line}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("name: 甲 url: https://a.cn/\n", (1, 9), "a second key, “url:”"),
        ("a:\n  - {person: 王小明 date: 2026-09-01}\n", (2, 18), "a comma is missing"),
        ("a: {b: 1；c: 2}\n", (1, 10), "a comma is missing"),
        ("a: 1\nb 2\nc: 3\n", (2, 1), "this line has no colon"),
        ("a:\n- b: 1\n   c: 2\n", (3, 4), "this line is not aligned"),
        ("a: [b, c]]\n", (1, 10), "a closing bracket is one too many"),
        ("a: '雷锋\n", (1, 4), "a quotation mark is not closed"),
        ("a: |\n  b: c: d\n  e:f\ng: h: i\n", (4, 5), "the value holds a colon"),
    ],
)
def test_the_place_is_named(text: str, place: tuple[int, int], message: str) -> None:
    """And why it cannot be read, not only that."""
    problem = problem_of(text)
    assert (problem.line, problem.column) == place
    assert problem.said(str).startswith(message)


@pytest.mark.parametrize("sign", ["[", "{a: ", "a: b ", ", ", "{a:" + " " * 9, "'a' ", "a: 'b "])
def test_long_lines_are_looked_at_once(sign: str) -> None:
    """A pattern that took the square of their length would run for minutes."""
    problem_of("a: [\n" + sign * 40_000)
