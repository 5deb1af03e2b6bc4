"""Pages of single posts, and standalone pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhuanlan.i18n import N_, Word
from zhuanlan.model.files import beside, published_as
from zhuanlan.model.front_matter import CATEGORIES
from zhuanlan.model.page import Download, Link, Page
from zhuanlan.model.post import Body, Post, StandalonePage
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.cards import around, image
from zhuanlan.plan.listing import trail_to

_MORE = 4
"""Posts shown under “more from this region” and the like."""


def articles(site: Site, groups: Groups, tags: Mapping[str, str]) -> Iterator[Page]:
    """Yield the page of each post of a campaign; `tags` are the slugs of its tags."""
    for column in groups.by_column.values():
        for place, post in enumerate(column):
            newer = column[place - 1] if place else None
            older = column[place + 1] if place + 1 < len(column) else None
            yield _article(site, groups, post, newer, older, tags)


def _article(
    site: Site,
    groups: Groups,
    post: Post,
    newer: Post | None,
    older: Post | None,
    tags: Mapping[str, str],
) -> Page:
    campaign, matter = groups.campaign, post.matter
    column = Link(campaign.column(post.column).name, addresses.column(campaign, post.column))
    activity = matter.activity and campaign.activity_lineage(matter.activity)[-1]
    phase = campaign.phase(post.phase) if post.phase else None
    person = matter.person
    related = [
        site.by_path[beside(post.path, path)]
        for path in matter.related
        if beside(post.path, path) in site.by_path
    ]
    context = {
        "title": matter.title,
        "crumbs": (*trail_to(groups), column, Link(Word(N_("Text")))),
        "post": post,
        "links": targets(site, post.body),
        "column": column,
        "region_trail": tuple(
            Link(
                post.place.name if region.code == post.place.code else region.name,
                addresses.region(campaign, region.code),
            )
            for region in groups.lineage(post.place.code)
        ),
        "region_today": groups.regions[post.place.code].name,
        "phase": phase and Link(phase.name, addresses.phase(campaign, phase.slug)),
        "activity": activity and Link(activity.name, addresses.activity(campaign, activity.slug)),
        "category": person
        and person.category
        and Link(CATEGORIES[person.category], addresses.category(campaign, person.category)),
        "tags": tuple(Link(tag, addresses.tag(campaign, tags[tag])) for tag in matter.tags),
        "cover_in_text": matter.cover is not None
        and beside(post.path, matter.cover.file) in {r.target for r in post.body.references},
        "cover": image(post.path, matter.cover),
        "portrait": image(post.path, person.portrait) if person else None,
        "attachments": tuple(
            _download(site, beside(post.path, file.file), file.title) for file in matter.attachments
        ),
        "newer": newer and Link(newer.matter.title, newer.url),
        "older": older and Link(older.matter.title, older.url),
        "more_region": around(groups.by_region[post.place.code], post, _MORE),
        "more_activity": around(groups.by_activity[activity.slug], post, _MORE) if activity else (),
        "related": tuple(item.card for item in related if isinstance(item, Post)),
    }
    return Page(post.url, "article.html", context, campaign.slug, post.path, matter.date)


def targets(site: Site, body: Body) -> dict[str, Link]:
    """Return the address, and where it is a post the title, of each content path in a body."""
    found: dict[str, Link] = {}
    hidden = site.hidden_titles
    for reference in body.references:
        path = reference.target
        item = site.by_path.get(path)
        if item:
            found[path] = Link(item.matter.title, item.url)
        elif path in site.assets:
            found[path] = Link("", published_as(path))
        elif path.endswith(".md"):
            found[path] = Link(hidden.get(path, ""))  # not published now: no link
        else:
            section = "" if path == "." else path
            is_folder = section and "." not in section.rpartition("/")[2]
            found[path] = Link("", f"{section.rstrip('/')}/" if is_folder else section)
    return found


def _download(site: Site, path: str, title: str | None) -> Download:
    name = path.rpartition("/")[2]
    kind = name.rpartition(".")[2].upper()
    return Download(title or name, published_as(path), site.assets.get(path, 0), kind)


def standalone(site: Site, page: StandalonePage) -> Page:
    """Plan a page that belongs to no column."""
    trail: tuple[Link, ...] = (Link(Word(N_("Home")), ""),)
    if page.campaign:
        trail = trail_to(site.of_campaign[page.campaign])
    context = {
        "title": page.matter.title,
        "crumbs": (*trail, Link(page.matter.title)),
        "page": page,
        "links": targets(site, page.body),
    }
    return Page(page.url, "page.html", context, page.campaign or None, page.path, site.earliest)
