"""A page that is open in the preview follows what its editor saves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import until
from tests.conftest import SITES, SiteFolder
from tests.desk.test_preview import Running, previewed
from zhuanlan.render.theme import BUNDLED

TEXT = "一段。\n\n" * 60


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    shutil.copytree(SITES / "minimal", tmp_path, dirs_exist_ok=True)
    site = SiteFolder(tmp_path)
    site.post("news/first.md", body=TEXT, title="第一篇", summary="摘要")
    shutil.copytree(BUNDLED / "default", tmp_path / "themes" / "default")
    with previewed(site.options(), 8740) as one:
        yield one


@pytest.fixture
def page(browser: Any, running: Running) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    with page.expect_websocket():
        page.goto(f"{running.preview.server.url}spring/news/first.html")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    yield page
    page.close()


def test_a_saved_text_appears(page: Any, running: Running) -> None:
    for number in range(8):  # none of them is lost
        text = f"{TEXT}第{number}次保存。\n"
        running.site.post("news/first.md", body=text, title="第一篇", summary="摘要")
    page.get_by_text("第7次保存。").wait_for()
    assert page.evaluate("window.stayed") is None  # loaded again


def test_a_page_that_shows_nothing_of_it_stays(page: Any, running: Running) -> None:
    other = {"title": "别的", "date": "2013-04-20", "summary": "摘要"}
    running.site.post("news/other.md", **other)
    until(page, "window.stayed === undefined")  # it is its neighbour now
    page.get_by_text("别的").first.wait_for()
    page.evaluate("window.stayed = true")
    running.next()
    with page.expect_response("**/_preview/state"):
        running.site.post("news/other.md", body="改。\n", **other)
        running.next()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.stayed") is True


def test_a_mistake_lies_over_the_page_until_it_is_mended(page: Any, running: Running) -> None:
    good = running.site.root / "content/spring/news/first.md"
    before = good.read_text("utf-8")
    running.site.post("news/first.md", title="第一篇", region="<img src=x onerror=alert(1)>")
    overlay = page.locator("#zl-problems")
    overlay.wait_for()
    shown = overlay.inner_text()
    assert "content/spring/news/first.md:4:9" in shown
    assert "region: <img src=x onerror=alert(1)>" in shown  # as text
    assert overlay.locator("img").count() == 0
    assert page.locator("h1").inner_text() == "第一篇"  # the last good page is under it
    good.write_text(before, "utf-8")
    overlay.wait_for(state="detached")


def test_a_style_sheet_is_swapped_without_a_reload(page: Any, running: Running) -> None:
    page.evaluate("window.scrollTo(0, 900)")
    style = running.site.root / "themes/default/static/style.css"
    style.write_text(style.read_text("utf-8") + "\nbody { letter-spacing: 3px; }\n", "utf-8")
    until(page, "getComputedStyle(document.body).letterSpacing === '3px'")
    assert page.evaluate("window.stayed") is True
    assert page.evaluate("window.scrollY") == 900


def test_a_page_that_was_built_anew_while_it_came_is_loaded_again(
    page: Any, running: Running
) -> None:
    page.route("**/_preview/preview.js", lambda route: late(route, running))
    page.reload()
    page.get_by_text("刚好错过。").wait_for()


def late(route: Any, running: Running) -> None:
    """Let a save come between a page and its script."""
    if not running.told.qsize() and "刚好错过" not in running.get("/spring/news/first.html")[1]:
        text = f"{TEXT}刚好错过。\n"
        running.site.post("news/first.md", body=text, title="第一篇", summary="摘要")
        running.next()
    route.continue_()
