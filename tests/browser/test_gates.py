"""Gates of the published pages: valid HTML, links that lead somewhere, a silent console."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.shots import PAGES, WIDTHS
from tests.browser.stress import PAGES as STRESS

ROOT = Path(__file__).parent.parent.parent
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.tools
@pytest.mark.skipif(not shutil.which("java"), reason="java is not installed")
@pytest.mark.skipif(not VNU.exists(), reason="vnu-jar is missing (npm install --no-save vnu-jar)")
def test_html_is_valid(shipped: Path) -> None:
    command = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", str(shipped)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="the checker's wheel has no Windows binary here")
def test_links_lead_somewhere(shipped: Path) -> None:
    lychee = Path(sys.executable).with_name("lychee")
    command = [str(lychee), "--offline", "--include-fragments", "--no-progress"]
    command += ["--root-dir", str(shipped), "--mode", "plain", str(shipped)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 Errors" in done.stdout


def test_console_and_network_are_silent(browser: Any, shipped: Path, address: str) -> None:
    heard: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: heard.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on(
        "response",
        lambda answer: answer.status < 400 or heard.append(f"{answer.status} {answer.url}"),
    )
    page.on(
        "request",
        lambda request: request.url.startswith(address) or heard.append(request.url),
    )
    for file in sorted(shipped.rglob("*.html")):
        if 'http-equiv="refresh"' not in file.read_text("utf-8"):
            answer = page.goto(address + file.relative_to(shipped).as_posix())
            assert answer
            assert answer.status == 200
    page.close()
    assert heard == []


@pytest.mark.parametrize("width", WIDTHS.values())
def test_no_page_is_wider_than_the_screen(
    browser: Any, address: str, stressed: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for site, pages in ((address, PAGES), (stressed, STRESS)):
        for name, url in pages.items():
            answer = page.goto(site + url)
            assert answer.status == 200, name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()


KINDS = ["article", "exemplar", "gallery", "video", "resource"]


@pytest.mark.parametrize("name", KINDS)
def test_an_article_is_light(browser: Any, address: str, name: str) -> None:
    """Its first view costs 30 KB as servers send it, pictures aside; nothing keeps it waiting."""
    page = browser.new_page()
    sent: dict[str, int] = {}

    def note(answer: Any) -> None:
        if answer.request.resource_type in ("document", "stylesheet", "script", "fetch"):
            sent[answer.url.removeprefix(address)] = len(gzip.compress(answer.body(), 6))

    page.on("response", note)
    page.goto(address + PAGES[name])
    page.wait_for_load_state("networkidle")
    assert sum(sent.values()) <= 30_000, sent
    waiting = "head script:not([type$=json]):not([defer]):not([async]):not([type=module])"
    assert page.locator(waiting).count() == 0
    page.close()
