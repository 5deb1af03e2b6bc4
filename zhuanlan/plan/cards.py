"""What pages show of posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhuanlan.model.post import Card, Post
from zhuanlan.model.site import Groups


def cards(posts: Iterable[Post]) -> tuple[Card, ...]:
    """Return the cards of several posts."""
    return tuple(post.card for post in posts)


def pinned_first(all_posts: Sequence[Post], shown: Sequence[Post]) -> tuple[Card, ...]:
    """Return cards with the list's pinned posts on top, none twice."""
    pinned = [post for post in all_posts if post.matter.pinned]
    rest = [post for post in shown if not post.matter.pinned]
    return cards([*pinned, *rest])


_AROUND = 4
"""How many posts are shown around one."""


def around(groups: Groups, group: Sequence[Post], post: Post) -> tuple[Card, ...]:
    """Return the posts nearest to one in a group (newest first), newest first.

    Near ones rather than the newest ones: a new post then changes only its neighbours' pages.
    """
    place = groups.place_in(group, post)
    start = max(0, min(place - _AROUND // 2, len(group) - _AROUND - 1))
    near = group[start : start + _AROUND + 1]
    return cards([other for other in near if other.path != post.path][:_AROUND])


def within_reach(groups: Groups, group: Sequence[Post], post: Post) -> Sequence[Post]:
    """Return the posts of a group around which one may be shown, or next to it."""
    place = groups.place_in(group, post)
    return group[max(place - _AROUND, 0) : place + _AROUND + 1]
