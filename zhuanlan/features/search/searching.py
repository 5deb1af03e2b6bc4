"""The search index of a site: made anew only where something that is searched has changed.

Shadows and index are kept in the cache folder: only the shadows of changed posts are written, and
Pagefind runs only if one was.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from zhuanlan.build.reading import Progress
from zhuanlan.build.stages import Ready, StageFiles, Workshop
from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.inputs import version
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.search import pagefind
from zhuanlan.features.search.shadows import shadow
from zhuanlan.features.search.tokens import pairs_for_queries
from zhuanlan.model.page import file_of
from zhuanlan.model.post import Body
from zhuanlan.model.site import Site
from zhuanlan.write.manifest import digest_of

FOLDER = "pagefind"
"""Where the index stands in the output; Pagefind's script finds its files by it."""


BodyOf = Callable[[str, bytes], Body]
"""Finds the text of a source by its key."""


_OF_INDEX = re.compile(
    rf"{FOLDER}/(?:[^/]+\.(?:js|json|pagefind|pf_meta)|(?:filter|fragment|index)/[^/]+\.pf_[a-z]+)"
)


class Search:
    """The stage of a build that makes the index."""

    def wanted(self, site: Site) -> bool:
        """Tell whether readers can search a site: only on the web."""
        return site.config.search and site.edition == "web"

    def files(self, site: Site, workshop: Workshop) -> StageFiles:
        """Return the index of a site."""
        made_in = (workshop.folder, workshop.progress, workshop.spare)
        return search_index(site, workshop.text, *made_in, anew=workshop.verify)

    def owns(self, file: str) -> bool:
        """Tell whether a file is one of an index; a campaign may have that name, too."""
        return _OF_INDEX.fullmatch(file) is not None


SEARCH = Search()


def search_index(
    site: Site,
    body_of: BodyOf,
    folder: Path,
    progress: Progress,
    spare: Callable[[], Path],
    *,
    anew: bool = False,
) -> StageFiles:
    """Return the index of a site, kept in a folder of the cache; `anew` trusts nothing in it.

    Where the cache cannot be written, the index is made in the folder that `spare` makes, and the
    problem says so. Raises ProblemError where it cannot be made there, either: readers keep theirs.
    """
    if anew:
        shutil.rmtree(folder, ignore_errors=True)
    try:
        return _search_index(site, body_of, folder, progress)
    except OSError as error:
        found = _search_in(spare, partial(_search_index, site, body_of), progress)
        message = N_("the cache cannot be written: {reason}; the search was made without it")
        hint = N_("make it writable for whoever builds the site, or delete it")
        values = {"reason": system_reason(error)}
        unkept = Problem(str(error.filename or folder), 0, 0, message, values, hint)
        return replace(found, problem=found.problem or unkept)


def _search_in(
    spare: Callable[[], Path], make: Callable[[Path, Progress], StageFiles], progress: Progress
) -> StageFiles:
    try:
        return make(spare(), progress)
    except OSError as error:
        message = N_("the search cannot be made, neither in the cache nor elsewhere: {reason}")
        values = {"reason": system_reason(error)}
        path = str(error.filename or FOLDER)
        raise ProblemError([Problem(path, 0, 0, message, values)]) from None


def _search_index(site: Site, body_of: BodyOf, folder: Path, progress: Progress) -> StageFiles:
    shadows = [(shadow(site, item), item) for item in site.items]
    wanted = {
        one.url: hashlib.blake2b(repr((one, item.body)).encode(), digest_size=16).hexdigest()
        for one, item in shadows
    }
    wanted[""] = version().hex()
    bundle = folder / FOLDER
    known, made = _known(folder)
    if known == wanted and made == _digests(bundle):
        return StageFiles(_files(bundle), made=False)
    if known.get("") != wanted[""]:
        shutil.rmtree(folder, ignore_errors=True)
        known = {}
    (folder / "state.json").unlink(missing_ok=True)  # until all is done, nothing is known
    pages = folder / "shadows"
    pages.mkdir(parents=True, exist_ok=True)
    for url in known.keys() - wanted.keys():
        (pages / file_of(url)).unlink(missing_ok=True)
    changed = [
        (one, item)
        for one, item in shadows
        if known.get(one.url) != wanted[one.url] or not _holds_something(pages / file_of(one.url))
    ]
    for one, item in progress(N_("Preparing the search"), changed, len(changed)):
        file = pages / file_of(one.url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(one.page(body_of(item.path, item.body)), "utf-8")
    shutil.rmtree(bundle, ignore_errors=True)  # Pagefind leaves old files
    if problem := pagefind.index(pages, bundle) if shadows else None:
        shutil.rmtree(folder, ignore_errors=True)
        return StageFiles([], made=True, problem=problem)
    bundle.mkdir(parents=True, exist_ok=True)
    pairs = json.dumps(pairs_for_queries(_characters(pages)), ensure_ascii=False)
    (bundle / "fold.json").write_text(pairs, "utf-8")
    (folder / "state.json").write_text(json.dumps([wanted, _digests(bundle)]), "utf-8")
    return StageFiles(_files(bundle), made=True)


def _known(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the digests of the shadows and of the index's files, as they were left."""
    with suppress(OSError, ValueError, TypeError):
        pages, bundle = json.loads((folder / "state.json").read_text("utf-8"))
        if isinstance(pages, dict) and isinstance(bundle, dict):
            return pages, bundle
    return {}, {}


def _holds_something(file: Path) -> bool:
    with suppress(OSError):
        return file.stat().st_size > 0
    return False


def _digests(bundle: Path) -> dict[str, str]:
    return {ready.file: digest_of(ready.source.read_bytes()) for ready in _files(bundle)}


def _characters(pages: Path) -> set[str]:
    """Return the characters that the shadows hold: of all, so that none stays that went."""
    found: set[str] = set()
    for file in pages.rglob("*.html"):
        found |= set(file.read_text("utf-8"))
    return found


def _files(bundle: Path) -> list[Ready]:
    found: Iterable[Path] = (file for file in sorted(bundle.rglob("*")) if file.is_file())
    return [Ready(f"{FOLDER}/{file.relative_to(bundle).as_posix()}", file) for file in found]
