"""The sorts of pages that every site has, but those of posts: a page maker for each."""

from __future__ import annotations

from zhuanlan.core.registry import Registry

_OURS = {
    "home": "home:HOME",
    "campaign": "campaign_home:CAMPAIGN",
    "feed": "feeds:FEED",
    "standalone": "articles:STANDALONE",
    "colours": "small:COLOURS",
    "search": "search_page:SEARCH",
    "not-found": "small:NOT_FOUND",
    "robots": "small:ROBOTS",
    "indexnow": "small:INDEXNOW",
    "matrix": "matrix:MATRIX",
    "documents": "documents:DOCUMENTS",
    "people": "people:PEOPLE",
    "index": "indexes:INDEXES",
    "list": "lists:LISTS",
}


def register(registry: Registry) -> None:
    """Register our page makers; their modules are imported when a site is read."""
    for name, place in _OURS.items():
        registry.pages.add(name, f"zhuanlan.plan.{place}")
