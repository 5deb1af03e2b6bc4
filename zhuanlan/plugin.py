"""What plug-ins use of zhuanlan, under one name: `from zhuanlan.plugin import ColumnKind`.

A plug-in is a module with a function `register(registry)`. `API` is the version of this module: a
plug-in may say `API = 1`, and is refused by a zhuanlan that has another one. What is imported from
here keeps its meaning within a version; anything else of zhuanlan may change without notice.

A name is imported when it is asked for, so a plug-in costs what it uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.plugins import API
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry

if TYPE_CHECKING:
    from zhuanlan.check.finding import Finding, finding
    from zhuanlan.core.importers import Draft, Importer, Loss
    from zhuanlan.features.books.kind import BookFile, SubPage
    from zhuanlan.features.books.kind import Kind as BookKind
    from zhuanlan.features.books.reader import BookReader
    from zhuanlan.features.books.sections import (
        Bar,
        Bars,
        Cell,
        Facts,
        Figure,
        Figures,
        Grid,
        Item,
        Items,
        Progress,
        Prose,
        Section,
        Share,
        Stories,
        Timeline,
    )
    from zhuanlan.features.reports.report import Cell as ReportCell
    from zhuanlan.features.reports.report import Column as ReportColumn
    from zhuanlan.features.reports.report import Table as ReportTable
    from zhuanlan.features.reports.table import TableMaker
    from zhuanlan.model.book_column import BookColumn
    from zhuanlan.model.campaign import Campaign
    from zhuanlan.model.checks import Rule
    from zhuanlan.model.config import Config
    from zhuanlan.model.fields import Declared as Settings
    from zhuanlan.model.kind import ColumnKind, Excerpt, Needed, Sign
    from zhuanlan.model.markup import BodyPass, Directive
    from zhuanlan.model.page import Page
    from zhuanlan.model.page_groups import all_of, group
    from zhuanlan.model.page_maker import PageMaker
    from zhuanlan.model.post import Post
    from zhuanlan.model.publishing import Target
    from zhuanlan.model.region import Regions
    from zhuanlan.model.registered_fields import Field
    from zhuanlan.model.site import Site
    from zhuanlan.model.taxonomy import Taxonomy
    from zhuanlan.model.view import PageView
    from zhuanlan.publish.host import Host, HostKind
    from zhuanlan.publish.release import Listed, Release, Sending

_FROM = {
    "Finding": "zhuanlan.check.finding",
    "finding": "zhuanlan.check.finding",
    "Draft": "zhuanlan.core.importers",
    "Importer": "zhuanlan.core.importers",
    "Loss": "zhuanlan.core.importers",
    "BookKind": "zhuanlan.features.books.kind:Kind",
    "SubPage": "zhuanlan.features.books.kind",
    "BookFile": "zhuanlan.features.books.kind",
    "BookReader": "zhuanlan.features.books.reader",
    "BookColumn": "zhuanlan.model.book_column",
    "Bar": "zhuanlan.features.books.sections",
    "Bars": "zhuanlan.features.books.sections",
    "Cell": "zhuanlan.features.books.sections",
    "Facts": "zhuanlan.features.books.sections",
    "Figure": "zhuanlan.features.books.sections",
    "Figures": "zhuanlan.features.books.sections",
    "Grid": "zhuanlan.features.books.sections",
    "Item": "zhuanlan.features.books.sections",
    "Items": "zhuanlan.features.books.sections",
    "Progress": "zhuanlan.features.books.sections",
    "Prose": "zhuanlan.features.books.sections",
    "Section": "zhuanlan.features.books.sections",
    "Share": "zhuanlan.features.books.sections",
    "Stories": "zhuanlan.features.books.sections",
    "Timeline": "zhuanlan.features.books.sections",
    "ReportCell": "zhuanlan.features.reports.report:Cell",
    "ReportColumn": "zhuanlan.features.reports.report:Column",
    "ReportTable": "zhuanlan.features.reports.report:Table",
    "TableMaker": "zhuanlan.features.reports.table",
    "Campaign": "zhuanlan.model.campaign",
    "Rule": "zhuanlan.model.checks",
    "Config": "zhuanlan.model.config",
    "Field": "zhuanlan.model.registered_fields",
    "Settings": "zhuanlan.model.fields:Declared",
    "ColumnKind": "zhuanlan.model.kind",
    "Excerpt": "zhuanlan.model.kind",
    "Needed": "zhuanlan.model.kind",
    "Sign": "zhuanlan.model.kind",
    "BodyPass": "zhuanlan.model.markup",
    "Directive": "zhuanlan.model.markup",
    "Page": "zhuanlan.model.page",
    "all_of": "zhuanlan.model.page_groups",
    "group": "zhuanlan.model.page_groups",
    "PageMaker": "zhuanlan.model.page_maker",
    "PageView": "zhuanlan.model.view",
    "Post": "zhuanlan.model.post",
    "Target": "zhuanlan.model.publishing",
    "Regions": "zhuanlan.model.region",
    "Site": "zhuanlan.model.site",
    "Taxonomy": "zhuanlan.model.taxonomy",
    "Host": "zhuanlan.publish.host",
    "HostKind": "zhuanlan.publish.host",
    "Listed": "zhuanlan.publish.release",
    "Release": "zhuanlan.publish.release",
    "Sending": "zhuanlan.publish.release",
}
"""The module of each name, and what it is called there."""

__all__ = [
    "API",
    "N_",
    "Bar",
    "Bars",
    "BodyPass",
    "BookColumn",
    "BookFile",
    "BookKind",
    "BookReader",
    "Campaign",
    "Cell",
    "ColumnKind",
    "Config",
    "Directive",
    "Draft",
    "Excerpt",
    "Facts",
    "Field",
    "Figure",
    "Figures",
    "Finding",
    "Grid",
    "Host",
    "HostKind",
    "Importer",
    "Item",
    "Items",
    "Listed",
    "Loss",
    "Needed",
    "Page",
    "PageMaker",
    "PageView",
    "Post",
    "Problem",
    "ProblemError",
    "Progress",
    "Prose",
    "Regions",
    "Registry",
    "Release",
    "ReportCell",
    "ReportColumn",
    "ReportTable",
    "Rule",
    "Section",
    "Sending",
    "Settings",
    "Share",
    "Sign",
    "Site",
    "Stories",
    "SubPage",
    "TableMaker",
    "Target",
    "Taxonomy",
    "Timeline",
    "all_of",
    "finding",
    "group",
]


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, other = _FROM[name].partition(":")
    return getattr(import_module(module), other or name)
