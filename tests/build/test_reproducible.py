"""A site, built twice as differently as can be: the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SITES, Shared

WAYS = (
    {"LC_ALL": "C", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "LANG": "C"},
    {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LANG": "zh_CN.UTF-8"},
)


SITE = ("content", "themes", "ledgers", "config.yaml")
SOURCES = {"minimal": SITES / "minimal", "shipped": ROOT}


def built(source: Path, folder: Path, jobs: int, environment: dict[str, str]) -> str:
    """Build a copy of a site in a folder, and return the sums of its files."""
    for name in SITE:
        if (source / name).exists():
            copy = shutil.copytree if (source / name).is_dir() else shutil.copy2
            copy(source / name, folder / name)
    command = [sys.executable, "-m", "zhuanlan", "build", "-q", "--date", "2026-01-01", "--atomic"]
    subprocess.run(
        [*command, "--jobs", str(jobs), "--checksums", "sums"],
        cwd=folder,
        env=os.environ | environment,
        check=True,
    )
    return (folder / "sums").read_text("utf-8")


@pytest.fixture(scope="module", params=["minimal", pytest.param("shipped", marks=pytest.mark.long)])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def first(name: str, shared: Shared) -> Path:
    """A folder in which the site was built in the first way."""
    return shared(f"reproducible-{name}", lambda at: built(SOURCES[name], at, 1, WAYS[0]))


def test_other_folders_locales_time_zones_and_jobs(name: str, first: Path, tmp_path: Path) -> None:
    other = tmp_path / "一个 有 空格 的文件夹"
    other.mkdir()
    sums = (first / "sums").read_text("utf-8")
    assert sums.count("\n") > {"minimal": 40, "shipped": 100}[name]
    assert sums == built(SOURCES[name], other, 3, WAYS[1])


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is missing")
def test_the_sums_are_those_that_others_know(first: Path) -> None:
    run = subprocess.run(
        ["sha256sum", "--quiet", "-c", "../sums"], cwd=first / "output", check=False
    )
    assert run.returncode == 0
