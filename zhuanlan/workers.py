"""Map a function over many items: here, or in as many processes as the work is worth."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 400
"""Items from which on starting processes costs less than it saves."""

_CHUNK = 64
_MOST = 61
"""Processes that a pool may have on Windows; more hardly ever help anywhere."""

_task: tuple[Callable[[Any], Any], Sequence[Any]]


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def mapped(function: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[Iterator[R]]:
    """Yield the results of `function` for each item, in the order of the items.

    With `jobs` processes where there are enough items, else in this one. What `function` and
    `items` hold is shared with the processes when they start (under fork without a copy), so a task
    is only a range of numbers. Results must be picklable; problems are returned, not raised.
    """
    if jobs < 2 or len(items) < WORTH_IT:
        yield map(function, items)
        return
    jobs = min(jobs, -(-len(items) // _CHUNK), _MOST)
    with _pool(function, items, jobs) as pool:
        yield _gathered(pool, len(items))
        pool.shutdown(cancel_futures=True)


def _pool(function: Callable[[Any], Any], items: Sequence[Any], jobs: int) -> Executor:
    fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if fork else None)
    return ProcessPoolExecutor(jobs, context, initializer=_adopt, initargs=(function, items))


def _gathered(pool: Executor, count: int) -> Iterator[Any]:
    # submitted before the first result is asked for: processes start before any thread of ours
    chunks = pool.map(_run, [range(n, min(n + _CHUNK, count)) for n in range(0, count, _CHUNK)])
    return (result for chunk in chunks for result in chunk)


def _adopt(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Take over the task in a new process."""
    global _task
    _task = function, items
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer


def _run(numbers: range) -> list[Any]:
    function, items = _task
    return [function(items[number]) for number in numbers]
