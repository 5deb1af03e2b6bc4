"""The region × phase matrix: how much has come from where, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.page import Link, Page, PageGroup
from zhuanlan.model.page_groups import all_of, single
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import ColumnTags, Meta, PageView
from zhuanlan.plan import addresses
from zhuanlan.plan.taxonomies.phase import phase_links
from zhuanlan.plan.taxonomies.region import cell, region_link
from zhuanlan.plan.trail import trail_to

SHADES = 4
"""Steps of shade between an empty cell (0) and the fullest one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of posts, its page if there are any, and its shade from 0 to `SHADES`."""

    count: int
    url: str | None
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """A region with its cells, one for each phase."""

    region: Link
    level: str
    cells: tuple[Cell, ...]
    total: int


class MatrixView(PageView, frozen=True, kw_only=True):
    """Regions × phases."""

    phases: tuple[Link, ...]
    rows: tuple[Row, ...]
    total: int
    without_phase: int
    """The number of posts that belong to no phase."""

    @property
    def meta(self) -> Meta:
        """Say that it lists regions."""
        return Meta(column=ColumnTags(N_("region")))


def matrix(site: Site, groups: Groups) -> PageGroup:
    """Plan the matrix of a campaign."""
    campaign = groups.campaign
    page = Page(
        addresses.matrix(campaign),
        "matrix.html",
        partial(_matrix, site, groups),
        campaign.slug,
        modified=groups.modified,
    )
    return single(page, all_of(campaign))


def _matrix(site: Site, groups: Groups) -> MatrixView:
    campaign = groups.campaign
    scope = campaign.scope.code  # its row is the sum of the others: shaded alike, all else is pale
    posts, urls = groups.by("cell"), groups.addresses("cell")
    others = (found for term, found in posts.items() if not term.startswith(f"{scope}/"))
    top = max(map(len, others), default=1)

    def shaded(term: str) -> Cell:
        count = len(posts.get(term, ()))
        shade = min(-(-count * SHADES // top), SHADES)
        return Cell(count, urls.get(term), shade)

    rows = []
    for region, depth in groups.rows:
        link = region_link(groups, region.code, region.name, depth)
        cells = tuple(shaded(cell(region.code, phase.slug)) for phase in campaign.phases)
        rows.append(Row(link, region.level, cells, link.count or 0))
    phases = phase_links(site, groups)
    title = Word(N_("Regions × phases"))
    return MatrixView(
        title=title,
        crumbs=trail_to(groups, title),
        phases=phases,
        rows=tuple(rows),
        total=len(groups.posts),
        without_phase=sum(post.phase is None for post in groups.posts),
    )
