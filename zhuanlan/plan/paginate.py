"""Stable pagination: page numbers count from the oldest post.

A new post touches only the list's own address and the newest numbered page; what is archived stays
as it is. The list's own address shows the newest posts: those of the newest page, and while that
one is not full those of the page before it, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhuanlan.model.page import Pager
from zhuanlan.model.post import Post


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: its address, its posts (newest first) and its neighbours."""

    url: str
    posts: tuple[Post, ...]
    pager: Pager


def leaves(count: int, size: int) -> int:
    """Return how many pages a list of `count` posts has: its own and the numbered ones."""
    return 1 + (-(-count // size) if _first_shown(count, size) else 0)


def leaf(url: str, posts: Sequence[Post], size: int, number: int) -> Leaf:
    """Return one page of a list: its own (0), or the one of that number; posts are newest first."""
    total = len(posts)
    count = -(-total // size)
    if number == 0:
        shown = _first_shown(total, size)
        older = f"{url}page-{shown // size}.html" if shown else None
        return Leaf(url, tuple(posts[: total - shown]), Pager(None, None, older))
    newer = f"{url}page-{number + 1}.html" if number < count else url
    older = f"{url}page-{number - 1}.html" if number > 1 else None
    newest, oldest = max(total - number * size, 0), total - (number - 1) * size
    own = f"{url}page-{number}.html"
    return Leaf(own, tuple(posts[newest:oldest]), Pager(number, newer, older))


def _first_shown(total: int, size: int) -> int:
    """Return how many of the oldest posts the list's own page leaves to the numbered ones."""
    newest_full = total % size == 0
    return max(-(-total // size) - (1 if newest_full else 2), 0) * size
