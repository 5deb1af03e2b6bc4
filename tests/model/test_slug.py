"""Names in addresses that are made from titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from zhuanlan.model.slug import slugify
from zhuanlan.scaffold import NAME_LENGTH, slug_of

TITLE = "隆昌市古湖街道双井社区开展新时代文明实践志愿服务活动庄重仪式"


def test_a_title_is_cut_between_syllables() -> None:
    syllables = lazy_pinyin(TITLE)
    for start in range(6):
        slug = slug_of(TITLE[start:])
        assert 0 < len(slug) <= NAME_LENGTH
        assert slug.split("-") == syllables[start : start + len(slug.split("-"))]


@given(st.text(alphabet=st.sampled_from("双窗庄床闯装创2012 ab，-"), min_size=1))
def test_every_cut_ends_with_a_whole_word(title: str) -> None:
    whole, cut = slugify(title, {}, 10_000), slugify(title, {}, 20)
    if "-" in whole[:20]:
        assert f"{whole}-".startswith(f"{cut}-")


@pytest.mark.parametrize("length", [8, 80])
def test_a_word_that_is_longer_is_cut_all_the_same(length: int) -> None:
    assert slugify("a" * 100, {}, length) == "a" * length
