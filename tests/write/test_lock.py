"""One build at a time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.core.problems import ProblemError
from zhuanlan.write.lock import alone


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    told, order = threading.Event(), []

    def second() -> None:
        with alone(tmp_path / "output", tmp_path, told.set):
            order.append("second")

    with alone(tmp_path / "output", tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(10)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_it_does_not_wait_for_ever(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "output", tmp_path),
        pytest.raises(ProblemError, match="does not end"),
        alone(tmp_path / "output", tmp_path, patience=0.01),
    ):
        pass


def test_outputs_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with alone(tmp_path / "one", tmp_path), alone(tmp_path / "other", tmp_path, patience=0):
        pass


def test_where_nothing_can_be_kept_it_works_all_the_same(site: SiteFolder) -> None:
    site.write(".zhuanlan", "a file where the folder belongs")
    site.build()
    assert site.files()
