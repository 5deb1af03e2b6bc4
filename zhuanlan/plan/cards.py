"""What pages show of posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhuanlan.model.campaign import Picture
from zhuanlan.model.page import Image
from zhuanlan.model.post import Card, Post, beside
from zhuanlan.plan import addresses


def card(post: Post) -> Card:
    """Return a post's card, with the published address of its picture."""
    plain = post.card()
    return replace(plain, cover=addresses.asset(plain.cover)) if plain.cover else plain


def cards(posts: Iterable[Post]) -> tuple[Card, ...]:
    """Return the cards of several posts."""
    return tuple(card(post) for post in posts)


def pinned_first(all_posts: Sequence[Post], shown: Sequence[Post]) -> tuple[Card, ...]:
    """Return cards with the list's pinned posts on top, none twice."""
    pinned = [post for post in all_posts if post.matter.pinned]
    rest = [post for post in shown if not post.matter.pinned]
    return cards([*pinned, *rest])


def around(group: Sequence[Post], post: Post, count: int) -> tuple[Card, ...]:
    """Return the posts nearest to one in a group, newest first.

    Near ones rather than the newest ones: a new post then changes only its neighbours' pages.
    """
    others = [other for other in group if other.path != post.path]
    place = sum(other.sort_key > post.sort_key for other in others)
    start = max(0, min(place - count // 2, len(others) - count))
    return cards(others[start : start + count])


def image(path: str, picture: Picture | None) -> Image | None:
    """Return a picture of the front matter with its published address."""
    if picture is None:
        return None
    return Image(addresses.asset(beside(path, picture.file)), picture.alt, picture.caption)
