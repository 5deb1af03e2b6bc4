"""Files of the content folder: how they are named in posts, and where they are published."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from pathlib import PurePosixPath

from zhuanlan.model.slug import slugify

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def beside(path: str, file: str) -> str:
    """Return the content path of a file that the source `path` names relative to itself.

    One that leads out of the content folder keeps its leading `..`, and so is never found.
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file))


def published_as(path: str) -> str:
    """Return the published address of a content file, relative to the site.

    Folders get their reading, as campaigns do; files whose names are not plain ASCII a short hash.
    """
    *folders, name = path.split("/")
    return "/".join(
        [*(part if _SAFE.fullmatch(part) else slugify(part, {}) for part in folders), _safe(name)]
    )


def own_name(path: str) -> str:
    """Return the name that a downloaded content file is saved under, where its address has another.

    Empty where the address ends in the name. Composed (NFC), since some systems store it otherwise.
    """
    name = unicodedata.normalize("NFC", posixpath.basename(path))
    return "" if _safe(name) == name else name


def _safe(name: str) -> str:
    if _SAFE.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")
    suffix = PurePosixPath(name).suffix.lower()
    return f"{stem or 'file'}-{digest}{suffix if suffix.isascii() else ''}"
