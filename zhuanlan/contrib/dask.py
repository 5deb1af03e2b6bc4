"""An executor that runs the tasks of a build on a Dask cluster.

A remote task is sent to every worker once, also to one that joins or restarts later; after that
only batches are sent. Dask gives the batches of a lost worker to others. The number of batches in
flight is limited, so that neither this process nor the scheduler holds the whole site.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from zhuanlan.core.executors import Task
from zhuanlan.core.i18n import N_
from zhuanlan.core.inputs import version
from zhuanlan.core.loading import blaming
from zhuanlan.core.problems import Problem, ProblemError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Batches in flight for each thread of a worker."""

_WAIT = "10s"
"""The time in which a scheduler has to answer."""

_tasks: dict[str, Callable[[Any], list[Any]]] = {}
_one_at_a_time = Lock()  # workers may have several threads, our tasks are not thread-safe


class Cluster:
    """Runs tasks on the workers of a scheduler; call `close` at the end."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            hint = N_("install it: pip install 'zhuanlan[dask]'")
            raise _no_cluster(address, N_("Dask is not installed"), hint) from None
        connect: Any = Client  # it has no types
        try:
            self._client = connect(address, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError):
            hint = N_("give --scheduler the address that `dask scheduler` prints")
            raise _no_cluster(address, N_("no scheduler answers there"), hint) from None
        self._stage = 0
        try:
            self._check(address)
        except ProblemError:
            self.close()
            raise

    def _check(self, address: str) -> None:
        """Raise ProblemError without workers, or where some would write other bytes."""
        hint = N_("install the same everywhere")
        try:
            versions = self._client.run(version)
        except Exception as error:  # noqa: BLE001 - whatever a worker without zhuanlan raises
            message = N_("its workers cannot run zhuanlan: {reason}")
            raise _no_cluster(address, message, hint, reason=str(error)) from None
        if not versions:
            raise _no_cluster(address, N_("the scheduler has no workers"), N_("start some"))
        if others := sorted(worker for worker, its in versions.items() if its != version()):
            message = N_("{workers} run another zhuanlan, or another Python or libraries")
            raise _no_cluster(address, message, hint, workers=", ".join(others))

    @contextmanager
    def mapped(self, task: Task[T, R], work: Sequence[T], count: int) -> Iterator[Iterator[R]]:
        """Yield the results of `task` for each batch of `work`, in order."""
        if not count:
            yield iter(())
            return
        self._stage += 1
        name = f"zhuanlan-{id(self)}-{self._stage}"
        remote = task.remote()
        plugin = _plugin(name, remote.run)
        self._client.register_plugin(plugin, name=name)
        try:
            results = self._results(name, map(remote.pack, work))
            yield (result for batch in results for result in remote.unpack(batch))
        finally:
            with suppress(OSError, ValueError):
                self._client.unregister_worker_plugin(name)

    def _results(self, name: str, packed: Iterator[Any]) -> Iterator[list[Any]]:
        from distributed import CancelledError
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        executor = self._client.get_executor(pure=False)
        width = _AHEAD * max(sum(self._client.nthreads().values()), 1)
        waiting: deque[Future[list[Any]]] = deque()
        try:
            for batch in packed:
                waiting.append(executor.submit(_run, name, batch))
                if len(waiting) >= width:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except (KilledWorker, CancelledError, CommClosedError) as error:
            raise BrokenExecutor(str(error)) from error
        finally:
            executor.shutdown(wait=False)

    def shares(self, folder: Path) -> bool:
        """Tell whether every worker sees the same folder under the same name."""
        folder = folder.absolute()
        try:
            with tempfile.NamedTemporaryFile(dir=folder) as token:
                return all(self._client.run(_exists, token.name).values())
        except OSError:
            return False

    def close(self) -> None:
        """Disconnect; the cluster keeps running."""
        self._client.close()


def _no_cluster(address: str, message: str, hint: str, **values: str) -> ProblemError:
    return ProblemError([Problem(address, 0, 0, message, values, hint)])


def _exists(file: str) -> bool:
    return Path(file).exists()


def _plugin(name: str, task: Callable[[Any], list[Any]]) -> Any:
    from distributed import WorkerPlugin

    packed = pickle.dumps(task)  # once, not once for each worker

    class Adopt(WorkerPlugin):
        def setup(self, worker: Any) -> None:
            # the worker's own module, not a copy that came along
            from zhuanlan.contrib import dask as cluster

            cluster.adopt(name, packed)

        def teardown(self, worker: Any) -> None:
            from zhuanlan.contrib import dask as cluster

            cluster.forget(name)

    return Adopt()


def adopt(name: str, packed: bytes) -> None:
    """Receive a task, on a worker."""
    _tasks[name] = pickle.loads(packed)  # noqa: S301 - our own, over the cluster's wire


def forget(name: str) -> None:
    """Drop a task, on a worker."""
    _tasks.pop(name, None)


def _run(name: str, batch: Any) -> list[Any]:
    with _one_at_a_time, blaming():
        return _tasks[name](batch)
