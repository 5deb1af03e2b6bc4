"""Map a function over batches of work: here, or in as many processes as the work is worth."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)

WORTH_IT = 400
"""Items from which on starting processes costs less than it saves."""

CHUNK = 64
"""Items of a batch: enough for the way there and back to cost little, few enough to share out."""

WAVE = 100_000
"""Items that processes work on before others take their place: what they share with this process
becomes their own by and by, as they look at it."""

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


class Crew(Protocol):
    """Those who do the work: this process, several, or a cluster (`zhuanlan.contrib.dask`)."""

    def mapped(
        self, function: Work[T, R], work: Sequence[T], count: int
    ) -> AbstractContextManager[Iterator[R]]:
        """Yield the results of `function` for each batch of `work`, in order, one by one.

        `count` is the number of items in all batches. Results and what `function` and `work` hold
        must be picklable; problems are returned, not raised.
        """
        ...

    def shares(self, folder: Path) -> bool:
        """Tell whether all of them see the same folder there."""
        ...


class Work(Protocol[T_contra, R]):
    """What is done to a batch."""

    def __call__(self, batch: T_contra, /) -> list[R]:
        """Do it here, or in a process of this machine."""
        ...

    def parcel(self) -> Parcel:
        """Return the work in a form for machines that may see no file of ours."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """Work that is done elsewhere: packed here, done there, unpacked here."""

    pack: Callable[[Any], Any]
    there: Callable[[Any], list[Any]]
    unpack: Callable[[list[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class Processes:
    """This process, or so many of this machine where the work is worth starting them."""

    jobs: int = 1

    @contextmanager
    def mapped(self, function: Work[T, R], work: Sequence[T], count: int) -> Iterator[Iterator[R]]:
        """Yield the results.

        What `function` and `work` hold is shared with the processes when they start (under fork
        without a copy), so a task is only a number.
        """
        if self.jobs < 2 or count < WORTH_IT or len(work) < 2:
            yield (result for batch in work for result in function(batch))
            return
        jobs = min(self.jobs, len(work), _MOST)
        at_a_time = max(1, len(work) * WAVE // count)
        waves = [work[n : n + at_a_time] for n in range(0, len(work), at_a_time)]
        # the first are begun before a result is asked for: they start before threads of ours do
        first = _begun(function, waves[0], jobs)
        others = (_begun(function, wave, jobs) for wave in waves[1:])
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
        """They do."""
        return True


Begun = tuple[Executor, Iterator[list[Any]]]
"""Processes at work, and what they return."""


def _begun(function: Callable[[Any], Any], work: Sequence[Any], jobs: int) -> Begun:
    pool = _pool(function, work, jobs)
    return pool, pool.map(_run, range(len(work)))


def _results(waves: Iterable[Begun]) -> Generator[Any, None, None]:
    for pool, done in waves:
        try:
            for results in done:
                yield from results
        finally:
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
    from zhuanlan.core.loading import blaming  # this module is imported even by a build of nothing

    function, work = _task
    with blaming():  # here, where the traceback is
        return function(work[number])
