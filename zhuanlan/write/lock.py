"""One build at a time for each output: the next one waits, and says so."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError

PATIENCE = 600.0
"""Seconds that one build waits for another."""


@contextmanager
def alone(
    output: Path, cache: Path, waiting: Callable[[], object] = bool, patience: float = PATIENCE
) -> Iterator[None]:
    """Hold the lock of an output; whoever is killed lets go of it.

    `waiting` is called once if another holds it. The lock lies in the folder of the caches, or
    where that cannot be written among the temporary files. Raises ProblemError when the other does
    not end within `patience` seconds.
    """
    lock = _lock(output, cache)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            message = N_("another build is writing to this folder, and does not end")
            raise ProblemError([Problem(str(output), 0, 0, message)]) from None
    try:
        yield
    finally:
        lock.release()


def _lock(output: Path, cache: Path) -> FileLock:
    key = hashlib.blake2b(os.fsencode(output.resolve()), digest_size=8).hexdigest()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        usable = os.access(cache, os.W_OK)
    except OSError:
        usable = False
    folder = cache if usable else Path(tempfile.gettempdir())
    return FileLock(folder / f"zhuanlan-{key}.lock")
