"""What one post may cost: more, and it is stopped, so that the others are read."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType

SECONDS = 5.0
"""Time for one post; one of ten thousand characters takes a few thousandths."""

MEMORY = 1 << 30
"""Bytes that one post may need besides what the process had when it began."""


class OverBudgetError(BaseException):
    """A post took too long. Not an Exception, which a library might catch on its way."""


@contextmanager
def limited(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Stop what runs inside: OverBudgetError after too long, MemoryError for too much.

    Time is measured where the system has timers and this is the main thread; memory on Linux.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    ceiling = _limit_memory(_ceiling(memory))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        _limit_memory(ceiling)


def _stop(number: int, frame: FrameType | None) -> None:
    raise OverBudgetError


@cache
def _ceiling(memory: int) -> int:
    """Return the address space that this process may have, from the first call on."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return -1
    return pages * 4096 + memory


def _limit_memory(limit: int) -> int:
    """Set the soft limit of the address space where there is one; return the former."""
    if sys.platform != "linux" or limit == -1:
        return -1
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    return soft
