"""The shipped site, built once for all that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.browser import stress
from tests.browser.serving import CHROMIUM, CHROMIUM_FLAGS, served
from zhuanlan.options import Options
from zhuanlan.pipeline import build

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site as a reader gets it."""
    folder = tmp_path_factory.mktemp("browser") / "output"
    now = datetime(2026, 1, 1)  # noqa: DTZ001 - the site's own time
    build(
        Options(
            now=now,
            content=ROOT / "content",
            config=ROOT / "config.yaml",
            themes=ROOT / "themes",
            output=folder,
        )
    )
    return folder


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    """Its address while the tests run."""
    with served(output) as url:
        yield url


@pytest.fixture(scope="session")
def stressed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of extremes."""
    with served(stress.built(tmp_path_factory.mktemp("stress"))) as url:
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
