"""A sort of pages: what one says of itself, and what its pages may read.

An incremental build plans only the page groups that read what changed. So a page maker declares
what its pages read, and gets a view of the site that shows nothing else: a page that read more
without saying so would not be made again when that changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, TypeVar

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, file_of_class
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.page import GroupKey, Link, Page, PageGroup
from zhuanlan.model.page_groups import SITE, all_of, data_file, group, several
from zhuanlan.model.post import Card
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import View

Made = TypeVar("Made")


@dataclass(frozen=True)
class SiteReader:
    """What a page maker sees of a site: settings and campaigns, and the posts and data it declares.

    A change of settings, campaigns or regions renders every page, so those need no declaration.
    """

    _site: Site
    _keys: frozenset[GroupKey]
    _maker: PageMaker

    @property
    def config(self) -> Config:
        """The settings."""
        return self._site.config

    @property
    def campaigns(self) -> Mapping[str, Campaign]:
        """The campaigns, by their slugs."""
        return self._site.campaigns

    @property
    def regions(self) -> Regions:
        """All regions."""
        return self._site.regions

    def newest(self) -> tuple[Card, ...]:
        """Return all posts of the site, newest first; reads `SITE`."""
        self._check(SITE)
        return tuple(post.card for post in self._site.newest)

    def posts(self, campaign: Campaign, taxonomy: str = "", term: str = "") -> tuple[Card, ...]:
        """Return the posts of a campaign, or of a term in it, newest first.

        Reads `all_of(campaign)`, or `group(campaign, taxonomy, term)`.
        """
        groups = self._site.of_campaign[campaign.slug]
        if not taxonomy:
            self._check(all_of(campaign))
            return tuple(post.card for post in groups.posts)
        self._check(group(campaign, taxonomy, term))
        return tuple(post.card for post in groups.by(taxonomy).get(term, ()))

    def terms(self, campaign: Campaign, taxonomy: str) -> tuple[Link, ...]:
        """Return the lists of all terms of a taxonomy, with the numbers of their posts.

        Reads `group(campaign, taxonomy)`.
        """
        self._check(group(campaign, taxonomy))
        groups = self._site.of_campaign[campaign.slug]
        posts, label = groups.by(taxonomy), groups.taxonomies[taxonomy].label
        return tuple(
            Link(label(groups, term), url, len(posts.get(term, ())))
            for term, url in groups.addresses(taxonomy).items()
        )

    def data(self, name: str) -> Any:
        """Return what a file of `data/` holds, which the maker names in its `data`.

        Of YAML that is lists, dicts, texts and None; of CSV a list with a dict of texts for each
        row, by the heads in its first row.
        """
        self._check(data_file(name))
        return self._site.data[name]

    def _check(self, key: GroupKey) -> None:
        campaign, taxonomy, _ = key
        wider = {key}
        if taxonomy != data_file("")[1]:
            wider |= {SITE, (campaign, SITE[1], None), (campaign, taxonomy, None)}
        if wider & self._keys:
            return
        message = N_("the page maker “{name}” reads {what}, which it does not declare")
        what = " · ".join(str(part) for part in key if part)
        hint = N_("name it in reads(), or a file in data: else the page would not be made again")
        raise _problem(self._maker, message, hint, what=what)


class PageMaker:
    """A sort of pages.

    Make a subclass and register one object of it, in a table that imports its module when it is
    needed: `registry.pages.add("honours", "my.module:HONOURS")`. Its objects hold no state.
    """

    name: ClassVar[str]
    """As it is registered."""
    views: ClassVar[Mapping[str, type[View]]]
    """Its templates, each with the view that it reads."""
    data: ClassVar[tuple[str, ...]] = ()
    """Files of the folder `data/` beside `config.yaml` that its pages read: `.yaml` or `.csv`."""

    def knows_its_data(self, site: Site) -> bool:
        """Tell whether its data files could be read."""
        return all(name in site.data for name in self.data)

    def reads(self, campaigns: Mapping[str, Campaign]) -> Iterable[GroupKey]:
        """Return the groups of posts that its pages read (`model/page_groups.py`)."""
        return ()

    def pages(self, site: SiteReader) -> Iterable[Page]:
        """Return the pages. The view of each is made later, when it is compared or rendered."""
        return ()

    def of_site(self, site: Site) -> Iterable[PageGroup]:
        """Return the page groups of the site.

        Ours that read more than cards, or have too many pages to make at once, replace this, and
        answer for it that their groups name all that they read.
        """
        keys = frozenset([*self.reads(site.campaigns), *map(data_file, self.data)])
        make = partial(_listed, self, SiteReader(site, keys, self))
        pages = tuple(
            replace(page, view=partial(_checked, self, page.view)) for page in _checked(self, make)
        )
        return (several(pages, *keys),) if pages else ()

    def of_campaign(self, site: Site, groups: Groups) -> Iterable[PageGroup]:
        """Return the page groups of one campaign, which read its groups of posts only."""
        return ()

    def navigation(self, groups: Groups) -> Iterable[Link]:
        """Return what the navigation of a campaign leads to; a function of what is declared."""
        return ()


def _listed(maker: PageMaker, site: SiteReader) -> list[Page]:
    pages = [*maker.pages(site)]
    if wrong := [page for page in pages if not isinstance(page, Page)]:
        raise TypeError(f"pages() yields {type(wrong[0]).__name__}, no Page")
    return pages


def _checked(maker: PageMaker, make: Callable[[], Made]) -> Made:
    """Return what a maker makes; what it raises is a problem that names it."""
    try:
        return make()
    except ProblemError:
        raise
    except Exception as error:
        from zhuanlan.core.loading import culprit, failure

        if plugin := culprit(error):
            message = N_("the page maker “{maker}” of the plug-in “{name}” failed: {reason}")
            problem = failure(error, plugin, message)
            values = {**problem.values, "maker": maker.name}
            raise ProblemError([replace(problem, values=values)]) from error
        message = N_("the page maker “{name}” cannot make its pages: {reason}")
        raise _problem(maker, message, reason=f"{type(error).__name__}: {error}") from error


def _problem(maker: PageMaker, message: str, hint: str = "", **values: str) -> ProblemError:
    values["name"] = maker.name
    return ProblemError([Problem(file_of_class(maker), 0, 0, message, values, hint)])
