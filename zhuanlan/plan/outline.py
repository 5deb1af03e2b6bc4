"""Which pages exist: the page groups of a site, and their addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cached_property, partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.disc.pages import disc, search_page
from zhuanlan.model.config import CONFIG
from zhuanlan.model.page import Asset, Page, PageGroup, file_of
from zhuanlan.model.page_groups import SITE, all_of, single
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import PageView, View
from zhuanlan.plan import addresses
from zhuanlan.plan.articles import articles, standalone
from zhuanlan.plan.documents import documents
from zhuanlan.plan.feeds import TAKEN_DOWN, feed, redirects, sitemap
from zhuanlan.plan.homes import campaign_home, site_home
from zhuanlan.plan.lists import lists
from zhuanlan.plan.matrix import matrix
from zhuanlan.plan.people import people
from zhuanlan.plan.regions import regions


class ColoursView(View, frozen=True, kw_only=True):
    """The colours that campaigns choose, by their slugs."""

    colours: tuple[tuple[str, str], ...]


class NotFoundView(PageView, frozen=True, kw_only=True):
    """What servers show where there is no page."""


def page_groups(site: Site) -> Iterator[PageGroup]:
    """Yield all of the site but its sitemap, which lists the others."""
    yield from of_site(site)
    for groups in site.of_campaign.values():
        yield from of_campaign(site, groups)
        for posts in groups.by("column").values():
            yield articles(site, groups, posts)
    yield redirects(site)


def of_site(site: Site) -> Iterator[PageGroup]:
    """Yield the pages outside the columns of campaigns, but the redirects."""
    yield site_home(site)
    yield feed(site, "", site.config.name, site.newest, SITE)
    for page in site.pages:
        yield standalone(site, page)
    colours = tuple((slug, one.colour) for slug, one in site.campaigns.items() if one.colour)
    yield single(Page(addresses.COLOURS, "colours.css", partial(ColoursView, colours=colours)))
    if site.edition == "disc":
        yield from disc(site)
    elif site.config.search:
        yield single(Page(addresses.SEARCH, "search.html", partial(search_page, site)))
    not_found = partial(NotFoundView, title=Word(N_("Page not found")))
    yield single(Page("404.html", "404.html", not_found))
    yield single(Page("robots.txt", "robots.txt", View))
    if key := site.config.publish.indexnow:
        yield single(Page(f"{key}.txt", "indexnow.txt", View))


def of_campaign(site: Site, groups: Groups) -> Iterator[PageGroup]:
    """Yield all of a campaign but the pages of its posts."""
    campaign = groups.campaign
    yield campaign_home(site, groups)
    home = addresses.campaign(campaign)
    yield feed(site, home, campaign.title, groups.posts, all_of(campaign), campaign)
    yield matrix(site, groups)
    if campaign.documents:
        yield documents(site, groups)
    yield from people(groups)
    yield regions(groups)
    yield from lists(site, groups)


class Outline(Collection[str]):
    """The addresses of all pages of a site, found out when first asked for; no page is made."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def page_groups(self) -> list[PageGroup]:
        """All page groups but the sitemap."""
        return list(page_groups(self.site))

    @cached_property
    def _pages(self) -> list[tuple[str, str, datetime | None]]:
        return [(p.url, p.source, p.modified) for part in self.page_groups for p in part]

    @cached_property
    def sitemap(self) -> list[PageGroup]:
        """The sitemap, which lists the pages of the others."""
        return list(sitemap((url, modified) for url, _, modified in self._pages if modified))

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        """The file of each page within the output folder, with its source if it has one."""
        yield from ((file_of(url), source) for url, source, _ in self._pages)
        yield from ((page.file, "") for part in self.sitemap for page in part)

    @cached_property
    def _urls(self) -> set[str]:
        return {url for url, _, _ in self._pages}

    def __contains__(self, url: object) -> bool:
        return url in self._urls

    def __iter__(self) -> Iterator[str]:
        return iter(self._urls)

    def __len__(self) -> int:
        return len(self._urls)

    def collisions(
        self, assets: Iterable[Asset], others: Iterable[tuple[str, str]] = ()
    ) -> list[Problem]:
        """Return a problem for each file that another would overwrite.

        `others` are files of pages that are not planned, with their sources.
        """
        copied = ((asset.file, asset.source) for asset in assets)
        return _collisions([*self.files, *others, *copied])


def _collisions(files: Iterable[tuple[str, str]]) -> list[Problem]:
    """Find files that would overwrite one another, also where only case or Unicode form differ,
    and files that stand where another needs a folder."""
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
    problems = []
    for file, source in files:
        key = file if file.isascii() else unicodedata.normalize("NFC", file)
        key = key.casefold()
        if key in owners:
            problems.append(_collision(file, source, owners[key]))
        owners.setdefault(key, source)
        while (key := key.rpartition("/")[0]) and key not in folders:
            folders[key] = source
    problems += [
        _collision(file, source, folders[file])
        for file, source in owners.items()
        if file in folders
    ]
    return problems


def _collision(file: str, one: str, other: str) -> Problem:
    named, others = (other, one) if one in ("", TAKEN_DOWN) and other else (one, other)
    values = {"file": file, "other": others or Word(N_("a page of zhuanlan's own"))}
    message = N_("the address {file} is also that of {other}")
    return Problem(
        named or CONFIG,
        0,
        0,
        message,
        values,
        N_("give one of them another slug, or take it out of aliases"),
    )
