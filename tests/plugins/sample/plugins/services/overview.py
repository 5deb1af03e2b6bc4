"""The page of all that volunteers offer, from `data/services.csv`."""

from __future__ import annotations

from functools import partial

from zhuanlan.plugin import Page, PageMaker, PageView


class OverviewView(PageView, frozen=True, kw_only=True):
    """What is offered."""

    rows: list[dict[str, str]]


class Overview(PageMaker):
    """A page for each campaign."""

    name, data = "services", ("services.csv",)
    views = {"services-overview.html": OverviewView}  # noqa: RUF012 - as plug-ins write it

    def pages(self, site):
        for slug in site.campaigns:
            yield Page(f"{slug}/offers/", "services-overview.html", partial(view, site), slug)


def view(site):
    return OverviewView(title="便民服务一览", rows=site.data("services.csv"))


OVERVIEW = Overview()
