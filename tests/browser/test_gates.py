"""Gates of the published pages: valid HTML, links that lead somewhere, a silent console."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.serving import CHROMIUM, CHROMIUM_FLAGS
from tests.browser.shots import PAGES

ROOT = Path(__file__).parent.parent.parent
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

needs_chromium = pytest.mark.skipif(
    not Path(CHROMIUM).exists(), reason="Chromium is not installed (apt-get install chromium)"
)


@pytest.mark.skipif(not shutil.which("java"), reason="java is not installed")
@pytest.mark.skipif(not VNU.exists(), reason="vnu-jar is missing (npm install --no-save vnu-jar)")
def test_html_is_valid(output: Path) -> None:
    command = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="the checker's wheel has no Windows binary here")
def test_links_lead_somewhere(output: Path) -> None:
    lychee = Path(sys.executable).with_name("lychee")
    command = [str(lychee), "--offline", "--include-fragments", "--no-progress"]
    command += ["--root-dir", str(output), "--mode", "plain", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 Errors" in done.stdout


@needs_chromium
def test_console_and_network_are_silent(output: Path, address: str) -> None:
    from playwright.sync_api import sync_playwright

    heard: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
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
        for file in sorted(output.rglob("*.html")):
            if 'http-equiv="refresh"' not in file.read_text("utf-8"):
                answer = page.goto(address + file.relative_to(output).as_posix())
                assert answer
                assert answer.status == 200
        browser.close()
    assert heard == []


@needs_chromium
@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_is_wider_than_the_screen(address: str, width: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": width, "height": 800})
        for name, url in PAGES.items():
            page.goto(address + url)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        browser.close()
