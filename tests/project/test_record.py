"""Two checkouts that write the same are recorded the same; one byte more is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.record import lines
from tests.record.checkout import ROOT, Checkout
from tests.record.sections import counted, write_corpus

BUILD = ["build", "--date", "2026-01-01", "--format", "json", "--jobs", "1"]


@pytest.mark.long
def test_a_checkout_that_writes_another_byte_is_found(tmp_path: Path) -> None:
    content = write_corpus(tmp_path / "corpus", 12)
    before = recorded(Checkout(ROOT), content)
    assert before == recorded(Checkout(ROOT), content)
    assert before["counts/unchanged/rows decoded"] == "0"
    assert before["counts/text edited/rows decoded"] == "13"
    assert before["counts/text edited/pages rendered"] == "1"
    other = tmp_path / "other"
    for name in ("zhuanlan", "themes"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    template = other / "themes/default/templates/404.html"
    template.write_text(template.read_text("utf-8").replace("</h1>", " </h1>"), "utf-8")
    differing = lines.changes(before, recorded(Checkout(other), content))
    assert [name for name in differing if not name.startswith("counts/")] == [
        "corpus/jobs-1/.zhuanlan.json",
        "corpus/jobs-1/404.html",
        *(f"corpus/{what}-edited/.zhuanlan.json" for what in ("text", "title")),
    ]


def recorded(checkout: Checkout, content: Path) -> lines.Lines:
    shutil.rmtree(content.parent / "jobs-1", ignore_errors=True)
    return counted(checkout, content, BUILD)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "out/spring").mkdir(parents=True)
    (tmp_path / "out/spring/index.html").write_bytes(b"1")
    values = lines.below("corpus/jobs-1", lines.of_folder(tmp_path / "out"))
    lines.write(tmp_path / "record.txt", values)
    assert lines.read(tmp_path / "record.txt") == values
    assert [*values] == ["corpus/jobs-1/spring/index.html"]


def test_differences_are_named_by_group() -> None:
    old = {"corpus/spawn/a.html": "1" * 64, "corpus/spawn/b.html": "ab", "counts/text/pages": "3"}
    new = {"corpus/spawn/a.html": "2" * 64, "corpus/dask/b.html": "ab", "counts/text/pages": "4"}
    assert lines.compared(old, old) == []
    assert lines.compared(old, new) == [
        "corpus/dask: 1 only in NEW",
        "    only in NEW: b.html",
        "corpus/spawn: 1 differ, 1 only in OLD",
        "    differ: a.html",
        "    only in OLD: b.html",
        "counts/text: 1 differ",
        "    differ: pages 3 → 4",
    ]
