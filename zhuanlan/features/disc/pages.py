"""What a disc has besides the pages: where to begin, its own search, and what did not fit on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link, Page, Section
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.plan import addresses
from zhuanlan.plan.references import published
from zhuanlan.plan.sections import SITE, single

START, DATA = "start.html", "search-data.js"


def disc(site: Site) -> Iterator[Section]:
    """Plan the pages that only a disc has."""
    yield single(Page(START, "disc-start.html", partial(_start, site)), SITE)
    if site.config.search:
        yield single(Page(addresses.SEARCH, "disc-search.html", partial(search_page, site)))
        yield single(Page(DATA, "search-data.js", partial(_data, site)), SITE)


def left_out(site: Site) -> Mapping[str, int]:
    """Return the files that do not fit on a disc, by their addresses, with their sizes in bytes.

    The smallest are taken first, so that as many as can be are there.
    """
    if site.edition != "disc":
        return {}
    media = {asset.file: asset.source for asset in published(site)[0] if asset.made is None}
    sizes = {file: site.assets.get(source, 0) for file, source in media.items()}
    found = {}
    taken = 0
    for file, size in sorted(sizes.items(), key=lambda one: (one[1], one[0])):
        taken += size
        if taken > site.config.disc.media_bytes:
            found[file] = size
    return found


def _start(site: Site) -> Mapping[str, Any]:
    title = Word(N_("Start here"))
    counts = [
        Link(one.title, addresses.campaign(one), count=len(site.of_campaign[slug].posts))
        for slug, one in site.campaigns.items()
    ]
    return {
        "title": title,
        "crumbs": (),
        "campaigns": counts,
        "left_out": left_out(site),
        "made": site.now,
    }


def search_page(site: Site) -> dict[str, Any]:
    """Return what the page reads on which readers search."""
    title = Word(N_("Search"))
    campaigns = [Link(one.title, addresses.campaign(one)) for one in site.campaigns.values()]
    return {
        "title": title,
        "crumbs": (Link(Word(N_("Home")), ""), Link(title)),
        "campaigns": campaigns,
        "filters": tuple((name, one.filter) for name, one in site.taxonomies.items() if one.filter),
    }


def _data(site: Site) -> Mapping[str, Any]:
    posts = [_entry(site, post) for post in site.newest]
    return {"entries": [*posts, *(_page_entry(page) for page in site.pages)]}


def _entry(site: Site, post: Post) -> list[str]:
    """Return what is searched of a post: its title, its address, what is shown, what is found."""
    matter, campaign = post.matter, site.campaigns[post.campaign]
    person = matter.person
    where = [region.name for region in site.of_campaign[post.campaign].lineage(post.place.code)]
    shown = [f"{matter.date:%Y-%m-%d}", campaign.title, campaign.column(post.column).name]
    shown += [post.place.name, person.name if person else ""]
    found = [matter.subtitle or "", matter.unit or "", *where, *matter.tags]
    found += [person.unit or "", person.role or ""] if person else []
    if (campaign.language or site.config.language) == "zh-Hant":
        found.append(_simplified(" ".join([matter.title, *shown, *found])))
    return [post.titled, post.url, " · ".join(filter(None, shown)), " ".join(filter(None, found))]


def _simplified(text: str) -> str:
    from opencc import OpenCC  # only for sites with traditional characters

    return str(OpenCC("t2s").convert(text))


def _page_entry(page: StandalonePage) -> list[str]:
    return [page.matter.title, page.url, "", page.matter.summary or ""]
