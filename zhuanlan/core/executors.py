"""Map a task over batches of items: in this process, or in several where that pays."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent import futures
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)

WORTH_IT = 400
"""The number of items from which on starting processes costs less than it saves."""

CHUNK = 64
"""Items in a batch: many enough for a low overhead, few enough to keep all processes busy."""

WAVE = 100_000
"""Items after which worker processes are replaced.

They share the memory of this process by copy-on-write, and pages get unshared as they are read.
"""

_MOST = 61
"""The most processes that a pool may have on Windows; more hardly ever help elsewhere."""

_GARBAGE = 20_000
"""Allocations after which a worker process collects garbage."""

_adopted: tuple[Callable[[Any], list[Any]], Sequence[Any]]
"""In a worker process: the task, and all batches."""


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(items: Sequence[T]) -> list[Sequence[T]]:
    """Divide items into batches."""
    return [items[n : n + CHUNK] for n in range(0, len(items), CHUNK)]


class Executor(Protocol):
    """Runs tasks: in this process, in several, or on a cluster (`zhuanlan.contrib.dask`)."""

    def mapped(
        self, task: Task[T, R], work: Sequence[T], count: int
    ) -> AbstractContextManager[Iterator[R]]:
        """Yield the results of `task` for each batch of `work`, in order, one by one.

        `count` is the number of items in all batches. Results, the task and the batches must be
        picklable; problems are returned, not raised.
        """
        ...

    def shares(self, folder: Path) -> bool:
        """Tell whether all processes see the same folder under this path."""
        ...


class Task(Protocol[T_contra, R]):
    """A function of a batch, and its form for other machines."""

    def __call__(self, batch: T_contra, /) -> list[R]:
        """Return the results of a batch, in this process or in another one of this machine."""
        ...

    def remote(self) -> RemoteTask:
        """Return the task in a form for machines that may not see our files."""
        ...


@dataclass(frozen=True, slots=True)
class RemoteTask:
    """A task for another machine.

    `pack` turns a batch into all that `run` needs, `unpack` the results of `run` into those of the
    task; both are called on this machine.
    """

    pack: Callable[[Any], Any]
    run: Callable[[Any], list[Any]]
    unpack: Callable[[list[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class Processes:
    """This process, or `jobs` of this machine where the work is worth starting them."""

    jobs: int = 1

    @contextmanager
    def mapped(self, task: Task[T, R], work: Sequence[T], count: int) -> Iterator[Iterator[R]]:
        """Yield the results.

        Processes get the task and all batches when they start (under fork without a copy), so only
        the number of a batch is sent to them.
        """
        if self.jobs < 2 or count < WORTH_IT or len(work) < 2:
            yield (result for batch in work for result in task(batch))
            return
        jobs = min(self.jobs, len(work), _MOST)
        at_a_time = max(1, len(work) * WAVE // count)
        waves = [work[n : n + at_a_time] for n in range(0, len(work), at_a_time)]
        # the first wave starts now, not with the first result: no thread of ours runs yet
        first = _begun(task, waves[0], jobs)
        others = (_begun(task, wave, jobs) for wave in waves[1:])
        try:
            with closing(_results(chain([first], others))) as results:
                yield results
        except KeyboardInterrupt:
            for process in multiprocessing.active_children():
                process.kill()  # whoever pressed Ctrl-C does not wait for a picture
            raise
        finally:
            first[0].shutdown(cancel_futures=True)  # also if nobody asked for a result

    def shares(self, folder: Path) -> bool:
        """Return True: all processes are on this machine."""
        return True


Begun = tuple[futures.Executor, Iterator[list[Any]]]
"""A running pool, and the results of its batches."""


def _begun(task: Callable[[Any], Any], work: Sequence[Any], jobs: int) -> Begun:
    pool = _pool(task, work, jobs)
    return pool, pool.map(_run, range(len(work)))


def _results(waves: Iterable[Begun]) -> Generator[Any, None, None]:
    for pool, done in waves:
        try:
            for results in done:
                yield from results
        finally:
            pool.shutdown(cancel_futures=True)


def _pool(task: Callable[[Any], Any], work: Sequence[Any], jobs: int) -> futures.Executor:
    fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if fork else None)
    return futures.ProcessPoolExecutor(jobs, context, initializer=_adopt, initargs=(task, work))


def _adopt(task: Callable[[Any], list[Any]], work: Sequence[Any]) -> None:
    """Receive the task in a new process."""
    global _adopted
    _adopted = task, work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process handles Ctrl-C
    gc.freeze()  # the collector would unshare inherited memory by looking at it
    gc.set_threshold(_GARBAGE)
    gc.enable()


def _run(number: int) -> list[Any]:
    from zhuanlan.core.loading import blaming  # this module is imported even by a build of nothing

    task, work = _adopted
    with blaming():  # here, where the traceback is
        return task(work[number])
