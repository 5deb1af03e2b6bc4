"""What readers do besides reading: enlarge, fold the matrix, go by keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.shots import PAGES

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""


@pytest.mark.parametrize("width", [375, 1280])
def test_reading_aids_are_remembered(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + PAGES["exemplar"])
    normal = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    for _ in range(3):
        page.click("[data-aid=larger]")
    assert page.locator("[data-aid=larger]").is_disabled()
    page.click("[data-aid=contrast]")
    page.click("[data-aid=spacing]")
    page.goto(address + PAGES["matrix"])  # another page, the same reader
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 2 * normal
    assert page.locator("[data-aid=contrast]").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("[data-aid=reset]")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == normal
    page.close()


@pytest.mark.parametrize("name", ["home", "campaign", "news", "exemplar", "matrix"])
def test_nothing_moves_while_a_page_loads(browser: Any, address: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(address + PAGES[name])
    assert page.evaluate(SHIFT) < 0.02
    page.close()


def test_the_matrix_folds_and_goes_by_keyboard(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + PAGES["matrix"])
    rows = page.locator(".matrix-table tbody tr")
    shown = page.locator(".matrix-table tbody tr:visible")
    total = rows.count()
    assert shown.count() == total
    fold = page.locator(".fold").first
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.get_attribute("aria-expanded") == "false"
    assert shown.count() == 1
    page.keyboard.press("Space")
    assert shown.count() == total

    inner = page.locator(".matrix-table tr[data-depth='1'] .fold").first
    inner.click()
    hidden = total - shown.count()
    assert hidden > 0
    fold.click()
    fold.click()
    assert shown.count() == total - hidden  # what was folded inside stays folded

    link = page.locator(".matrix-table tbody td a").first
    link.focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused
    assert focused != link.get_attribute("aria-label")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.closest('th') !== null")
    page.close()


def test_the_first_key_skips_to_the_content(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + PAGES["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "zl-main"
    page.close()
