"""A whole tree in the place of another at once, so that no reader meets pages of both."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # of <fcntl.h> and <linux/fs.h>


@contextmanager
def swapped(tree: Path, leave_out: str) -> Iterator[Path]:
    """Yield a copy of a folder, made of hard links, that takes its place when all went well.

    Files of the copy may be replaced and removed, and must not be written into: they are those of
    the tree until then. What stands there is on the disc before it is seen. `leave_out` is the name
    of a folder that is not copied; it ends with the old tree.
    """
    tree = tree.resolve()
    new = tree.with_name(f".{tree.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        shutil.copytree(
            tree,
            new,
            symlinks=True,
            copy_function=_linked,
            ignore=shutil.ignore_patterns(leave_out),
        )
        yield new
        if hasattr(os, "sync"):
            os.sync()  # one wait for all files; an fsync for each takes minutes
        exchange(new, tree)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _linked(source: str, target: str) -> Any:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links
        return shutil.copy2(source, target, follow_symlinks=False)
    return target


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system trade names.

    That is one step where Linux can do it; elsewhere the names are missing for a moment.
    """
    if _exchanged(os.fsencode(one), os.fsencode(other)):
        return
    aside = one.with_name(f"{one.name}.old")
    other.replace(aside)
    one.replace(other)
    aside.replace(one)


def _exchanged(one: bytes, other: bytes) -> bool:
    rename: Callable[..., int] | None = None
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and not rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
