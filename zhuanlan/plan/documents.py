"""A campaign's documents: which passes on which, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.declared import Document
from zhuanlan.model.page import REPEALED, Link, Page, PageGroup
from zhuanlan.model.page_groups import single
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.view import ColumnTags, Meta, PageView
from zhuanlan.plan import addresses
from zhuanlan.plan.trail import trail_to


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A document in its chain; `passes_on` and `rests_on` are those it forwards and rests on."""

    document: Document
    repealed: datetime | None
    anchor: str
    passes_on: tuple[Link, ...]
    rests_on: tuple[Link, ...]


class DocumentsView(PageView, frozen=True, kw_only=True):
    """A campaign's documents."""

    chain: tuple[ChainLink, ...]

    @property
    def meta(self) -> Meta:
        """Say that these are notices."""
        return Meta(column=ColumnTags(N_("notices")))


def documents(site: Site, groups: Groups) -> PageGroup:
    """Plan the page of a campaign's documents, each with what it passes on and rests on."""
    campaign = groups.campaign
    page = Page(
        addresses.documents(campaign),
        "documents.html",
        partial(_documents, site, groups),
        campaign.slug,
        modified=max((doc.date for doc in campaign.documents if doc.date), default=None),
    )
    return single(page)


def _documents(site: Site, groups: Groups) -> DocumentsView:
    campaign = groups.campaign
    anchors: dict[str, str] = {}
    for number, doc in enumerate(campaign.documents, 1):
        for name in (doc.title, doc.number):
            if name:
                anchors.setdefault(name, f"document-{number}")
    named = {name: doc for doc in campaign.documents for name in (doc.title, doc.number) if name}

    def links(names: tuple[str, ...]) -> tuple[Link, ...]:
        return tuple(
            Link(named[name].title, f"#{anchors[name]}", state=_state(named[name]), note=name)
            for name in names
        )

    def repealed(doc: Document) -> datetime | None:
        return doc.repealed if doc.repealed and doc.repealed <= site.now else None

    def _state(doc: Document) -> str:
        return REPEALED if repealed(doc) else ""

    chain = tuple(
        ChainLink(
            doc, repealed(doc), f"document-{number}", links(doc.forwards), links(doc.based_on)
        )
        for number, doc in enumerate(campaign.documents, 1)
    )
    title = Word(N_("Documents"))
    return DocumentsView(title=title, crumbs=trail_to(groups, title), chain=chain)
