"""Compiled templates, kept between builds.

They are programs, so they are kept among the user's own files and not in the project's folder,
where a contributor could put one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from platformdirs import user_cache_path

_KEPT_FOR = 30 * 24 * 3600
"""Seconds after which compiled templates that no build has used are dropped."""


def compiled_templates(compiled_with: bytes, language: str) -> FileSystemBytecodeCache | None:
    """Return the cache of what is compiled under the same circumstances, or None without one.

    `compiled_with` is all that goes into a compiled template besides its source and `language`.
    """
    folder = user_cache_path("zhuanlan") / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return None
    except OSError:
        return None
    digest = hashlib.blake2b(compiled_with + language.encode(), digest_size=8).hexdigest()
    kept = folder / digest
    try:
        if not kept.is_dir():
            _prune(folder)
            kept.mkdir(mode=0o700, exist_ok=True)
        os.utime(kept)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(kept), "%s.cache")


def _is_ours(folder: Path) -> bool:
    """Tell whether nobody else could have put something there, as far as the system says."""
    if not hasattr(os, "getuid"):
        return os.access(folder, os.W_OK)
    status = folder.stat()
    private = not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return status.st_uid == os.getuid() and private and os.access(folder, os.W_OK)


def _prune(folder: Path) -> None:
    oldest = time.time() - _KEPT_FOR
    for kept in folder.iterdir():
        with suppress(OSError):
            if kept.stat().st_mtime < oldest:
                shutil.rmtree(kept, ignore_errors=True) if kept.is_dir() else kept.unlink()
