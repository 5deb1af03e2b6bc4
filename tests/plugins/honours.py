"""A plug-in for tests: a list of honours from a table, and a page for each unit in it.

It reads a CSV and a YAML file of `data/`, and the newest posts of a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from zhuanlan.core.registry import Registry
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import GroupKey, Page
from zhuanlan.model.page_groups import group
from zhuanlan.model.page_maker import PageMaker, SiteReader
from zhuanlan.model.post import Card
from zhuanlan.model.view import PageView


class HonoursView(PageView, frozen=True, kw_only=True):
    """Who was honoured."""

    rows: tuple[tuple[str, str], ...]
    """Names with their honours."""
    note: str
    news: tuple[Card, ...]


class Honours(PageMaker):
    name = "honours"
    views: ClassVar = {"honours.html": HonoursView}
    data = ("honours.csv", "notes.yaml")

    def reads(self, campaigns: Mapping[str, Campaign]) -> Iterable[GroupKey]:
        return [group(campaign, "column", "news") for campaign in campaigns.values()]

    def pages(self, site: SiteReader) -> Iterable[Page]:
        for slug, campaign in site.campaigns.items():
            rows = site.data("honours.csv")
            for unit in ("", *dict.fromkeys(row["unit"] for row in rows)):
                url = f"{slug}/honours/{f'{unit}/' if unit else ''}"
                yield Page(url, "honours.html", partial(_view, site, campaign, unit), slug)


def _view(site: SiteReader, campaign: Campaign, unit: str) -> HonoursView:
    rows = [row for row in site.data("honours.csv") if unit in ("", row["unit"])]
    return HonoursView(
        title=f"荣誉 {unit}",
        rows=tuple((row["name"], row["honour"]) for row in rows),
        note=site.data("notes.yaml")["note"],
        news=site.posts(campaign, "column", "news")[:3],
    )


HONOURS = Honours()


def register(registry: Registry) -> None:
    registry.pages.add("honours", "tests.plugins.honours:HONOURS")
