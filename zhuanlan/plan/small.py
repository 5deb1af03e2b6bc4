"""Small files: colours, the page that is not there, and what search engines ask for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Page, PageGroup
from zhuanlan.model.page_groups import single
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.site import Site
from zhuanlan.model.view import PageView, View
from zhuanlan.plan import addresses


class ColoursView(View, frozen=True, kw_only=True):
    """The colours that campaigns choose."""

    colours: tuple[tuple[str, str], ...]
    """By the campaigns' slugs."""


class _Colours(PageMaker):
    name, views = "colours", {"colours.css": ColoursView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        colours = tuple((slug, one.colour) for slug, one in site.campaigns.items() if one.colour)
        yield single(Page(addresses.COLOURS, "colours.css", partial(ColoursView, colours=colours)))


class NotFoundView(PageView, frozen=True, kw_only=True):
    """What servers show where there is no page."""


class _NotFound(PageMaker):
    name, views = "not-found", {"404.html": NotFoundView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        view = partial(NotFoundView, title=Word(N_("Page not found")))
        yield single(Page("404.html", "404.html", view))


class RobotsView(View, frozen=True):
    """What robots may visit."""


class _Robots(PageMaker):
    name, views = "robots", {"robots.txt": RobotsView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        yield single(Page("robots.txt", "robots.txt", RobotsView))


class IndexNowView(View, frozen=True):
    """Proves to search engines whose site it is."""


class _IndexNow(PageMaker):
    name, views = "indexnow", {"indexnow.txt": IndexNowView}

    def of_site(self, site: Site) -> Iterator[PageGroup]:
        if key := site.config.publish.indexnow:
            yield single(Page(f"{key}.txt", "indexnow.txt", IndexNowView))


COLOURS, NOT_FOUND, ROBOTS, INDEXNOW = _Colours(), _NotFound(), _Robots(), _IndexNow()
