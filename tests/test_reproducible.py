"""The shipped site, built twice as differently as can be: the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WAYS = (
    {"LC_ALL": "C", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "LANG": "C"},
    {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LANG": "zh_CN.UTF-8"},
)


def built(folder: Path, jobs: int, environment: dict[str, str]) -> str:
    """Build a copy of the site in a folder, and return the sums of its files."""
    for name in ("content", "themes", "ledgers"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name)
    shutil.copy2(ROOT / "config.yaml", folder)
    command = [sys.executable, "-m", "zhuanlan", "build", "-q", "--date", "2026-01-01", "--atomic"]
    subprocess.run(
        [*command, "--jobs", str(jobs), "--checksums", "sums"],
        cwd=folder,
        env=os.environ | environment,
        check=True,
    )
    return (folder / "sums").read_text("utf-8")


def test_other_folders_locales_time_zones_and_jobs(tmp_path: Path) -> None:
    one, other = (tmp_path / name for name in ("one", "一个 有 空格 的文件夹"))
    one.mkdir()
    other.mkdir()
    first = built(one, 1, WAYS[0])
    assert first.count("\n") > 100
    assert first == built(other, 3, WAYS[1])


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is missing")
def test_the_sums_are_those_that_others_know(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    built(tmp_path / "site", 2, {})
    run = subprocess.run(
        ["sha256sum", "--quiet", "-c", "../sums"], cwd=tmp_path / "site/output", check=False
    )
    assert run.returncode == 0
