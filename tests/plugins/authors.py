"""A plug-in for tests: posts grouped by their author, as somebody outside would write it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhuanlan.core.registry import Registry
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy


class AuthorTaxonomy(Taxonomy):
    """The names of authors."""

    name, title, prefix, feed = "author", "author", "authors", True
    more = "More by this author"

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        return (post.matter.author,) if post.matter.author else ()

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        posts = groups.by("author")
        urls = groups.addresses("author")
        return {"children": tuple(Link(name, urls[name], len(posts[name])) for name in posts)}

    def reads(self, groups: Groups, term: str) -> Iterable[str]:
        return ("author",)


AUTHOR = AuthorTaxonomy()


def register(registry: Registry) -> None:
    registry.taxonomies.add("author", "tests.plugins.authors:AUTHOR")
