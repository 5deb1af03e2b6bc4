"""Pictures opened large: by key, by hand, and without any script."""

from __future__ import annotations

from typing import Any

from tests.browser.serving import until
from tests.browser.shots import PAGES


def opened(browser: Any, address: str, **context: Any) -> Any:
    page = browser.new_context(**context).new_page()
    page.goto(address + PAGES["gallery"])
    return page


def place(page: Any) -> str:
    return str(page.locator(".lightbox-place").inner_text())


def test_a_gallery_goes_by_keyboard(browser: Any, address: str) -> None:
    page = opened(browser, address)
    links = page.locator(".gallery-grid a")
    count = links.count()
    assert count == 3
    links.nth(1).focus()
    page.keyboard.press("Enter")
    box = page.locator("#zl-lightbox")
    assert box.is_visible()
    assert place(page) == f"2 / {count}"
    assert box.locator("img").get_attribute("alt") == "流冰"
    assert box.locator("figcaption").inner_text() == "流冰"
    page.keyboard.press("ArrowRight")
    assert place(page) == f"3 / {count}"
    until(
        page,
        "document.querySelector('#zl-lightbox img').src"
        " === document.querySelectorAll('.gallery-grid a')[2].href",
    )
    page.keyboard.press("ArrowRight")
    assert place(page) == f"1 / {count}"  # round again
    page.keyboard.press("End")
    assert place(page) == f"3 / {count}"
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")  # stays inside
    page.keyboard.press("Escape")
    assert not box.is_visible()
    # where one left off; the browser tells of the end a little after it
    until(page, "document.activeElement.href?.endsWith('dawn.svg')")
    page.context.close()


def test_a_gallery_is_swiped(browser: Any, address: str) -> None:
    page = opened(browser, address, viewport={"width": 375, "height": 700})
    page.locator(".gallery-grid a").first.click()
    page.mouse.move(300, 300)
    page.mouse.down()
    page.mouse.move(120, 310, steps=4)
    page.mouse.up()
    assert place(page) == "2 / 3"
    page.mouse.move(100, 300)
    page.mouse.down()
    page.mouse.move(280, 300, steps=4)
    page.mouse.up()
    assert place(page) == "1 / 3"
    page.locator(".lightbox-close").click()
    assert not page.locator("#zl-lightbox").is_visible()
    page.context.close()


def test_without_script_a_picture_is_a_link_to_itself(browser: Any, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    page.locator(".gallery-grid a").nth(2).click()
    assert page.url.endswith("/border-river/thaw.jpg")
    page.context.close()


def test_a_browser_takes_the_format_and_width_it_needs(browser: Any, address: str) -> None:
    page = opened(browser, address, viewport={"width": 375, "height": 700})
    page.locator(".gallery-grid a").nth(2).scroll_into_view_if_needed()
    until(page, "document.querySelectorAll('.gallery-grid img')[2].currentSrc")
    taken = page.evaluate("document.querySelectorAll('.gallery-grid img')[2].currentSrc")
    assert taken.endswith("-480.avif")
    page.context.close()
