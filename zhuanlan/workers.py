"""Map a function over batches of work: here, or in as many processes as the work is worth."""

from __future__ import annotations

import gc
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

CHUNK = 64
"""Items of a batch: enough for the way there and back to cost little, few enough to share out."""

_MOST = 61
"""Processes that a pool may have on Windows; more hardly ever help anywhere."""

_GARBAGE = 20_000
"""New values after which a process looks for those that hold one another."""

_task: tuple[Callable[[Any], list[Any]], Sequence[Any]]


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(items: Sequence[T]) -> list[Sequence[T]]:
    """Divide items into batches."""
    return [items[n : n + CHUNK] for n in range(0, len(items), CHUNK)]


@contextmanager
def mapped(
    function: Callable[[T], list[R]], work: Sequence[T], jobs: int, count: int
) -> Iterator[Iterator[R]]:
    """Yield the results of `function` for each batch of `work`, in order, one by one.

    With `jobs` processes where the `count` of items is worth it, else in this one. What `function`
    and `work` hold is shared with the processes when they start (under fork without a copy), so a
    task is only a number. Results must be picklable; problems are returned, not raised.
    """
    if jobs < 2 or count < WORTH_IT or len(work) < 2:
        yield (result for batch in work for result in function(batch))
        return
    with _pool(function, work, min(jobs, len(work), _MOST)) as pool:
        # submitted before the first result is asked for: processes start before threads of ours
        done = pool.map(_run, range(len(work)))
        yield (result for results in done for result in results)
        pool.shutdown(cancel_futures=True)


def _pool(function: Callable[[Any], Any], work: Sequence[Any], jobs: int) -> Executor:
    fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if fork else None)
    return ProcessPoolExecutor(jobs, context, initializer=_adopt, initargs=(function, work))


def _adopt(function: Callable[[Any], list[Any]], work: Sequence[Any]) -> None:
    """Take over the task in a new process."""
    global _task
    _task = function, work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer
    gc.freeze()  # what was inherited is not looked at, and so stays shared
    gc.set_threshold(_GARBAGE)
    gc.enable()


def _run(number: int) -> list[Any]:
    function, work = _task
    return function(work[number])
