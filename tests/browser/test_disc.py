"""The disc edition, clicked through from `file://`: no server, no network, no word of complaint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import until
from tests.browser.shots import PAGES
from tests.conftest import SHIPPED, Shared
from zhuanlan.build import build


@pytest.fixture(scope="module")
def disc(shared: Shared) -> Path:
    """The shipped site on a disc."""
    asked = replace(SHIPPED, edition="disc", relative=True, strict=False)
    return shared("disc", lambda at: build(replace(asked, output=at / "disc"))) / "disc"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of an offline browser, which asks for files only and says nothing."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []
    assert all(url.startswith(("file:", "data:")) for url in asked), asked


def test_from_the_start_page_to_a_story(page: Any, disc: Path) -> None:
    page.goto((disc / "start.html").as_uri())
    page.locator("main .button").first.click()
    assert page.url.endswith("/index.html")
    page.goto((disc / "start.html").as_uri())
    page.locator("main .lines a").first.click()
    assert page.url.endswith("/index.html")
    page.locator(".campaign-nav a").nth(1).click()
    page.locator("main a[href$='.html']").first.click()
    assert page.locator("main h1").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).display")
    assert page.locator("#zl-aids").is_visible()  # its script runs
    page.locator(".site-name").click()
    assert page.url.endswith("/index.html")


def test_pictures_open_large(page: Any, disc: Path) -> None:
    page.goto((disc / PAGES["gallery"]).as_uri())
    page.locator(".gallery-grid a").first.click()
    assert page.locator("#zl-lightbox").is_visible()
    until(page, "document.querySelector('#zl-lightbox img').naturalWidth > 0")


@pytest.mark.parametrize(
    ("query", "said"),
    [("雷锋", "雷锋"), ("膠北", "膠北"), ("胶北 雷锋", "膠北"), ("志愿 哈尔滨", "哈尔滨")],
)
def test_it_has_a_search_of_its_own(page: Any, disc: Path, query: str, said: str) -> None:
    page.goto((disc / "leshan-2012/index.html").as_uri())
    page.locator(".site-search input").fill(query)
    page.locator(".site-search button").click()
    until(page, "document.body.dataset.searched")
    results = page.locator("#zl-results .entry")
    found = int("".join(filter(str.isdigit, page.locator("#zl-status").inner_text())))
    assert results.count() == min(found, 50) > 0
    if found > 50:
        page.locator("#zl-more").click()
        assert results.count() == min(found, 100)
    assert said in page.locator("#zl-results").inner_text()
    results.first.locator("a").click()
    assert page.locator("article h1, main h1").count() == 1


def test_what_is_not_found_is_said(page: Any, disc: Path) -> None:
    page.goto((disc / "search.html").as_uri())
    page.locator("#zl-q").fill("没有这样的词")
    page.locator("#zl-search button").click()
    assert "没有找到" in page.locator("#zl-status").inner_text()


def test_every_link_leads_to_a_file(disc: Path) -> None:
    import re
    from html import unescape
    from urllib.parse import unquote, urljoin, urlsplit

    for file in disc.rglob("*.html"):
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', file.read_text("utf-8")):
            target = urlsplit(urljoin(file.as_uri(), unescape(link)))
            if target.scheme == "file":
                assert Path(unquote(target.path)).is_file(), f"{file}: {link}"
