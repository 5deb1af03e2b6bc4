"""Model → pages: which pages exist, and what each may read.

The only stage that sees the whole site. Each module plans pages of one sort; this one puts them
together and makes sure that no two claim one address.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from zhuanlan.i18n import N_, Word
from zhuanlan.model.page import Asset, Link, Page, Plan
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.articles import articles, standalone
from zhuanlan.plan.feeds import feed, redirects, sitemap
from zhuanlan.plan.homes import campaign_home, documents, site_home
from zhuanlan.plan.lists import lists, tag_slugs
from zhuanlan.plan.matrix import matrix
from zhuanlan.plan.references import CONFIG, published
from zhuanlan.problems import Problem, ProblemError


def plan(site: Site) -> Plan:
    """Plan the whole output; raises ProblemError for broken references and double addresses."""
    pages = list(_pages(site))
    pages += [sitemap(pages), Page("robots.txt", "robots.txt"), *redirects(site)]
    assets, problems = published(site, {page.url for page in pages})
    problems += _collisions(pages, assets)
    if problems:
        raise ProblemError(problems)
    furniture = {slug: navigation(site, groups) for slug, groups in site.of_campaign.items()}
    return Plan(tuple(pages), assets, furniture)


def _pages(site: Site) -> Iterator[Page]:
    yield site_home(site)
    yield feed(site, "", site.config.name, site.newest)
    for groups in site.of_campaign.values():
        campaign = groups.campaign
        yield campaign_home(site, groups)
        yield feed(site, addresses.campaign(campaign), campaign.title, groups.posts, campaign)
        yield matrix(site, groups)
        if campaign.documents:
            yield documents(groups)
        tags = tag_slugs(site, groups)
        yield from lists(site, groups, tags)
        yield from articles(site, groups, tags)
    for page in site.pages:
        yield standalone(site, page)
    colours = tuple((slug, one.colour) for slug, one in site.campaigns.items() if one.colour)
    yield Page(addresses.COLOURS, "colours.css", {"colours": colours})
    yield Page("404.html", "404.html", {"title": Word(N_("Page not found")), "crumbs": ()})


def navigation(site: Site, groups: Groups) -> tuple[Link, ...]:
    """Return the navigation of a campaign: its columns, its axes, its own pages."""
    campaign = groups.campaign
    links = [
        Link(column.name, addresses.column(campaign, column.slug)) for column in campaign.columns
    ]
    links.append(Link(Word(N_("Regions")), addresses.regions(campaign)))
    links.append(Link(Word(N_("Regions × phases")), addresses.matrix(campaign)))
    if campaign.documents:
        links.append(Link(Word(N_("Documents")), addresses.documents(campaign)))
    links += [
        Link(page.matter.title, page.url) for page in site.pages if page.campaign == campaign.slug
    ]
    return tuple(links)


def _collisions(pages: Iterable[Page], assets: Iterable[Asset]) -> list[Problem]:
    """Find files that would overwrite one another, also where only case or Unicode form differ,
    and files that stand where another needs a folder."""
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
    problems = []
    for file, source in (
        *((page.file, page.source) for page in pages),
        *((asset.url, asset.source) for asset in assets),
    ):
        key = unicodedata.normalize("NFC", file).casefold()
        if key in owners:
            problems.append(_collision(file, source, owners[key]))
        owners.setdefault(key, source)
        for folder in PurePosixPath(key).parents:
            folders.setdefault(folder.as_posix(), source)
    problems += [
        _collision(file, source, folders[file])
        for file, source in owners.items()
        if file in folders
    ]
    return problems


def _collision(file: str, one: str, other: str) -> Problem:
    named, others = (one, other) if one else (other, one)
    values = {"file": file, "other": others or Word(N_("a page of zhuanlan's own"))}
    message = N_("the address {file} is also that of {other}")
    return Problem(named or CONFIG, 0, 0, message, values, N_("give one of them another slug"))
