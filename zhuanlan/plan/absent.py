"""Which addresses lead to no page now, because the posts there are not published at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhuanlan.model.links import page_of
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.plan.outline import Outline
from zhuanlan.plan.references import declared, is_page


def absent(site: Site) -> frozenset[str]:
    """Return the addresses in settings, campaigns and texts that lead to a page at other times.

    That is a page of a post which is not yet or no longer published, or a list of such posts only.
    Drafts do not count: only a person publishes them.
    """
    asked = {target: page_of(site.config.redirects.get(target, target)) for target in _asked(site)}
    if not asked:
        return frozenset()
    now = Outline(site)
    missing = {target: end for target, end in asked.items() if not is_page(now, end)}
    if not missing:
        return frozenset()
    items = [item for item in site.all_by_path.values() if _may_be_shown(site, item)]
    posts = tuple(item for item in items if isinstance(item, Post))
    pages = tuple(item for item in items if isinstance(item, StandalonePage))
    ever = Outline(replace(site, posts=posts, pages=pages, unpublished=()))
    return frozenset(target for target, end in missing.items() if is_page(ever, end))


def _asked(site: Site) -> Iterator[str]:
    """Yield the addresses that have to be looked up: those of no post, page, file or campaign."""
    here = {item.url for item in site.items} | {f"{slug}/" for slug in site.campaigns}
    references = [reference for _, reference in declared(site) if reference.kind == "address"]
    references += [ref for item in site.items for ref in item.mentions if ref.kind == "link"]
    for target in {reference.target for reference in references} - here:
        if target not in site.assets and not target.endswith(".md"):
            yield target


def _may_be_shown(site: Site, item: Post | StandalonePage) -> bool:
    return item.path in site.by_path or item.matter.status != "draft"
