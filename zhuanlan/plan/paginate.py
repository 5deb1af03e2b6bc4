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


def paginate(url: str, posts: Sequence[Post], size: int) -> list[Leaf]:
    """Divide posts (newest first) into the list's own page and its numbered ones."""
    count = -(-len(posts) // size)
    oldest_first = posts[::-1]
    newest_full = len(posts) % size == 0
    first_shown = max(count - (1 if newest_full else 2), 0) * size
    older = f"{url}page-{first_shown // size}.html" if first_shown else None
    head = Leaf(url, _newest_first(oldest_first[first_shown:]), Pager(None, None, older))
    if not first_shown:
        return [head]
    return [head] + [
        Leaf(
            f"{url}page-{number}.html",
            _newest_first(oldest_first[(number - 1) * size : number * size]),
            Pager(
                number,
                f"{url}page-{number + 1}.html" if number < count else url,
                f"{url}page-{number - 1}.html" if number > 1 else None,
            ),
        )
        for number in range(1, count + 1)
    ]


def _newest_first(posts: Sequence[Post]) -> tuple[Post, ...]:
    return tuple(reversed(posts))
