"""Stable pagination: a new post touches the newest page of a list and no archived one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.plan import paginate
from zhuanlan.plan.paginate import Leaf


def leaves(count: int, size: int) -> dict[str, Leaf]:
    posts: list[Any] = list(range(count, 0, -1))  # newest first
    numbers = range(paginate.leaves(count, size))
    found = [paginate.leaf("news/", posts, size, number) for number in numbers]
    return {leaf.url: leaf for leaf in found}


@given(st.integers(0, 200), st.integers(1, 20))
def test_every_post_is_on_the_way_from_the_newest_to_the_oldest(count: int, size: int) -> None:
    pages = leaves(count, size)
    seen: list[object] = []
    url: str | None = "news/"
    while url:
        seen += pages[url].posts
        url = pages[url].pager.older
    assert seen == list(range(count, 0, -1))


@given(st.integers(0, 200), st.integers(1, 20))
def test_a_new_post_leaves_the_archive_alone(count: int, size: int) -> None:
    before, after = leaves(count, size), leaves(count + 1, size)
    newest = max((leaf.pager.number or 0 for leaf in before.values()), default=0)
    for url, leaf in before.items():
        if leaf.pager.number and leaf.pager.number < newest:
            assert after[url] == leaf


@given(st.integers(1, 200), st.integers(1, 20))
def test_the_list_itself_shows_a_full_page_at_least(count: int, size: int) -> None:
    shown = leaves(count, size)["news/"].posts
    assert shown[0] == count
    assert min(count, size) <= len(shown) < 2 * size


@given(st.integers(0, 200), st.integers(1, 20))
def test_no_neighbour_is_missing(count: int, size: int) -> None:
    pages = leaves(count, size)
    for leaf in pages.values():
        assert {leaf.pager.newer, leaf.pager.older} - {None} <= pages.keys()
