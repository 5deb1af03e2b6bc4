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
    from zhuanlan.model.campaign import Campaign
    from zhuanlan.model.checks import Rule
    from zhuanlan.model.config import Config
    from zhuanlan.model.extra import Field
    from zhuanlan.model.fields import Declared as Settings
    from zhuanlan.model.kind import ColumnKind, Excerpt, Needed
    from zhuanlan.model.markup import BodyPass, Directive
    from zhuanlan.model.page import Page
    from zhuanlan.model.page_groups import all_of, group
    from zhuanlan.model.page_maker import PageMaker
    from zhuanlan.model.post import Post
    from zhuanlan.model.publishing import Target
    from zhuanlan.model.region import Regions
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
    "Campaign": "zhuanlan.model.campaign",
    "Rule": "zhuanlan.model.checks",
    "Config": "zhuanlan.model.config",
    "Field": "zhuanlan.model.extra",
    "Settings": "zhuanlan.model.fields:Declared",
    "ColumnKind": "zhuanlan.model.kind",
    "Excerpt": "zhuanlan.model.kind",
    "Needed": "zhuanlan.model.kind",
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
    "BodyPass",
    "Campaign",
    "ColumnKind",
    "Config",
    "Directive",
    "Draft",
    "Excerpt",
    "Field",
    "Finding",
    "Host",
    "HostKind",
    "Importer",
    "Listed",
    "Loss",
    "Needed",
    "Page",
    "PageMaker",
    "PageView",
    "Post",
    "Problem",
    "ProblemError",
    "Regions",
    "Registry",
    "Release",
    "Rule",
    "Sending",
    "Settings",
    "Site",
    "Target",
    "Taxonomy",
    "all_of",
    "finding",
    "group",
]


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, other = _FROM[name].partition(":")
    return getattr(import_module(module), other or name)
