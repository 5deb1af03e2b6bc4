"""Pages of books on paper and on dark paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

PAGES = (
    "leshan-2012/books/statistics/",
    "leshan-2012/books/press/",
    "zhaoqing-2017/books/services/",
    "zhaoqing-2017/books/events/",
    "culture-sharing-2012/books/posters/",
)
A4 = 642
"""Pixels between the margins of a page."""


@pytest.mark.parametrize("page", PAGES)
def test_tables_fit_on_paper(browser: Any, address: str, page: str) -> None:
    context = browser.new_context(viewport={"width": A4, "height": 900})
    paper = context.new_page()
    paper.emulate_media(media="print")
    paper.goto(f"{address}{page}")
    wider = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth + 1).length"
    assert paper.eval_on_selector_all(".table-scroll", wider) == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_stand_out_from_the_paper(browser: Any, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}zhaoqing-2017/books/stations/")
    colour = "one => getComputedStyle(one)"
    paper = _light(page.eval_on_selector("body", f"{colour}.backgroundColor"))
    for shown in (
        page.eval_on_selector(".bar-value", f"{colour}.fill"),
        page.eval_on_selector(".bar-late", f"{colour}.stroke"),
    ):
        lighter, darker = sorted((_light(shown), paper), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3  # WCAG 1.4.11
    context.close()


def _light(colour: str) -> float:
    """Return the relative luminance of a colour as browsers compute it: rgb(1, 2, 3)."""
    parts = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(x * y for x, y in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
