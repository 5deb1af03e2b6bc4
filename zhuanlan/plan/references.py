"""References between files: whether what a post names exists, and what is published for it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import chain

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import AS_JPEG, Problem, likely
from zhuanlan.model.config import CONFIG
from zhuanlan.model.files import published_as
from zhuanlan.model.gaps import Gaps
from zhuanlan.model.links import page_of
from zhuanlan.model.page import Asset
from zhuanlan.model.picture import variant_address
from zhuanlan.model.post import LABELLED, Post, Reference
from zhuanlan.model.site import Site

PICTURES = frozenset("avif gif jpeg jpg png svg webp".split())
PUBLISHABLE = PICTURES | frozenset(
    "7z csv doc docx dps et m4a mp3 mp4 odp ods odt ofd ogg pdf ppt pptx rar txt vtt webm wps "
    "xls xlsx zip".split()
)
"""Kinds of files that may stand on the site; nothing that a browser would run."""

_OF_PHONES = frozenset(("heic", "heif"))
"""Kinds of pictures in which telephones save, and which browsers do not show."""


def published(
    site: Site,
    planned: Collection[str] | None = None,
    gaps: Gaps = Gaps(),  # noqa: B008 - it is frozen
) -> tuple[tuple[Asset, ...], list[Problem]]:
    """Return the files that posts use, and a problem for each reference that leads nowhere.

    Only what is used is published: a picture that lies in the folder and in no story stays there.
    `planned` are the addresses of the site's pages; without it, links to pages are not checked.
    `gaps` is what the site lacks because of mistakes; links to that lead somewhere all the same.
    """
    used: dict[str, None] = {}
    problems: list[Problem] = []
    look = _Look(site, planned, gaps)
    faulty = ((path, ref) for path, refs in gaps.references.items() for ref in refs)
    for path, reference in chain(_references(site), declared(site), faulty):
        if found := look.wrong(path, reference):
            message, values, hint = found
            spot = (reference.line, reference.column)
            problems.append(Problem(path, *spot, message, values, hint))
        elif reference.target in site.assets and reference.kind != LABELLED:
            used[reference.target] = None
    assets = (asset for target in sorted(used) for asset in _files(site, target))
    return tuple(assets), problems


def _files(site: Site, target: str) -> Iterator[Asset]:
    """Yield what is published of a file: itself, or the files that were made of a picture."""
    address, source = published_as(target), site.on_disk.get(target, target)
    picture = site.pictures.get(target)
    if picture is None:
        yield Asset(address, source)
        return
    yield Asset(address, source, (picture.key, 0, picture.digest))
    for number, variant in enumerate(picture.variants, 1):
        url = variant_address(address, picture, variant)
        yield Asset(url, source, (picture.key, number, variant.digest))


def _references(site: Site) -> Iterator[tuple[str, Reference]]:
    for item in site.items:
        for reference in item.references:
            yield item.path, reference
        for reference in item.mentions:
            yield item.path, reference
    for references in site.data_references.values():
        yield from references


def declared(site: Site) -> Iterator[tuple[str, Reference]]:
    """Yield what the settings and the campaigns refer to, each with the file that says so."""
    for slug, campaign in site.campaigns.items():
        folder = site.folders[slug]
        path = f"{folder}/campaign.yaml"
        if campaign.banner:
            yield path, Reference(f"{folder}/{campaign.banner.file}", "picture", 0, 0)
        for document in campaign.documents:
            yield from _own(path, document.url)
    config = site.config
    yield from _own(CONFIG, config.footer.police_url)
    for mark in config.footer.marks:
        yield from _own(CONFIG, mark.url)
        if mark.image:
            yield CONFIG, Reference(mark.image, "picture", 0, 0)
    for picture in config.ai.pictures:
        yield CONFIG, Reference(picture, LABELLED, 0, 0)
    if config.sharing.image:
        yield CONFIG, Reference(config.sharing.image, "picture", 0, 0)
    for item in (*config.navigation, *config.furniture):
        yield from _own(CONFIG, item.url)
    for target in config.redirects.values():
        yield from _own(CONFIG, target)


def _own(path: str, url: str | None) -> Iterator[tuple[str, Reference]]:
    """A declared link that leads to a place of the site itself."""
    if url is not None and "://" not in url and not url.startswith(("mailto:", "tel:", "#")):
        yield path, Reference(page_of(url), "address", 0, 0)


def is_page(planned: Collection[str], target: str) -> bool:
    """Tell whether a target is the address of a page, also where its last slash is missing."""
    return target == "." or target in planned or f"{target}/" in planned


Wrong = tuple[str, dict[str, str], str]
"""A message, its values, and a hint."""


def _parted(name: str) -> tuple[str, str]:
    """Return the stem and the ending of a file's name, without regard to capitals and blanks."""
    stem, suffix = posixpath.splitext(name.strip("/").casefold())
    return stem.strip(), suffix


def _kind(path: str) -> str:
    """Return what kind of file a name says: pictures are one kind, whatever their format."""
    suffix = path.rpartition(".")[2].casefold()
    return "picture" if suffix in PICTURES else suffix


class _Look:
    """Looks references up, and tells what is wrong with one."""

    def __init__(self, site: Site, planned: Collection[str] | None, gaps: Gaps) -> None:
        self.site, self.planned, self.gaps = site, planned, gaps
        drafts = [item for item in site.unpublished if item.matter.status == "draft"]
        self.absent = {item.path for item in site.unpublished}
        self.absent -= {item.path for item in drafts}
        self.absent |= site.absent
        self.drafts = {item.path for item in drafts} | gaps.drafts
        self.draft_urls = {item.url for item in drafts}

    def wrong(self, path: str, reference: Reference) -> Wrong | None:
        """Return what is wrong with a reference in a source, or None."""
        target = reference.target
        shown = posixpath.relpath(target, posixpath.dirname(path) or ".")
        values = {"value": shown, "name": target.rpartition("/")[2]}
        item = self.site.by_path.get(target)
        if item:
            wrong = reference.kind in ("picture", "attachment", LABELLED) or (
                reference.kind == "related" and not isinstance(item, Post)
            )
            return (N_("“{name}” is no file to show or download"), values, "") if wrong else None
        draft = N_("“{value}” is a draft"), values, N_("publish it, or take the link away")
        if target in self.drafts:
            return draft
        if target in self.absent:
            return None  # not yet or no longer there: shown without a link
        if target in self.site.assets:
            return self._wrong_asset(reference, values)
        if reference.kind in ("link", "address") and self._is_page(target):
            return None
        if self.gaps.holds(target):
            return None
        if target in self.draft_urls:
            return draft
        return self._missing(path, target, values)

    def _is_page(self, target: str) -> bool:
        """Tell whether a target is the address of a page, or may be one where none are planned."""
        if self.planned is None:
            return not target.endswith(".md")
        if is_page(self.planned, target):
            return True
        return self.gaps.may_be(target) and not target.endswith(".md")

    def _missing(self, path: str, target: str, values: dict[str, str]) -> Wrong:
        message = N_("“{value}” does not exist")
        if values["name"].startswith("www."):
            return message, values, N_("for another site write https:// before it")
        guess = self._meant(target)
        if not guess:
            return message, values, N_("put the file there, or correct the name")
        values["guess"] = posixpath.relpath(guess, posixpath.dirname(path) or ".")
        return message, values, N_("did you mean “{guess}”?")

    def _meant(self, target: str) -> str:
        """Return the file that a missing one was probably meant to be.

        It is a story that lacks its ending or whose title is written, the only file of that name
        or, in the same folder, one whose name is alike apart from its ending. What another story
        uses is meant only where nothing but the ending differs.
        """
        folder, name = posixpath.split(target)
        if "." not in name:
            stories = [p for p in (f"{target}.md", f"{target}/index.md") if p in self.site.by_path]
            titled = [p for p, item in self.site.by_path.items() if item.matter.title == name]
            if stories or len(titled) == 1:
                return [*stories, *titled][0]
        stem, suffix = _parted(name)
        text = suffix == ".md"
        everything = [*self.site.by_path, *self.gaps.references] if text else [*self.site.assets]
        free = [path for path in everything if text or path not in self._used]
        same_name = [path for path in free if path.rpartition("/")[2] == name]
        if len(same_name) == 1:
            return same_name[0]
        beside = {
            p: _parted(p[len(folder) :]) for p in everything if posixpath.dirname(p) == folder
        }
        for path, (other, _) in beside.items():
            if other == stem and _kind(path) == _kind(target):
                return path
        near = {
            beside[path][0]: path
            for path in free
            if _kind(path) == _kind(target) and path in beside
        }
        return near.get(likely(stem, near), "")

    @cached_property
    def _used(self) -> frozenset[str]:
        """The files that stories or settings use."""
        references = chain(_references(self.site), declared(self.site))
        faulty = chain.from_iterable(self.gaps.references.values())
        return frozenset(chain((ref.target for _, ref in references), (r.target for r in faulty)))

    def _wrong_asset(self, reference: Reference, values: dict[str, str]) -> Wrong | None:
        suffix = reference.target.rpartition(".")[2].lower()
        if reference.kind == "related":
            return N_("“{name}” is no post"), values, N_("name the .md file of a post")
        if reference.kind in ("picture", LABELLED) and suffix not in PICTURES:
            if suffix in _OF_PHONES:
                return N_("browsers do not show “{name}”, which is HEIC"), values, AS_JPEG
            allowed = {"allowed": ", ".join(sorted(PICTURES))}
            return N_("“{name}” is no picture"), values | allowed, N_("allowed: {allowed}")
        if suffix not in PUBLISHABLE:
            allowed = {"allowed": ", ".join(sorted(PUBLISHABLE))}
            message = N_("files such as “{name}” are not published")
            return message, values | allowed, N_("allowed: {allowed}")
        limit = self.site.config.limits.asset_bytes
        if self.site.assets[reference.target] > limit:
            return N_("“{name}” is larger than {limit} bytes"), values | {"limit": str(limit)}, ""
        return None
