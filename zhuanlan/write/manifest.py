"""The list of the files in an output that are zhuanlan's, with their digests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from xxhash import xxh3_128_hexdigest

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.write import MANIFEST

_FORMAT = 2


class _Manifest(msgspec.Struct):
    format: int
    files: dict[str, str]
    """Digests by path; of a file that is being replaced both, with `|` between."""


def manifest_bytes(output: Path) -> bytes:
    """Return the list as it stands in the output folder, empty if there is none."""
    try:
        return (output / MANIFEST).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError:
        raise _damaged(output) from None


def files_of(output: Path, data: bytes) -> dict[str, str]:
    """Return the files that zhuanlan wrote, with their digests.

    Raises ProblemError if the list cannot be read: without it nobody knows which files may be
    replaced.
    """
    try:
        return read_manifest(str(output / MANIFEST), data)
    except ProblemError:
        raise _damaged(output) from None


def _damaged(output: Path) -> ProblemError:
    hint = N_("delete the output folder and build again")
    return ProblemError([Problem(str(output / MANIFEST), 0, 0, _DAMAGED, {}, hint)])


_DAMAGED = N_("the list of the files that zhuanlan wrote is damaged")


def read_manifest(shown: str, data: bytes) -> dict[str, str]:
    """Return the files that a list names, with their digests; an empty list names none.

    Raises ProblemError, which names the list as it is `shown`.
    """
    if not data:
        return {}
    try:
        manifest = msgspec.json.decode(data, type=_Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        manifest = _Manifest(0, {})
    if manifest.format != _FORMAT or not all(map(_is_inside, manifest.files)):
        raise ProblemError([Problem(shown, 0, 0, _DAMAGED)])
    return manifest.files


def encoded(digests: Mapping[str, str]) -> bytes:
    """Return the list as it stands in the output folder."""
    return msgspec.json.encode(_Manifest(_FORMAT, dict(digests)), order="deterministic")


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and (".." not in path or ".." not in path.split("/"))


def digest_of(data: bytes) -> str:
    """Return the digest by which files are known to be equal: a fast one, no proof of origin."""
    return xxh3_128_hexdigest(data)
