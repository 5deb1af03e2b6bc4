"""A way to group the posts of a campaign: what one says of itself, and nobody else has to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from zhuanlan.model.slug import slugify

if TYPE_CHECKING:
    from zhuanlan.model.campaign import Campaign
    from zhuanlan.model.post import Post
    from zhuanlan.model.region import Regions
    from zhuanlan.model.site import Groups, Site
    from zhuanlan.model.view import View


class Taxonomy:
    """A grouping of posts: its terms, and the list of each term.

    Make a subclass and register one object of it, in a table that imports its module when it is
    needed: `registry.taxonomies.add("author", "my.module:AUTHOR")`. Its objects hold no state, and
    its methods are functions of what they are given. A term is a text.
    """

    name: ClassVar[str]
    """As it is registered; templates know it as `axis`."""
    title: ClassVar[str]
    """What one term is, as readers see it: a msgid."""
    prefix: ClassVar[str] = ""
    """The folder of its lists below a campaign, which no column or page may take; columns have
    none."""
    template: ClassVar[str] = "list.html"
    view: ClassVar[type[View] | None] = None
    """What the template reads, a subclass of `ListView` (`plan/lists.py`), which it is without."""
    feed: ClassVar[bool] = False
    """Whether each list has a feed."""
    more: ClassVar[str] = ""
    """The heading above other posts of the narrowest term, on a post's page: a msgid; without one
    the page shows none."""

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the terms of a post, the narrowest last.

        Called where a post is read, in any process; what it returns is stored with the post.
        """
        raise NotImplementedError

    def slug(self, term: str, campaign: Campaign, readings: Mapping[str, str]) -> str:
        """Return a term's part of addresses; those of two terms may agree (see `url`).

        Called where a post is read, too. `readings` are those of the names that pypinyin misreads.
        """
        return slugify(term, readings)

    def fixed(self, campaign: Campaign) -> Iterable[str]:
        """Return the terms that have a list even without posts, in their order."""
        return ()

    def label(self, groups: Groups, term: str) -> str:
        """Return the title of a term's list."""
        return term

    def url(self, campaign: Campaign, slug: str = "") -> str:
        """Return the address of the list with a slug, or of the folder of all.

        Terms whose slugs agree are told apart: `Groups.addresses` knows the address of each.
        """
        folders = (campaign.slug, self.prefix, slug)
        return "".join(f"{folder}/" for folder in folders if folder)

    def about(self, site: Site, groups: Groups, term: str) -> Mapping[str, Any]:
        """Return fields of the view besides the posts; `crumbs` are put into the breadcrumb.

        A list is rendered again when a post of its term changes in its card, place or terms. Name
        in `reads` what else this looks at.
        """
        return {}

    def reads(self, groups: Groups, term: str) -> Iterable[str]:
        """Return the names of the taxonomies whose other terms `about` looks at."""
        return ()


Terms = tuple[tuple[str, ...], ...]
"""Texts of a post by taxonomy, in the order in which taxonomies are registered."""


def terms_of(
    post: Post,
    taxonomies: Iterable[Taxonomy],
    campaign: Campaign,
    regions: Regions,
    readings: Mapping[str, str],
) -> tuple[Terms, Terms]:
    """Return the terms of a post, and their slugs where they are not the terms themselves."""
    terms, slugs = [], []
    for taxonomy in taxonomies:
        found = tuple(taxonomy.terms(post, campaign, regions))
        parts = tuple([taxonomy.slug(term, campaign, readings) for term in found])
        terms.append(found)
        slugs.append(() if parts == found else parts)
    return tuple(terms), tuple(slugs)
