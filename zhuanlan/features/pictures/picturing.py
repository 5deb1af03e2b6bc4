"""The pictures of a site: developed once, known by their bytes ever after.

A picture that no page shows is not looked at. Those that are known by size and time are not opened,
those whose bytes are known not decoded.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

import PIL
from msgspec.structs import replace as with_fields
from xxhash import xxh3_128_hexdigest

from zhuanlan.build.cache.index import Row
from zhuanlan.build.declaring import within
from zhuanlan.build.reading import Progress, Reading
from zhuanlan.core.budget import OverBudgetError, limited_memory, stopwatch
from zhuanlan.core.executors import Processes, RemoteTask
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, changed_meanwhile
from zhuanlan.features.pictures.kept import Pictures
from zhuanlan.features.privacy.guard import refuse_personal
from zhuanlan.load.assets import check_asset
from zhuanlan.load.files import read_bytes
from zhuanlan.model.gaps import Gaps
from zhuanlan.model.page import Asset
from zhuanlan.model.picture import Picture
from zhuanlan.model.post import LABELLED, Post, StandalonePage, shown
from zhuanlan.model.privacy import PrivacySettings
from zhuanlan.model.settings import PictureSettings
from zhuanlan.model.site import Site
from zhuanlan.plan.references import PICTURES, declared

_RECIPE = f"1 {PIL.__version__}"
"""Changes whenever the same bytes would be developed into others."""

_SECONDS = 60.0
"""Time for one picture; one of 12 megapixels takes two."""

_MEMORY = 2 << 30
"""Bytes that one picture may need."""

_DRAWING = "svg"
"""The kind of picture whose texts can be read, and so are."""

_WORTH = 200
"""A picture is as much work as so many posts."""

T = TypeVar("T", bound=Post | StandalonePage)


@dataclass(frozen=True, slots=True)
class Found:
    """A picture with the digest of the bytes that it was developed from."""

    path: str
    digest: bytes
    picture: Picture


@dataclass(frozen=True, slots=True)
class Develop:
    """Develops pictures and keeps what comes of them; in any process of this machine."""

    content: Path
    on_disk: Mapping[str, str]
    settings: PictureSettings
    privacy: Mapping[str, PrivacySettings]
    """By the folders of campaigns, and under an empty name that of all else."""
    pictures: Pictures
    labels: Mapping[str, str]
    """The AI labels that editors declared, by the paths of the pictures."""

    def key(self, path: str, digest: bytes) -> str:
        """Return what tells a picture from all others: its bytes, its format, how it is made."""
        suffix = path.rpartition(".")[2].lower()
        made_by = f"{_RECIPE} {suffix} {self.settings!r}".encode()
        if suffix == _DRAWING:
            made_by += repr(self._privacy(path)).encode()
        made_by += self._label(path).encode()
        return hashlib.blake2b(digest + made_by, digest_size=16).hexdigest()

    def _privacy(self, path: str) -> PrivacySettings:
        return self.privacy.get(path.partition("/")[0]) or self.privacy[""]

    def __call__(self, paths: Sequence[str]) -> list[Found | Problem]:
        """Return each picture, or what is wrong with it."""
        with limited_memory(_MEMORY), stopwatch() as watch:
            found: list[Found | Problem] = []
            for path in paths:
                watch(_SECONDS)
                try:
                    found.append(self._one(path))
                except ProblemError as error:
                    found += error.problems
                except (OverBudgetError, MemoryError):
                    message, hint = N_("the picture takes too much to decode"), N_("save it anew")
                    found.append(Problem(path, 0, 0, message, {}, hint))
                finally:
                    watch(0)
            return found

    def remote(self) -> RemoteTask:
        """Pictures are not sent elsewhere."""
        raise NotImplementedError

    def _one(self, path: str) -> Found:
        data = self._bytes(path)
        digest = hashlib.blake2b(data, digest_size=16).digest()
        known = self.pictures.get(self.key(path, digest))
        picture = known or self._developed(path, data, digest)[0]
        return Found(path, digest, picture)

    def _developed(
        self, path: str, data: bytes, digest: bytes
    ) -> tuple[Picture, tuple[bytes, ...]]:
        from zhuanlan.features.pictures.develop import (
            develop,  # slow to import: not where all are known
        )

        check_asset(path, data)
        if path.lower().endswith(f".{_DRAWING}"):
            refuse_personal(path, data, self._privacy(path))
        key, label = self.key(path, digest), self._label(path)
        made = develop(path, data, self.settings, key, label)
        self.pictures.put_files(made.picture.key, made.files)
        return made.picture, made.files

    def _label(self, path: str) -> str:
        """Return the label that was declared for a picture, whose name may be the disc's."""
        return self.labels.get(unicodedata.normalize("NFC", path), "") if self.labels else ""

    def _bytes(self, path: str) -> bytes:
        return read_bytes(self.content / self.on_disk.get(path, path), path)

    def bytes_of(self, asset: Asset) -> bytes:
        """Return the bytes of a picture's file: as it was kept, or where that is lost anew."""
        assert asset.made is not None  # noqa: S101
        key, number, expected = asset.made
        try:
            data = self.pictures.file(key, number).read_bytes()
        except OSError:
            data = b""
        if xxh3_128_hexdigest(data) == expected:
            return data
        source = self._bytes(asset.source)
        digest = hashlib.blake2b(source, digest_size=16).digest()
        if self.key(asset.source, digest) != key:
            raise changed_meanwhile(asset.source)
        return self._developed(asset.source, source, digest)[1][number]


def with_pictures(
    reading: Reading,
    known: Mapping[str, Row],
    develop: Develop,
    jobs: int,
    progress: Progress,
    *,
    verify: bool,
) -> Reading:
    """Return a reading whose posts know their pictures, with what is wrong with these."""
    site, rows = reading.site, dict(reading.rows)
    found: dict[str, Picture] = {}
    unknown: list[str] = []
    for path in _shown(site, reading.gaps):
        row, was = rows[path], known.get(path)
        settled = row.time and not verify  # a time of 0 proves nothing
        as_it_was = was is not None and was.digest and was[:2] == row[:2] and settled
        picture = develop.pictures.get(develop.key(path, was.digest)) if was and as_it_was else None
        if picture and was:
            rows[path], found[path] = row._replace(digest=was.digest), picture
        else:
            unknown.append(path)
    problems: list[Problem] = []
    # one at a time: each is work enough, and what it takes of memory is given back
    work = [[path] for path in unknown]
    with Processes(jobs).mapped(develop, work, len(work) * _WORTH) as results:
        for one in progress(N_("Making pictures"), results, len(work)):
            if isinstance(one, Problem):
                problems.append(one)
            else:
                rows[one.path] = rows[one.path]._replace(digest=one.digest)
                found[one.path] = one.picture
                develop.pictures.put(one.picture)
    develop.pictures.save()
    wrong = (*reading.problems, *(within(develop.content, problem) for problem in problems))
    return replace(reading, site=attached(site, found), rows=rows, problems=wrong)


def pictures_as_they_were(rows: Mapping[str, Row], develop: Develop) -> dict[str, Picture] | None:
    """Return the pictures that the rows of the last build name; None if one is lost."""
    found = {}
    for path, row in rows.items():
        if row.item is None and row.digest:
            picture = develop.pictures.get(develop.key(path, row.digest))
            if picture is None:
                return None
            found[path] = picture
    return found


def _shown(site: Site, gaps: Gaps) -> list[str]:
    """Return the pictures that something refers to; those too large are the plan's to refuse."""
    limit = site.config.limits.asset_bytes
    named = chain(
        (ref.target for item in site.items for ref in shown(item)),
        (ref.target for _, ref in declared(site) if ref.kind != LABELLED),
        (ref.target for references in site.data_references.values() for _, ref in references),
        (ref.target for references in gaps.references.values() for ref in references),
    )
    pictures = dict.fromkeys(path for path in named if is_picture(path))
    return sorted(path for path in pictures if 0 <= site.assets.get(path, -1) <= limit)


def is_picture(path: str) -> bool:
    """Tell by its name whether a file is a picture."""
    return path.rpartition(".")[2].lower() in PICTURES


def attached(site: Site, pictures: Mapping[str, Picture]) -> Site:
    """Return a site whose posts and pages know their pictures."""
    if not pictures:
        return site
    return replace(
        site,
        posts=tuple(with_its_own(post, pictures) for post in site.posts),
        pages=tuple(with_its_own(page, pictures) for page in site.pages),
        pictures=pictures,
    )


def with_its_own(item: T, pictures: Mapping[str, Picture]) -> T:
    """Return a post or page with what is known of the pictures that it refers to."""
    if not item.references and not item.mentions:
        return item
    own = tuple(_own(item, pictures))
    return with_fields(item, pictures=own) if own else item


def _own(
    item: Post | StandalonePage, pictures: Mapping[str, Picture]
) -> Iterator[tuple[str, Picture]]:
    named: Iterable[str] = dict.fromkeys(reference.target for reference in shown(item))
    return ((path, pictures[path]) for path in named if path in pictures)
