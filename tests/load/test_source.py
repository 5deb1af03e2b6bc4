"""Encodings and front matter: read or refused by name, never garbled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SiteFolder
from zhuanlan.core.problems import ProblemError
from zhuanlan.load.source import decode

TEXT = "---\ntitle: 雷锋就在我身边\ndate: 2013-03-05\n---\n\n正文，“引号”。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
    ],
    ids=["utf-8", "with BOM", "CRLF", "GB18030", "UTF-16"],
)
def test_what_editors_save_is_read(site: SiteFolder, data: bytes) -> None:
    site.write("content/spring/news/x.md", data)
    site.build()
    page = site.page("spring/news/x.html")
    assert "雷锋就在我身边" in page
    assert "<p>正文，“引号”。</p>" in page


@pytest.mark.parametrize(
    "data",
    [TEXT.encode()[:-3], TEXT.encode() + b"\xff", b"\x89PNG\r\n\x1a\n\x00\xff\xfe"],
    ids=["cut off", "stray byte", "a picture"],
)
def test_damaged_text_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemError, match="neither UTF-8 nor GB18030"):
        decode(data, "x.md")


@given(st.text(st.characters(codec="gb2312", categories=("Lo", "Po"))))
def test_gb2312_texts_come_back(text: str) -> None:
    text = "雷锋精神在身边，一点一滴见真情。" + text
    assert decode(text.encode("gb18030"), "x.md") == text


@given(st.text(st.characters(exclude_characters="\0")))
def test_utf8_texts_come_back(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
    assert decode(text.encode(), "x.md") == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", ["一句话", "一二三，上山打老虎", "乙、标题：一", "亿元"])
def test_gb18030_that_begins_like_utf8(text: str) -> None:
    """一 is D2 BB there, which is also a character of UTF-8."""
    data = f"---\ntitle: {text}\n---\n".encode("gb18030")
    assert decode(data, "a.md") == data.decode("gb18030")
