"""The terminal: tables that align, progress that leaves no trace."""

from __future__ import annotations

import sys

import pytest

from zhuanlan.cli.console import progress, table, width


def test_columns_align_whatever_the_width_of_their_characters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table(["地区", "n"], [["隆昌市", "1"], ["a", "2"]])
    lines = capsys.readouterr().err.splitlines()
    assert [width(line[:-1]) for line in lines if line[-1] in "n12"] == [8, 8, 8]


def test_a_combining_mark_takes_no_cell() -> None:
    assert width("e\u0301") == 1


def test_long_work_shows_how_far_it_is_and_then_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert [*progress()("Reading", range(1000), 1000)] == [*range(1000)]
    shown = capsys.readouterr().err
    assert "Reading" in shown
    assert "/1000" in shown
    assert shown.endswith("\r\033[K")


def test_short_work_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert [*progress()("Reading", range(3), 3)] == [0, 1, 2]
    assert capsys.readouterr().err == ""
