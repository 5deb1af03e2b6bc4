"""Instructions of a cold build: `python -m benchmarks.instructions --posts 1000 --before TREE`.

Valgrind counts them, in one process and without those of the system: a busy machine, on which the
same build takes now one and now two seconds, changes them by less than a thousandth.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus

_OURS = Path(__file__).parent.parent


def counted(tree: Path, root: Path) -> int:
    """Return how many instructions a checkout needs to build a site; raises SystemExit."""
    build = [sys.executable, "-m", "zhuanlan", "--quiet", "--jobs", "1"]
    valgrind = "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null"
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"}
    for command in (build, [*valgrind.split(), *build]):  # the first one compiles templates
        for name in ("output", ".zhuanlan"):
            shutil.rmtree(root / name, ignore_errors=True)
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if not found:
        raise SystemExit(done.stderr)
    return int(found[1].replace(",", ""))


def main() -> None:
    """Print the instructions of a build, and those of an older checkout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--before", type=Path, metavar="TREE", help="an older checkout")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus.write_site(Path(folder), args.posts)
        now = counted(_OURS, Path(folder))
        print(f"{now / 1e9:.2f} thousand million instructions")
        if args.before:
            before = counted(args.before.resolve(), Path(folder))
            print(f"{before / 1e9:.2f} before: {now / before:.3f} of them")


if __name__ == "__main__":
    main()
