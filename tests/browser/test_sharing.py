"""What readers take with them: the address, the code, a sheet of paper."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.browser.serving import until
from tests.browser.shots import PAGES


def test_the_address_is_copied(browser: Any, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + PAGES["exemplar"] + "?from=timeline")
    page.locator(".copy").click()
    until(page, "document.querySelector('.copy').textContent === '已复制'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://zhuanlan.example/" + PAGES["exemplar"]
    context.close()


def test_without_script_there_is_no_button_that_does_nothing(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES["exemplar"])
    assert not page.locator(".copy").is_visible()
    assert page.locator(".share-address").is_visible()
    context.close()


def test_an_article_prints_as_a_sheet_with_its_address(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + PAGES["exemplar"])
    page.emulate_media(media="print")
    for gone in (".campaign-nav", ".site-search", ".aids", ".neighbours", ".more-posts", ".copy"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("h1", ".prose", ".share-address", ".share-qr", ".site-footer"):
        assert page.locator(kept).first.is_visible(), kept
    colour = page.evaluate("getComputedStyle(document.querySelector('.masthead')).color")
    assert colour == "rgb(0, 0, 0)"
    printed = page.pdf(prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", printed))
    assert boxes <= {(b"594", b"841"), (b"595", b"841"), (b"595", b"842")}  # A4 in points
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_reads_the_code(browser: Any, address: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(address + PAGES["exemplar"])
    shot = Image.open(BytesIO(page.locator(".qr").screenshot()))
    (code,) = zxingcpp.read_barcodes(shot)
    assert code.text == "https://zhuanlan.example/" + PAGES["exemplar"]
    page.close()
