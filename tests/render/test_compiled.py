"""Compiled templates: one folder for each set of circumstances, dropped when no build uses it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from zhuanlan.render.compiled import compiled_templates

LONG_AGO = 1_000_000_000


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, empty."""
    monkeypatch.setattr("zhuanlan.render.compiled.user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "zhuanlan" / "templates"


def _compile(circumstances: bytes) -> None:
    cache = compiled_templates(circumstances, "en")
    loader = DictLoader({"a.html": "a"})
    Environment(loader=loader, bytecode_cache=cache, autoescape=True).get_template("a.html")


def test_other_circumstances_do_not_make_a_look_up_dearer(kept: Path) -> None:
    for number in range(3):
        _compile(b"%d" % number)
    assert [len(list(folder.iterdir())) for folder in kept.iterdir()] == [1, 1, 1]


def test_what_no_build_used_for_long_is_dropped(kept: Path) -> None:
    _compile(b"unused")
    [unused] = kept.iterdir()
    _compile(b"used")
    [used] = set(kept.iterdir()) - {unused}
    earlier = kept / "of-an-earlier-version.cache"
    earlier.touch()
    for path in (unused, used, earlier):
        os.utime(path, (LONG_AGO, LONG_AGO))
    _compile(b"used")
    _compile(b"new")
    left = set(kept.iterdir())
    assert used in left
    assert not {unused, earlier} & left
    assert len(left) == 2
