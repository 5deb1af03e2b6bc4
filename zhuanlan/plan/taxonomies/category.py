"""The categories of exemplars (中国好人)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.person import CATEGORIES
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy


class CategoryTaxonomy(Taxonomy):
    """The slugs of categories."""

    name, title, prefix = "category", N_("category"), "categories"
    terms_are_slugs = True
    more = N_("Others of this category")

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the category of the person that a post is about, if it has one."""
        person = post.matter.person
        return (person.category,) if person and person.category else ()

    def label(self, groups: Groups, term: str) -> str:
        """Return the name of a category."""
        return CATEGORIES[term]

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return all categories."""
        return {"kind": N_("exemplars"), "macro": "people", "categories": category_links(groups)}

    def reads(self, groups: Groups, term: str) -> Iterable[str]:
        """Return what is looked at besides: the others."""
        return (self.name,)


CATEGORY = CategoryTaxonomy()


def category_links(groups: Groups) -> tuple[Link, ...]:
    """Return the five categories of exemplars with their counts."""
    posts, urls = groups.by("category"), groups.addresses("category")
    return tuple(
        Link(name, urls.get(slug), len(posts.get(slug, ()))) for slug, name in CATEGORIES.items()
    )
