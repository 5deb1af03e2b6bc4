"""The page on which readers search the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import single
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.site import Site
from zhuanlan.model.view import PageView
from zhuanlan.plan import addresses


class SearchView(PageView, frozen=True, kw_only=True):
    """The search."""

    campaigns: tuple[Link, ...]
    filters: tuple[tuple[str, str], ...]
    """Taxonomies by which readers can narrow the search: their names and labels."""


def search_view(site: Site) -> SearchView:
    """Return what the page reads, on the web or a disc."""
    title = Word(N_("Search"))
    campaigns = tuple(Link(one.title, addresses.campaign(one)) for one in site.campaigns.values())
    crumbs = (Link(Word(N_("Home")), ""), Link(title))
    filters = tuple((name, one.filter) for name, one in site.taxonomies.items() if one.filter)
    return SearchView(title=title, crumbs=crumbs, campaigns=campaigns, filters=filters)


class _Search(PageMaker):
    name, views = "search", {"search.html": SearchView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        if site.config.search and site.edition == "web":
            yield single(Page(addresses.SEARCH, "search.html", partial(search_view, site)))


SEARCH = _Search()
