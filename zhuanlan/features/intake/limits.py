"""How much one file may cost: processor time and memory, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhuanlan.core.budget import OverBudgetError, limited_memory, stopwatch
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError

SECONDS = 5.0
"""Processor time of each step: reading a file, and writing its draft; a story takes 0.02."""
MEMORY = 500 << 20
"""Bytes that a step may need besides what there is."""
ASK = N_("open it in Word or WPS and save it once more, or ask the unit for another copy")


@contextmanager
def limited(file: Path | str) -> Iterator[None]:
    """Raise ProblemError about a file where what is done with it costs too much."""
    try:
        with stopwatch() as allow, limited_memory(MEMORY):
            allow(SECONDS)
            yield
    except (OverBudgetError, MemoryError, RecursionError):
        message = N_("this file takes too long, or too much memory")
        raise ProblemError([Problem(str(file), 0, 0, message, {}, ASK)]) from None
