"""From a site to its plan: the whole output, what is wrong with it, and what all pages share."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.disc.pages import left_out
from zhuanlan.model.config import CONFIG
from zhuanlan.model.files import published_as
from zhuanlan.model.gaps import Gaps
from zhuanlan.model.page import Asset, Link, PageGroup, Plan, file_of
from zhuanlan.model.picture import Image
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.outline import Outline
from zhuanlan.plan.references import published
from zhuanlan.plan.taxonomies.column import COLUMN


def plan(site: Site) -> Plan:
    """Plan the whole output; raises ProblemError for broken references and double addresses."""
    outline = Outline(site)
    assets, problems = published(site, outline)
    problems += outline.collisions(assets)
    if problems:
        raise ProblemError(problems)
    files = tuple(file for file, _ in outline.files)
    elsewhere = left_out(site)
    assets = tuple(asset for asset in assets if asset.file not in elsewhere)
    return Plan((*outline.page_groups, *outline.sitemap), assets, files)


Planned = tuple[tuple[PageGroup, ...], tuple[Asset, ...], list[Problem]]
"""Page groups, the files of the content that are published, and what is wrong."""


def faults(site: Site, gaps: Gaps, unsure: frozenset[str]) -> Planned:
    """Plan what is sound of a site, and find all that is wrong.

    `gaps` is what it lacks, `unsure` are keys of `config.yaml` that have a mistake: then pages of
    zhuanlan's own may stand elsewhere than here, so only what sources claim is compared.
    """
    outline = Outline(site)
    assets, problems = published(site, outline, gaps)
    apart = [(item.url, item.path) for item in _in_order(gaps)]
    apart += [(alias, item.path) for item in gaps.items for alias in item.matter.aliases]
    collisions = outline.collisions(assets, ((file_of(url), source) for url, source in apart))
    if "pinyin" in unsure:  # no address is known that is made from a name
        collisions = []
    elif unsure:
        collisions = [
            one for one in collisions if one.path != CONFIG and type(one.values["other"]) is str
        ]
    return tuple(outline.page_groups), assets, [*problems, *collisions]


def _in_order(gaps: Gaps) -> list[Post | StandalonePage]:
    """Return sources in the order in which a plan takes them: of two the first has the address."""
    pages = [item for item in gaps.items if isinstance(item, StandalonePage)]
    posts = [item for item in gaps.items if isinstance(item, Post)]
    return [*pages, *sorted(posts, key=lambda post: post.sort_key, reverse=True)]


def furniture(site: Site) -> dict[str, tuple[Link, ...]]:
    """Return the navigation of each campaign."""
    return {slug: navigation(site, groups) for slug, groups in site.of_campaign.items()}


def shared_picture(site: Site) -> Image | None:
    """Return the picture that goes with pages which have none, when they are passed on."""
    path = site.config.sharing.image
    if path is None:
        return None
    return Image(published_as(path), site.config.name, None, site.pictures.get(path))


def generated_marks(site: Site) -> frozenset[str]:
    """Return the pictures of the footer's marks that are AI-generated."""
    pictures = ((one.image, site.pictures.get(one.image or "")) for one in site.config.footer.marks)
    return frozenset(image for image, picture in pictures if image and picture and picture.aigc)


def templates(site: Site) -> Iterator[str]:
    """Yield the templates that page makers and taxonomies name."""
    for maker in site.makers.values():
        yield from maker.views
    yield from (taxonomy.template for taxonomy in site.taxonomies.values())


def navigation(site: Site, groups: Groups) -> tuple[Link, ...]:
    """Return the navigation of a campaign: its columns, its axes, its own pages."""
    campaign = groups.campaign
    links = [Link(column.name, COLUMN.url(campaign, column.slug)) for column in campaign.columns]
    links += [
        Link(Word(one.index), one.url(campaign))
        for one in groups.taxonomies.values()
        if one.index and one.in_navigation(campaign)
    ]
    links.append(Link(Word(N_("Regions × phases")), addresses.matrix(campaign)))
    links += [link for maker in site.makers.values() for link in maker.navigation(groups)]
    if campaign.documents:
        links.append(Link(Word(N_("Documents")), addresses.documents(campaign)))
    links += [
        Link(page.matter.title, page.url) for page in site.pages if page.campaign == campaign.slug
    ]
    return tuple(links)
