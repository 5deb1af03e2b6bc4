"""Runs a command and takes its measure: wall time, processor time, memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and megabytes (of 2^20 bytes); memory is the highest sum of all processes."""

    wall: float
    cpu: float
    memory: float


def run_measured(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Run:
    """Run a command, with more variables in its environment; raises SystemExit if it fails."""
    started = time.perf_counter()
    variables = {**os.environ, **(environment or {})}
    process = subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.DEVNULL)
    ended = threading.Event()
    peaks = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, ended, peaks))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    ended.set()
    watcher.join()
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    largest = usage.ru_maxrss / 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, max(peaks[0], largest))


def _watch(pid: int, ended: threading.Event, peaks: list[float]) -> None:
    while not ended.wait(_EVERY):
        peaks[0] = max(peaks[0], sum(_share(one) for one in _tree(pid)) / 1024)


def _tree(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:  # ended meanwhile, or no such system
        return [pid]
    return [pid, *(one for child in text.split() for one in _tree(int(child)))]


def _share(pid: int) -> int:
    """Return the proportional set size in kilobytes: pages that n processes share count 1/n."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
