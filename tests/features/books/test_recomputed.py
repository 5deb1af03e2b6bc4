"""The figures on the pages of the shipped books are those that pandas finds in the raw files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

PROGRAM = Path(__file__).parent / "recomputed.py"


def test_the_figures_of_the_shipped_books(shipped: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(PROGRAM), str(ROOT / "content"), str(shipped)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 differ" in run.stdout


def test_a_figure_that_differs_is_found(shipped: Path, tmp_path: Path) -> None:
    for page in shipped.glob("*/books/*/index.html"):
        copy = tmp_path / page.relative_to(shipped)
        copy.parent.mkdir(parents=True)
        text = page.read_text("utf-8")
        copy.write_text(text.replace(">2,840/109<", ">2,840/110<"), "utf-8")
    run = subprocess.run(
        [sys.executable, str(PROGRAM), str(ROOT / "content"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "分项合计 召开座谈会" in run.stdout
