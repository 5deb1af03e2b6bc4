"""Files of the content folder: how they are named in posts, and where they are published."""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import PurePosixPath

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def beside(path: str, file: str) -> str:
    """Return the content path of a file that the source `path` names relative to itself.

    One that leads out of the content folder keeps its leading `..`, and so is never found.
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file))


def published_as(path: str) -> str:
    """The published address of a content file; names that are not plain ASCII get a short hash."""
    return "/".join(_safe(part) for part in path.split("/"))


def _safe(name: str) -> str:
    if _SAFE.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")
    suffix = PurePosixPath(name).suffix.lower()
    return f"{stem or 'file'}-{digest}{suffix if suffix.isascii() else ''}"
