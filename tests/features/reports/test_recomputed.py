"""Each figure of the shipped reports, and of a corpus, is what pandas finds in the raw files."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Shared
from tests.features.reports.corpus import write_corpus
from tests.features.reports.made import command
from zhuanlan.cli import main
from zhuanlan.features.reports.explain import explained
from zhuanlan.features.reports.report import Cell, Column, Report, Source, Table

PROGRAM = Path(__file__).parent / "recomputed.py"


def recomputed(content: Path, reports: Path) -> subprocess.CompletedProcess[str]:
    files = map(str, sorted(reports.rglob("*.json")))
    arguments = [sys.executable, str(PROGRAM), str(content), *files]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shipped_reports(shared: Shared) -> Path:
    """The reports that the shipped campaigns declare, and one of the whole of each."""

    def make(place: Path) -> None:
        asked = ["--format=json", f"--output={place}", "-q"]
        assert main(command(ROOT, "--all", *asked)) == 0
        for campaign in (ROOT / "content").glob("*/campaign.yaml"):
            assert main(command(ROOT, campaign.parent.name, *asked)) == 0

    return shared("shipped-reports", make)


def test_the_figures_of_the_shipped_reports(shipped_reports: Path) -> None:
    run = recomputed(ROOT / "content", shipped_reports)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 differ" in run.stdout
    assert int(run.stdout.split()[-5]) > 10_000


def test_each_figure_of_the_shipped_reports_is_explained(shipped_reports: Path) -> None:
    count = 0
    for file in shipped_reports.glob("*.json"):
        document = json.loads(file.read_text("utf-8"))
        report = _read(document["report"])
        assert [name for name, _cell in report.figures()] == list(document["figures"])
        for name, cell in report.figures():
            first, *places = explained([report], name, str)
            assert first.startswith(f"{report.slug}: {name} = ")
            assert len(places) == (len(cell.sources) or 1)
            count += 1
    assert count > 5_000


def _read(says: Any) -> Report:
    """Return a report of which the names and the sources are those of a document."""

    def row(cells: Any) -> tuple[Cell, ...]:
        return tuple(Cell(one["value"], tuple(one["sources"])) for one in cells)

    tables = [
        Table(
            slug=one["slug"],
            title=one["title"],
            columns=tuple(Column(**column) for column in one["columns"]),
            rows=tuple(map(row, one["rows"])),
            total=row(one["total"]),
        )
        for one in says["tables"]
    ]
    sources = tuple(Source(**one) for one in says["sources"])
    return Report(
        slug=says["slug"],
        title=says["title"],
        campaign=says["campaign"],
        start=None,
        end=None,
        made=datetime.fromisoformat(says["made"]),
        tables=tuple(tables),
        sources=sources,
    )


def test_a_figure_that_differs_is_found(shipped_reports: Path, tmp_path: Path) -> None:
    text = (shipped_reports / "leshan-2012.json").read_text("utf-8")
    changed = text.replace('"value":2840', '"value":2841', 1)
    assert changed != text
    (tmp_path / "leshan-2012.json").write_text(changed, "utf-8")
    run = recomputed(ROOT / "content", tmp_path)
    assert run.returncode == 1
    assert "books-statistics/召开座谈会/人/数量: 2840 computed, 2841 shown" in run.stdout


def test_the_figures_of_a_corpus(tmp_path: Path) -> None:
    """Renamed counties, aliases, moved and withdrawn stories, drafts, scheduled and expired."""
    write_corpus(tmp_path, 200)
    asked = ["--all", "--format=json", "-q", f"--output={tmp_path / 'made'}"]
    assert main(command(tmp_path, *asked)) == 0
    assert len([*(tmp_path / "made").iterdir()]) == 7
    run = recomputed(tmp_path / "content", tmp_path / "made")
    assert run.returncode == 0, run.stdout + run.stderr
