"""No page breaks a rule of WCAG 2.2 AA that axe-core can see: light, dark, high contrast."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.shots import PAGES
from tests.browser.stress import PAGES as STRESS

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ["violations"] }))
  .violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])"""


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is missing (npm install --no-save axe-core)")
@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", [375, 1280])
def test_no_violations(browser: Any, address: str, stressed: str, mode: str, width: int) -> None:
    found = {}
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if mode == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for site, pages in ((address, PAGES), (stressed, STRESS)):
        if mode == "contrast":
            page.goto(site)
            page.evaluate("localStorage.setItem('zhuanlan-reading', '{\"contrast\":\"high\"}')")
        for name, url in pages.items():
            page.goto(site + url)
            page.evaluate(AXE.read_text("utf-8"))  # not through the page: its policy would refuse
            if violations := page.evaluate(RUN, TAGS):
                found[name] = violations
    context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
