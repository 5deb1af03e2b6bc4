"""Record the output and messages of a checkout, or compare two records.

python -m tests.record OUT [--tree CHECKOUT] [--only SECTION …] [--keep FOLDER]
python -m tests.record --compare OLD NEW

A record has one line for each file or message, its SHA-256 and its name, and one for each count.
Content, corpus, broken sites and edits are those of this checkout, whichever code is run; themes
are those of the code.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.record import lines
from tests.record.checkout import ROOT, Checkout
from tests.record.sections import SECTIONS
from zhuanlan.core.executors import cores


def record(checkout: Checkout, folder: Path, sections: list[str], posts: int) -> lines.Lines:
    """Run all tasks of some sections in a folder, and return what they recorded."""
    recorded: lines.Lines = {}
    with ThreadPoolExecutor(cores()) as pool:
        tasks = [task for name in sections for task in SECTIONS[name](checkout, folder, posts)]
        for made in pool.map(lambda task: task(), tasks):
            recorded |= made
    return recorded


def main() -> int:
    """Parse the command line, and record or compare."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.record",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path, nargs="?", help="the file to write")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("OLD", "NEW"))
    parser.add_argument("--tree", type=Path, default=ROOT, help="whose code runs [this checkout's]")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=[*SECTIONS])
    parser.add_argument("--posts", type=int, default=2000, help="size of the corpus [2000]")
    parser.add_argument("--keep", type=Path, help="an empty folder for the files themselves")
    given = parser.parse_args()
    if given.compare:
        old, new = (lines.read(file) for file in given.compare)
        found = lines.compared(old, new)
        print("\n".join(found) or f"equal: {len(new)} lines")
        return int(bool(found))
    if given.out is None:
        parser.error("name the file to write, or --compare two")
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="record-") as temporary:
        folder = (given.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        recorded = record(Checkout(given.tree.resolve()), folder, given.only, given.posts)
    lines.write(given.out, recorded)
    print(f"{len(recorded)} lines in {time.perf_counter() - started:.0f} s → {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
