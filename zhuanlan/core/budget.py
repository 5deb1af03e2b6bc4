"""Per-post limits of time and memory: a post that exceeds one is stopped, others are read."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 5.0
"""Processor time for one post; one of ten thousand characters takes a few thousandths."""

MEMORY = 1 << 30
"""Bytes that one post may need besides what the process had before its batch."""


class OverBudgetError(BaseException):
    """A post took too long. Not an Exception, which a library might catch on its way."""


@contextmanager
def stopwatch() -> Iterator[Callable[[float], object]]:
    """Yield what sets the seconds after which an OverBudgetError is raised; 0 stops the watch.

    They are processor time of this process: on a busy machine a post waits, and costs no more.
    Only where the system has timers and this is the main thread; else nothing is stopped.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield float
        return
    before = signal.signal(signal.SIGPROF, _stop)
    try:
        yield _set
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _set(seconds: float) -> None:
    # again and again: code that is called back by a library of C may lose an exception
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN if seconds else 0)


_AGAIN = 0.5


def _stop(number: int, frame: FrameType | None) -> None:
    raise OverBudgetError


@contextmanager
def limited_memory(memory: int = MEMORY) -> Iterator[None]:
    """Raise MemoryError inside for what needs too much besides what there is now.

    Only on Linux, and where it tells how much there is.
    """
    if sys.platform != "linux":
        yield
        return
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        yield
        return
    ceiling = pages * resource.getpagesize() + memory
    _limits.enter(ceiling)
    try:
        yield
    finally:
        _limits.leave()


class _Limits:
    """The limit of this process, which its threads share: it ends when the last of them is done."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._within = 0
        self._before = (0, 0)

    def enter(self, ceiling: int) -> None:
        """Limit the memory, unless somebody allows less already."""
        import resource

        with self._lock:
            now = resource.getrlimit(resource.RLIMIT_AS)
            if not self._within:
                self._before = now
            self._within += 1
            known = [limit for limit in now if limit != resource.RLIM_INFINITY]
            resource.setrlimit(resource.RLIMIT_AS, (min([ceiling, *known]), now[1]))

    def leave(self) -> None:
        """Take the limit back, if nobody else is within."""
        import resource

        with self._lock:
            self._within -= 1
            if not self._within:
                resource.setrlimit(resource.RLIMIT_AS, self._before)


_limits = _Limits()
