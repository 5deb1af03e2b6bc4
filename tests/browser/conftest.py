"""One browser for all tests of a process, and the sites that it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import stress
from tests.browser.serving import CHROMIUM, CHROMIUM_FLAGS, served
from tests.conftest import Shared


@pytest.fixture(scope="session")
def address(shipped: Path) -> Iterator[str]:
    """The address of the shipped site while the tests run."""
    with served(shipped) as url:
        yield url


@pytest.fixture(scope="session")
def stressed(shared: Shared) -> Iterator[str]:
    """The address of a site of extremes."""
    with served(shared("stressed", stress.built) / "output") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a process."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield started
        started.close()
