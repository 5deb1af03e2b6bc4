"""Install zhuanlan by itself into a new environment and print what that weighs.

`python scripts/weight.py [--limit MB] [--extra NAME]`: packages with their megabytes, the largest
first, and the sum. pip itself is not counted. The exit status is 1 above the limit.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent


def size(package: Distribution) -> int:
    """Return the bytes that the files of a package take on disk, in blocks of 4 KB."""
    files = [Path(str(package.locate_file(file))) for file in package.files or ()]
    return sum(-(-file.stat().st_size // 4096) * 4096 for file in files if file.is_file())


def main() -> int:
    """Install, weigh, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, metavar="MB")
    parser.add_argument("--extra", action="append", default=[], metavar="NAME")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=False)
        extras = f"[{','.join(given.extra)}]" if given.extra else ""
        pip = [sys.executable, "-m", "pip", "--python", str(Path(folder, "bin", "python"))]
        install = ["install", "--quiet", "--disable-pip-version-check", f"{ROOT}{extras}"]
        subprocess.run([*pip, *install], check=True)
        [place] = Path(folder).glob("lib/python*/site-packages")
        found = sorted((size(one), one.name) for one in distributions(path=[str(place)]))
        for bytes_, name in reversed(found):
            sys.stdout.write(f"{bytes_ / 1e6:7.1f} MB  {name}\n")
        total = (
            sum(file.stat().st_blocks * 512 for file in place.rglob("*") if file.is_file()) / 1e6
        )
    sys.stdout.write(f"{total:7.1f} MB in {len(found)} packages\n")
    return int(given.limit is not None and total > given.limit)


if __name__ == "__main__":
    raise SystemExit(main())
