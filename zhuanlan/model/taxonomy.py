"""A way to group the posts of a campaign: what one says of itself, and nobody else has to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, file_of_class
from zhuanlan.model.page import Link
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
    terms_are_slugs: ClassVar[bool] = False
    """Whether terms are parts of addresses as they are; `slug` is not asked then."""
    feed: ClassVar[bool] = False
    """Whether each list has a feed."""
    more: ClassVar[str] = ""
    """The heading above other posts of the narrowest term, on a post's page: a msgid; without one
    the page shows none."""

    index: ClassVar[str] = ""
    """The title of the page at `prefix` that lists all terms: a msgid; without it there is none."""
    index_template: ClassVar[str] = "terms.html"
    index_view: ClassVar[type[View] | None] = None
    """What the index's template reads, with the fields `axis` and `axis_title`; `TermsView`
    (`plan/indexes.py`) unless given."""
    filter: ClassVar[str] = ""
    """What the search calls its filter by term: a msgid; without one there is none."""

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

    def in_navigation(self, campaign: Campaign) -> bool:
        """Tell whether the navigation of a campaign leads to the index.

        There is an index where this is so, or any post has a term. Decide by what the campaign
        declares: where a post could change it, a new post would change every page.
        """
        return False

    def overview(self, groups: Groups) -> Mapping[str, Any]:
        """Return what the index's template reads: for `terms.html` parts with headings."""
        return {"parts": (Part("", term_links(groups, self.name)),)}


def refuse_unknown_fields(
    taxonomy: Taxonomy, template: str, view: type[Any], shown: Mapping[str, Any]
) -> None:
    """Raise ProblemError where a taxonomy has something to show for which a view has no field."""
    if unknown := shown.keys() - {*view.__struct_fields__}:
        message = N_("the view of the taxonomy “{name}” has no field “{field}”")
        values = {"name": taxonomy.name, "field": min(unknown)}
        raise ProblemError([Problem(template, 0, 0, message, values)])


@dataclass(frozen=True, slots=True)
class Part:
    """Some terms of an index, below a heading if there is one."""

    title: str
    links: tuple[Link, ...]


def term_links(groups: Groups, taxonomy: str) -> tuple[Link, ...]:
    """Return links to the lists of a taxonomy's terms with their counts, by address."""
    urls, posts = groups.addresses(taxonomy), groups.by(taxonomy)
    label = groups.taxonomies[taxonomy].label
    links = (Link(label(groups, term), url, len(posts.get(term, ()))) for term, url in urls.items())
    return tuple(sorted(links, key=lambda link: link.url or ""))


Terms = tuple[tuple[str, ...], ...]
"""Texts of a post by taxonomy, in the order in which taxonomies are registered."""


def terms_of(
    post: Post,
    taxonomies: Iterable[Taxonomy],
    campaign: Campaign,
    regions: Regions,
    readings: Mapping[str, str],
) -> tuple[Terms, Terms]:
    """Return the terms of a post, and their slugs where terms are none."""
    terms: list[tuple[str, ...]] = []
    slugs: list[tuple[str, ...]] = []
    for taxonomy in taxonomies:
        given = taxonomy.terms(post, campaign, regions)
        if type(given) is str or given is None:  # of a text each character would be a term
            raise _no_terms(taxonomy, given)
        found = tuple(given)
        terms.append(found)
        if not found or taxonomy.terms_are_slugs:
            slugs.append(())
            continue
        if not all(type(term) is str for term in found):
            raise _no_terms(taxonomy, given)
        slugs.append(tuple([taxonomy.slug(term, campaign, readings) for term in found]))
    return tuple(terms), tuple(slugs)


def _no_terms(taxonomy: Taxonomy, given: object) -> ProblemError:
    message = N_("terms() of the taxonomy “{name}” returns {value}, and not several texts")
    hint = N_("return a list of texts, an empty one for none")
    values = {"name": taxonomy.name, "value": repr(given)}
    return ProblemError([Problem(file_of_class(taxonomy), 0, 0, message, values, hint)])
