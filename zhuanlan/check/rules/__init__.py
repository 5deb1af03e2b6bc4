"""The rules of `check`: a module for each, or for a family of them.

A module `red_flag` holds `RED_FLAG`, the rule `red-flag`, and nobody else has to name it. The rules
of a family are listed below, in the order of the handbook, with those that have a place in it.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_MODULES = {
    "problem": "build",
    "link-fragment": "pages",
    "link-external": "external",
    "address": "addresses",
    "page-tags": "pages",
    "date-year": "dates",
    "unused-file": "build",
    "picture-text": "pictures",
    "picture-small": "pictures",
    "picture-large": "pictures",
    "word": "texts",
    "name": "names",
    "name-alike": "alike",
    "role": "names",
    "unit": "posts",
    "document-number": "texts",
    "date-phase": "build",
    "date-order": "dates",
    "date-text": "dates",
    "title-twice": "alike",
    "title-repeated": "leftovers",
    "run-together": "leftovers",
    "wechat": "leftovers",
    "caption": "leftovers",
    "code-prose": "leftovers",
    "text-blank": "leftovers",
    "layout-dropped": "layout_dropped",
    "punctuation": "punctuation",
    "key-chinese": "keys",
    "summary": "posts",
    "review-due": "due",
    "fresh-home": "freshness",
    "fresh-column": "freshness",
    "column-blank": "freshness",
    "phase-blank": "freshness",
    "page-weight": "pages",
}


def register(registry: Registry) -> None:
    """Register our rules by their names; their modules are imported when something is checked."""
    listed = {*_MODULES.values()}
    others = [module for module in modules_in(__path__) if module not in listed]
    for rule, module in {**_MODULES, **{name.replace("_", "-"): name for name in others}}.items():
        registry.rules.add(rule, f"{__name__}.{module}:{rule.replace('-', '_').upper()}")
