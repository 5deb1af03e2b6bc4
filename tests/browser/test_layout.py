"""What a narrow screen may not do to a page: crush a table, hide a level, lose a gap."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.serving import served
from tests.browser.shots import PAGES
from tests.conftest import SiteFolder

TABLE = """一句话。

> 引文一段。

| 项目 | 一季度 | 二季度 | 三季度 | 四季度 | 合计 | 备注 |
|---|--:|--:|--:|--:|--:|---|
| 走访老人 | 120 | 130 | 140 | 150 | 540 | 示例数字，不作统计依据 |
"""
LINES = "cell => cell.getClientRects().length && (range => (range.selectNodeContents(cell), "
LINES += "new Set([...range.getClientRects()].map(box => box.top)).size))(document.createRange())"


@pytest.fixture
def phone(browser: Any) -> Any:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    yield page
    page.close()


def test_a_wide_table_is_scrolled_and_its_numbers_are_whole(phone: Any, site: SiteFolder) -> None:
    site.post("news/a.md", TABLE)
    site.build()
    with served(site.root / "output") as address:
        phone.goto(f"{address}spring/news/a.html")
        cells = phone.locator(".prose td, .prose th")
        lines = {cell.inner_text(): cell.evaluate(LINES) for cell in cells.all()}
        assert lines["540"] == lines["一季度"] == 1
        assert lines["示例数字，不作统计依据"] < 6
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375
        gap = "quote => quote.getBoundingClientRect().top"
        gap += " - quote.previousElementSibling.getBoundingClientRect().bottom"
        assert phone.locator(".prose blockquote").evaluate(gap) > 10


def test_levels_of_the_matrix_are_seen(phone: Any, address: str) -> None:
    phone.goto(address + PAGES["matrix"])
    padding = "cell => parseFloat(getComputedStyle(cell).paddingLeft)"
    depths = [
        phone.locator(f"th[scope=row].depth-{depth}").first.evaluate(padding) for depth in (1, 2)
    ]
    assert depths[0] + 8 < depths[1]


def test_what_ends_an_article_begins_at_its_edge(phone: Any, address: str) -> None:
    phone.goto(address + PAGES["gallery"])
    left = "item => item.getBoundingClientRect().left"
    edge = phone.locator(".story-footer").evaluate(left)
    for part in (".story-footer > .meta", ".share-address > *:first-child", ".copy"):
        assert phone.locator(part).first.evaluate(left) == edge, part
