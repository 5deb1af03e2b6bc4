"""A release: what was published when and by whom, and what differs between two."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from zhuanlan.core.problems import printable
from zhuanlan.write import MANIFEST
from zhuanlan.write.manifest import encoded, files_of, manifest_bytes
from zhuanlan.write.precompressed import is_form

RECORD = ".zhuanlan-release.json"
"""Stands in each release and says what it is."""

Progress = Callable[[str, Iterable[str], int], Iterable[str]]
"""Shows how far something is: its name, what it works through, and how many that are."""


class Release(msgspec.Struct, frozen=True):
    """One state of the site as it was published.

    `date` is in China time; `before` names the release that readers had until then. `stories` are
    digests of what is each story's own, by address; a release of an older version has none.
    """

    id: str
    date: str
    by: str
    files: int
    pages: int
    before: str = ""
    stories: dict[str, str] = {}

    def encoded(self) -> bytes:
        """Return it as it stands beside the files."""
        return msgspec.json.encode(self)


@dataclass(frozen=True, slots=True)
class Listed:
    """A release that a host has, and whether readers get it."""

    release: Release
    current: bool


_ID = re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{4}")


def decoded(data: bytes, name: str | None = None) -> Release | None:
    """Read what stands beside the files, or None where that is damaged, or of another name."""
    try:
        release = msgspec.json.decode(data, type=Release)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    fits = name is None or release.id == name
    return release if fits and _ID.fullmatch(release.id) else None


def current_of(listed: Iterable[Listed]) -> Release | None:
    """Return the release that readers get, if its record is kept."""
    return next((one.release for one in listed if one.current), None)


def to_prune(listed: Sequence[Listed], keep: int) -> list[str]:
    """Return the releases that go: not the one that readers get, nor the one before it."""
    current = current_of(listed)
    stay = {current.id, current.before} if current else set()
    return [one.release.id for one in listed[keep:] if one.release.id not in stay]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between what readers get and what they are to get; `bytes` have to travel."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    bytes: int

    @property
    def sent(self) -> tuple[str, ...]:
        """The files that travel."""
        return (*self.added, *self.changed)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Sending:
    """A release that is under way: files of `output` with their digests."""

    output: Path
    files: Mapping[str, str]
    before: Mapping[str, str]
    difference: Difference
    release: Release
    keep: int

    @property
    def manifest(self) -> bytes:
        """The list of the release's files, as it stands beside them."""
        return encoded(self.files)


def to_be_sent(output: Path, *, forms: bool) -> dict[str, str]:
    """Return the files of an output, with their digests.

    Without `forms` those that are compressed stay: object storage and page hosts do not know them.
    """
    files = files_of(output, manifest_bytes(output))
    files.pop(MANIFEST, None)
    return {path: digest for path, digest in files.items() if forms or not is_form(path)}


def difference(output: Path, before: Mapping[str, str], files: Mapping[str, str]) -> Difference:
    """Compare what is published with what is to be."""
    added = sorted(files.keys() - before.keys())
    changed = sorted(path for path in files.keys() & before.keys() if files[path] != before[path])
    removed = sorted(before.keys() - files.keys())
    size = sum((output / path).stat().st_size for path in (*added, *changed))
    unchanged = len(files) - len(added) - len(changed)
    return Difference(tuple(added), tuple(changed), tuple(removed), unchanged, size)


UNKNOWN = "?"
"""Stands for the digest of a file that may be another one than its list says."""


def new_release(
    files: Mapping[str, str],
    now: datetime,
    utc: datetime,
    by: str,
    before: Release | None,
    stories: dict[str, str],
) -> Release:
    """Return the release of these files; its name sorts by time."""
    mark = hashlib.blake2b(encoded(files), digest_size=2).hexdigest()
    pages = sum(path.endswith(".html") for path in files)
    moment = f"{utc:%Y%m%dT%H%M%S}{utc.microsecond // 1000:03}Z"
    shown = " ".join(printable(by).split())
    told = (f"{moment}-{mark}", f"{now:%F %T}", shown, len(files), pages)
    return Release(*told, before.id if before else "", stories)
