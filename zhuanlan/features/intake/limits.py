"""What one file may cost, however it was made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhuanlan.core.budget import OverBudgetError, limited_memory, stopwatch
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError

SECONDS = 10.0
"""Processor time for one file."""
MEMORY = 500 << 20
"""Bytes that one file may need."""


@contextmanager
def limited(file: Path | str) -> Iterator[None]:
    """Turn what takes too long or too much memory into a ProblemError about a file."""
    try:
        with stopwatch() as allow, limited_memory(MEMORY):
            allow(SECONDS)
            yield
    except (OverBudgetError, MemoryError, RecursionError):
        message = N_("reading this file takes too long or too much memory")
        hint = N_("open it in Word or WPS and save it once more, or ask the unit for another copy")
        raise ProblemError([Problem(str(file), 0, 0, message, {}, hint)]) from None
