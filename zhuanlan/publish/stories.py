"""Digests of stories, without what else their pages show: they tell whether a story changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zhuanlan.model.files import published_as
from zhuanlan.model.post import Body, Post
from zhuanlan.model.site import Site
from zhuanlan.write.manifest import digest_of

Text = Callable[[str, bytes], Body]
"""Finds the text of a source by its path and key."""

_FACTS = (
    *("title", "subtitle", "date", "region", "activity", "unit", "source", "author", "editor"),
    *("summary", "cover", "tags", "attachments", "related", "person"),
)
"""The keys of the front matter that readers see."""

_LENGTH = 16
"""Characters kept of a digest: each release lists one for each story."""


def digests(site: Site, text: Text, files: Mapping[str, str]) -> dict[str, str]:
    """Return a digest of each story by its address: of its facts, its text, its pictures and files.

    What its page shows besides, such as neighbours and navigation, is not the story's. `files` are
    the published files with their digests.
    """
    return {post.url: _digest(post, text(post.path, post.body), files) for post in site.posts}


def _digest(post: Post, body: Body, files: Mapping[str, str]) -> str:
    facts = [getattr(post.matter, name) for name in _FACTS]
    targets = {reference.target for reference in (*post.references, *post.mentions)}
    shown = [(path, files.get(published_as(path))) for path in sorted(targets)]
    told = (facts, post.place, post.phase, body.html, shown)
    return digest_of(repr(told).encode())[:_LENGTH]
