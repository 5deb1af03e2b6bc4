"""How a build grows with the site: `python -m benchmarks.growth`, with `--million` for the largest.

Cold builds, builds after one edited text, and builds of an unchanged site; `--plot` writes the
figures as a picture.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus
from benchmarks.measuring import Run, run_measured

SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Growth:
    """What the three kinds of build took at one size; `walk` is a bare look at all files."""

    posts: int
    files: int
    cold: Run
    edited: Run
    unchanged: Run
    walk: float


def measure(root: Path, posts: int) -> Growth:
    """Write a site, and build it three times."""
    corpus.write_site(root, posts)
    age(root)
    command = [sys.executable, "-m", "zhuanlan", "--quiet"]
    cold = run_measured(command, root)
    file = next((root / "content").rglob("p*.md"))
    file.write_text(file.read_text("utf-8") + "\n又一句。\n", "utf-8")
    edited = run_measured(command, root)
    age(root)
    run_measured(command, root)  # stamps it, now that no file is fresh
    unchanged = run_measured(command, root)
    walk = run_measured([sys.executable, "-c", _WALK, str(root / "content")], root).wall
    files = sum(len(names) for _, _, names in os.walk(root / "output"))
    return Growth(posts, files, cold, edited, unchanged, walk)


_WALK = """
import os, sys
pending = sys.argv[1:]
while pending:
    for entry in os.scandir(pending.pop()):
        if entry.is_dir():
            pending.append(entry.path)
        else:
            entry.stat()
"""


def age(root: Path) -> None:
    """Let the files be old enough for their time stamps to be trusted."""
    before = time.time() - 3600
    for folder, _, names in os.walk(root / "content"):
        for name in names:
            os.utime(Path(folder) / name, (before, before))


def table(found: list[Growth]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "| posts | files | cold s | CPU s | MB | ms a post | edited s | unchanged s | walk s |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for one in found:
        each = one.cold.wall / one.posts * 1000
        cells = (
            f"{one.posts:,}",
            f"{one.files:,}",
            f"{one.cold.wall:.1f}",
            f"{one.cold.cpu:.1f}",
            f"{one.cold.memory:.0f}",
            f"{each:.2f}",
            f"{one.edited.wall:.2f}",
            f"{one.unchanged.wall:.2f}",
            f"{one.walk:.2f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def plot(found: list[Growth]) -> str:
    """Return cold time against posts, both logarithmic, as SVG."""
    from math import log10

    width, height, left, bottom = 560, 320, 60, 40

    def x(posts: float) -> float:
        return left + (log10(posts) - 2) / 4 * (width - left - 20)

    def y(seconds: float) -> float:
        return height - bottom - (log10(max(seconds, 0.01)) + 2) / 6 * (height - bottom - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" fill="#333">',
        f"<title>Seconds against posts: {', '.join(f'{one.posts:,}' for one in found)}</title>",
    ]
    for power in range(-2, 5):
        at = y(10.0**power)
        parts.append(f'<path d="M{left} {at:.1f}H{width - 20}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
        )
    for power in range(2, 7):
        at = x(10.0**power)
        parts.append(
            f'<text x="{at:.1f}" y="{height - 16}" text-anchor="middle">{10**power:,}</text>'
        )
    series = (
        ("cold", "#b3261e", [(one.posts, one.cold.wall) for one in found]),
        ("text edited", "#1e5fb3", [(one.posts, one.edited.wall) for one in found]),
        ("unchanged", "#2e7d32", [(one.posts, one.unchanged.wall) for one in found]),
    )
    for name, colour, values in series:
        line = " ".join(f"{x(posts):.1f},{y(seconds):.1f}" for posts, seconds in values)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        posts, seconds = values[-1]
        parts.append(
            f'<text x="{x(posts):.1f}" y="{y(seconds) - 8:.1f}" fill="{colour}">{name}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    found = []
    for posts in [*given.posts, *([1_000_000] if given.million else [])]:
        folder = Path(tempfile.mkdtemp())
        found.append(measure(folder, posts))
        print(table(found[-1:]).splitlines()[-1], file=sys.stderr)
        shutil.rmtree(folder)
    print(table(found))
    if given.plot:
        given.plot.write_text(plot(found), "utf-8")


if __name__ == "__main__":
    main()
