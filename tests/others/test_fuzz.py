"""Whatever bytes arrive, they are read or refused, and never end in a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.others.fuzz import TARGETS, attempt

_PIECES = [
    *("---\n", "title: ", "date: 2013-03-05", "\n- ", ": ", "{", "}", "[", "]", "&a", "*a", "!!x "),
    *(
        '"',
        "'",
        "#",
        "> ",
        "\t",
        "  ",
        "\x00",
        "\u202e",
        "|",
        "\n",
        "\n\n",
        "\\",
        "`",
        "```\n",
        "$",
    ),
    *(
        "person:",
        "name: ",
        "region: 哈尔滨市",
        "tags: ",
        "columns:",
        "slug: ",
        "phases:",
        "start: ",
    ),
    *(
        "regions:",
        "privacy:",
        "signoff:",
        "public: ",
        "value: ",
        "navigation:",
        "url: ",
        "kind: news",
    ),
    *("mask", "true", "no", "1e9", "0x1", "~", "null", "雷锋", "é", "😀", "1. ", "**", "“", "”"),
    *("[a](", ")", "![", "<a href=", "<script>", ":::gallery", "::video ", "13812345678", "住址"),
]

inputs = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
    ),
)


@pytest.mark.parametrize("name", TARGETS)
@given(data=inputs)
def test_any_bytes(name: str, data: bytes) -> None:
    attempt(TARGETS[name], data)
