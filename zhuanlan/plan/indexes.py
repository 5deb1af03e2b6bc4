"""Pages that list all terms of a taxonomy: all units, all months, the tree of regions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from zhuanlan.core.i18n import Word
from zhuanlan.model.page import Page, PageGroup
from zhuanlan.model.page_groups import group, single
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Part, Taxonomy, refuse_unknown_fields
from zhuanlan.model.view import ColumnTags, Meta, PageView
from zhuanlan.plan.taxonomies.region import RegionsView
from zhuanlan.plan.trail import trail_to


class TermsView(PageView, frozen=True, kw_only=True):
    """All terms of a taxonomy."""

    axis: str
    """The taxonomy."""
    axis_title: str
    """What one term of it is, in words (untranslated)."""
    parts: tuple[Part, ...] = ()
    """The terms below their headings: each a `title`, which may be empty, and `links`."""

    @property
    def meta(self) -> Meta:
        """Say what it lists."""
        return Meta(column=ColumnTags(self.axis_title))


def has_index(groups: Groups, taxonomy: Taxonomy) -> bool:
    """Tell whether there is a page that lists all terms of a taxonomy."""
    if not taxonomy.index:
        return False
    return taxonomy.in_navigation(groups.campaign) or bool(groups.addresses(taxonomy.name))


def _index(groups: Groups, taxonomy: Taxonomy) -> PageGroup:
    campaign = groups.campaign
    dates = (posts[0].matter.date for posts in groups.by(taxonomy.name).values())
    page = Page(
        taxonomy.url(campaign),
        taxonomy.index_template,
        partial(_view, groups, taxonomy),
        campaign.slug,
        modified=max(dates, default=None),
    )
    return single(page, group(campaign, taxonomy.name))


def _view(groups: Groups, taxonomy: Taxonomy) -> PageView:
    view: type[Any] = taxonomy.index_view or TermsView
    title = Word(taxonomy.index)
    shown = taxonomy.overview(groups)
    refuse_unknown_fields(taxonomy, taxonomy.index_template, view, shown)
    made: PageView = view(
        title=title,
        crumbs=trail_to(groups, title),
        axis=taxonomy.name,
        axis_title=taxonomy.title,
        **shown,
    )
    return made


class _Indexes(PageMaker):
    name, views = "index", {"terms.html": TermsView, "regions.html": RegionsView}

    def of_campaign(self, site: Site, groups: Groups) -> Iterator[PageGroup]:
        for taxonomy in groups.taxonomies.values():
            if has_index(groups, taxonomy):
                yield _index(groups, taxonomy)


INDEXES = _Indexes()
