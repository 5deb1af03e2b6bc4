"""The benchmarks stay alive: a small corpus is built by every program that is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import stories

ROOT = Path(__file__).parent.parent.parent


def test_the_corpus_is_the_same_every_time() -> None:
    assert stories(20) == stories(20)


@pytest.mark.long
def test_the_comparison_prints_its_table() -> None:
    command = [sys.executable, "-m", "benchmarks.compare", "--posts", "60", "--rounds", "1"]
    command += ["--before", str(ROOT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| zhuanlan")]
    assert len(rows) == 4
    assert "Now beside before: " in done.stdout


def test_the_stages_are_told() -> None:
    command = [sys.executable, "-m", "benchmarks.stages", "--posts", "30"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "| render |" in done.stdout
    assert "| article.html | 30 |" in done.stdout


@pytest.mark.long
def test_edits_are_measured() -> None:
    command = [sys.executable, "-m", "benchmarks.edits", "--posts", "30", "--times", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "| 30 | text, preview running |" in done.stdout
    assert "| 30 | title, as a command |" in done.stdout


@pytest.mark.long
def test_growth_is_measured_and_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "growth.svg"
    command = [sys.executable, "-m", "benchmarks.growth", "--posts", "20", "40", "--plot"]
    done = subprocess.run(
        [*command, str(picture)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "| 40 |" in done.stdout
    assert picture.read_text("utf-8").count("<polyline") == 3
