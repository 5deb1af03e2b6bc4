"""Edits while a preview runs, and as commands: `python -m benchmarks.edits --posts 10000`.

A text is edited in a session that stays in memory; then a text and a title as a command. Times are
from the saved file to the bytes on disk, medians of several edits of different posts.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from benchmarks import corpus
from benchmarks.growth import age
from benchmarks.measuring import run_measured
from zhuanlan.build import Report
from zhuanlan.build.session import Session
from zhuanlan.core.executors import cores
from zhuanlan.core.options import Options

_TIMES = 15


def _edit(file: Path, number: int, what: str) -> None:
    text = file.read_text("utf-8")
    if what == "title":
        text = text.replace("title: ", f"title: 新{number}", 1)
    else:
        text += f"\n又一句，第{number}次。\n"
    file.write_text(text, "utf-8")


def measure(root: Path, times: int) -> list[tuple[str, float, int]]:
    """Return what was done with the median of its seconds, and the pages rendered each time."""
    options = Options(
        now=datetime(2026, 1, 1),  # noqa: DTZ001 - the site's own time
        content=root / "content",
        output=root / "output",
        config=root / "config.yaml",
        jobs=cores(),
    )
    files = sorted(options.content.rglob("p*.md"))[:: max(1, 1000 // times)]
    session = Session(options)
    session.build()

    def saved(what: str, update: Callable[[Path], Report]) -> tuple[float, int]:
        seconds, rendered = [], 0
        for number in range(times):
            file = files[number % len(files)]
            _edit(file, number, what)
            started = time.perf_counter()
            rendered = update(file).rendered
            seconds.append(time.perf_counter() - started)
        return statistics.median(seconds), rendered

    def in_session(file: Path) -> Report:
        return session.update([file.relative_to(options.content).as_posix()])

    found = [
        ("text, preview running", *saved("text", in_session)),
        ("title, preview running", *saved("title", in_session)),
    ]
    session.close()
    age(root)
    command = [sys.executable, "-m", "zhuanlan", "--quiet"]
    run_measured(command, root)
    for what in ("text", "title"):
        runs = []
        for number in range(3):
            _edit(files[number % len(files)], number, what)
            runs.append(run_measured(command, root).wall)
        found.append((f"{what}, as a command", statistics.median(runs), 0))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--times", type=int, default=_TIMES)
    given = parser.parse_args()
    print("| posts | edited | ms | pages rendered |\n|--:|---|--:|--:|")
    for posts in given.posts:
        folder = Path(tempfile.mkdtemp())
        corpus.write_site(folder, posts)
        age(folder)
        for what, seconds, rendered in measure(folder, given.times):
            print(f"| {posts:,} | {what} | {seconds * 1000:.0f} | {rendered or '–'} |", flush=True)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
