"""What one more post costs, in calls of functions: a count that no machine changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import corpus

MOST = 5_250
"""A ratchet; without units and months it is 4,201, and was 4,645 before all was registered."""

_COUNTING = """
import cProfile, pstats, sys
from zhuanlan.cli import main
profile = cProfile.Profile()
status = profile.runcall(main, ["--quiet", "--jobs", "1"])
print(pstats.Stats(profile).total_calls)
sys.exit(status)
"""


def calls(root: Path, posts: int) -> int:
    """Return how many functions a cold build calls."""
    shutil.rmtree(root, ignore_errors=True)
    corpus.write_site(root, posts)
    command = [sys.executable, "-c", _COUNTING]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return int(done.stdout.splitlines()[-1])


@pytest.mark.long
def test_calls_of_one_more_post(tmp_path: Path) -> None:
    calls(tmp_path / "site", 60)  # compiles templates
    few, many = (calls(tmp_path / "site", posts) for posts in (120, 180))
    assert (many - few) / 60 <= MOST
