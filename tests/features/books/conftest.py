"""A small site with the book that a module tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.books.places import site_with, table
from zhuanlan.testing import SmallSite


@pytest.fixture
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> SmallSite:
    """A small site whose campaign keeps `BOOK` of the test's module, with its `ROWS`."""
    book = request.module.BOOK
    made = site_with(tmp_path, book)
    table(made, book["slug"], request.module.ROWS)
    return made
