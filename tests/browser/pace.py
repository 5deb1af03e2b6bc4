"""How long a save takes to the open page: `python -m tests.browser.pace [--posts 2000]`.

A preview of that many posts, one of them open in Chromium; its text is saved again and again, once
the page shows the last save, and then eight times at 0.3 seconds from each other.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.corpus import write_site
from tests.browser.serving import CHROMIUM, CHROMIUM_FLAGS
from tests.desk.test_preview import Running, previewed
from zhuanlan.core.executors import cores
from zhuanlan.core.options import Options


@contextmanager
def running(folder: Path, posts: int, port: int = 8800) -> Iterator[Running]:
    """Run a preview of a campaign of so many posts."""
    write_site(folder, posts)
    options = Options(
        now=datetime(2026, 11, 25),  # noqa: DTZ001 - the site's own time
        content=folder / "content",
        config=folder / "config.yaml",
        themes=folder / "themes",
        jobs=cores(),
    )
    with previewed(options, port, "en") as one:
        yield one


@dataclass
class Open:
    """A post, and the page in the browser that shows it."""

    file: Path
    page: Any

    def save(self, mark: str) -> None:
        """Write something new into the text, as an editor does."""
        head, _, body = self.file.read_text("utf-8").partition("\n---\n")
        _first, _, rest = body.lstrip("\n").partition("\n")
        self.file.write_text(f"{head}\n---\n\n{mark}。\n{rest}", "utf-8")

    def shows(self, mark: str) -> None:
        """Wait until the page shows it."""
        self.page.get_by_text(f"{mark}。").first.wait_for()


def opened(one: Running, browser: Any) -> Open:
    """Open the first post of the preview."""
    site = one.preview._session.site
    assert site is not None
    post = site.newest[len(site.newest) // 2]
    page = browser.new_page()
    with page.expect_websocket():
        page.goto(one.preview.server.url + post.url)
    page.wait_for_load_state("networkidle")
    return Open(one.site.root / "content" / post.path, page)


def paced(one: Open, times: int) -> list[float]:
    """Return the seconds from each save to the page that shows it."""
    taken = []
    for number in range(times):
        started = time.perf_counter()
        one.save(f"第{number}次保存")
        one.shows(f"第{number}次保存")
        taken.append(time.perf_counter() - started)
        one.page.wait_for_load_state("networkidle")
    return taken


def hurried(one: Open, times: int = 8, apart: float = 0.3) -> None:
    """Save again and again without looking, and wait until the page shows the last save."""
    for number in range(times):
        one.save(f"急{number}")
        one.page.wait_for_timeout(apart * 1000)  # the pace is what is looked at
    one.shows(f"急{times - 1}")


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), given.posts) as one,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        shown = opened(one, browser)
        taken = paced(shown, given.times)
        print(
            f"{given.posts} posts, {given.times} saves: median {median(taken) * 1000:.0f} ms, "
            f"slowest {max(taken) * 1000:.0f} ms from the save to the page that shows it"
        )
        hurried(shown)
        print("eight saves 0.3 s apart: the last is shown")
        browser.close()


if __name__ == "__main__":
    main()
