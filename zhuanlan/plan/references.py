"""References between files: whether what a post names exists, and what is published for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from zhuanlan.i18n import N_
from zhuanlan.model.files import published_as
from zhuanlan.model.page import Asset
from zhuanlan.model.post import Post, Reference
from zhuanlan.model.site import Site
from zhuanlan.problems import Problem, likely

PICTURES = frozenset("avif gif jpeg jpg png svg webp".split())
PUBLISHABLE = PICTURES | frozenset(
    "7z csv doc docx dps et m4a mp3 mp4 odp ods odt ofd ogg pdf ppt pptx rar txt vtt webm wps "
    "xls xlsx zip".split()
)
"""Kinds of files that may stand on the site; nothing that a browser would run."""


def published(
    site: Site,
    planned: Collection[str] | None = None,
    unread: Mapping[str, Collection[Reference]] = MappingProxyType({}),
) -> tuple[tuple[Asset, ...], list[Problem]]:
    """Return the files that posts use, and a problem for each reference that leads nowhere.

    Only what is used is published: a picture that lies in the folder and in no story stays there.
    `planned` are the addresses of the site's pages; without it, links to pages are not checked.
    `unread` are faulty sources with what they refer to; links to them lead somewhere all the same.
    """
    used: dict[str, Asset] = {}
    problems: list[Problem] = []
    hidden = {post.path for post in site.unpublished}
    faulty = ((path, ref) for path, references in unread.items() for ref in references)
    for path, reference in chain(_references(site), faulty):
        problem = _check(site, reference, planned, hidden, unread)
        if problem:
            message, values, hint = problem
            problems.append(Problem(path, reference.line, reference.column, message, values, hint))
        elif reference.target in site.assets:
            used[reference.target] = Asset(published_as(reference.target), reference.target)
    return tuple(used[target] for target in sorted(used)), problems


def _references(site: Site) -> Iterator[tuple[str, Reference]]:
    for post in site.posts:
        for reference in (*post.references, *post.body.references):
            yield post.path, reference
    for page in site.pages:
        for reference in page.body.references:
            yield page.path, reference
    for slug, campaign in site.campaigns.items():
        if campaign.banner:
            folder = site.folders.get(slug, slug)
            yield (
                f"{folder}/campaign.yaml",
                Reference(f"{folder}/{campaign.banner.file}", "picture", 0, 0),
            )


def _check(
    site: Site,
    reference: Reference,
    planned: Collection[str] | None,
    hidden: Collection[str],
    unread: Collection[str],
) -> tuple[str, dict[str, str], str] | None:
    target = reference.target
    name = target.rpartition("/")[2]
    values = {"value": target, "name": name}
    item = site.by_path.get(target)
    if item:
        wrong = reference.kind in ("picture", "attachment") or (
            reference.kind == "related" and not isinstance(item, Post)
        )
        return (N_("“{name}” is no file to show or download"), values, "") if wrong else None
    if target in hidden:
        return (
            N_("“{value}” is not published (draft, future or expired)"),
            values,
            N_("publish it, or take the link away"),
        )
    if target in site.assets:
        return _check_asset(site, reference, values)
    if target in unread or (reference.kind == "link" and _is_page(target, planned)):
        return None
    folder, suffix = target.rpartition("/")[0], target.rpartition(".")[2]
    near = [
        path
        for path in (*site.assets, *site.by_path)
        if path.rpartition("/")[0] == folder and path.endswith(suffix)
    ]
    guess = likely(target, near)
    values["guess"] = guess.rpartition("/")[2]
    return N_("“{value}” does not exist"), values, N_("did you mean “{guess}”?") if guess else ""


def _is_page(target: str, planned: Collection[str] | None) -> bool:
    """Tell whether a target is the address of a page, or may be one where none are planned yet."""
    if planned is None:
        return not target.endswith(".md") and "." not in target.rpartition("/")[2]
    return target == "." or target in planned or f"{target}/" in planned


def _check_asset(
    site: Site, reference: Reference, values: dict[str, str]
) -> tuple[str, dict[str, str], str] | None:
    suffix = reference.target.rpartition(".")[2].lower()
    if reference.kind == "related":
        return N_("“{name}” is no post"), values, N_("name the .md file of a post")
    if reference.kind == "picture" and suffix not in PICTURES:
        allowed = {"allowed": ", ".join(sorted(PICTURES))}
        return N_("“{name}” is no picture"), values | allowed, N_("allowed: {allowed}")
    if suffix not in PUBLISHABLE:
        allowed = {"allowed": ", ".join(sorted(PUBLISHABLE))}
        return (
            N_("files such as “{name}” are not published"),
            values | allowed,
            N_("allowed: {allowed}"),
        )
    limit = site.config.limits.asset_bytes
    if site.assets[reference.target] > limit:
        return N_("“{name}” is larger than {limit} bytes"), values | {"limit": str(limit)}, ""
    return None
