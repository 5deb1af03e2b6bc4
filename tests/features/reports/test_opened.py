"""Reports opened by LibreOffice and Chromium: what offices do with them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from tests.features.reports import sample
from zhuanlan.features.reports.formats import docx, html, summary, xlsx
from zhuanlan.features.reports.formats.context import Context

CHROMIUM = "/usr/bin/chromium"


@pytest.mark.tools
def test_libreoffice_opens_every_file(tmp_path: Path) -> None:
    soffice = which("soffice")
    assert soffice, "apt install libreoffice-writer-nogui libreoffice-calc-nogui"
    context = Context(folder=tmp_path, site_url="https://leifeng.example.gov.cn/")
    made = {"report": sample.report(internal=True), "hostile": sample.hostile()}
    for name, report in made.items():
        (tmp_path / f"{name}-x.xlsx").write_bytes(xlsx.written(report, context))
        (tmp_path / f"{name}-d.docx").write_bytes(docx.written(report, context))
    (tmp_path / "summary.docx").write_bytes(summary.written(sample.summary(), context))
    files = sorted(tmp_path.glob("*.*x"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for file in files:
        pages = PdfReader(file.with_suffix(".pdf")).pages
        texts = ["".join((page.extract_text() or "").split()) for page in pages]
        assert any("示例" in text or "cmd" in text for text in texts), file.name
        if file.name.startswith("report"):
            assert all("内部资料" in text for text in texts), file.name
            wanted = "大兴安岭地区"
            assert any(wanted in text and "207" in text for text in texts), file.name
        for page in pages:
            sides = sorted((round(page.mediabox.width), round(page.mediabox.height)))
            assert sides == [595, 842], f"{file.name} is not A4"


@pytest.mark.tools
def test_the_page_fits_a_telephone_and_a4(tmp_path: Path) -> None:
    context = Context(folder=tmp_path)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        for name, report in (
            ("report", sample.report(internal=True)),
            ("hostile", sample.hostile()),
        ):
            file = tmp_path / f"{name}.html"
            file.write_bytes(html.written(report, context))
            page = browser.new_page(viewport={"width": 375, "height": 800})
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == 375
            assert said == [], "nothing is refused by the page's own policy"
            if name == "report":
                page.click("tbody a")
                assert page.evaluate("document.querySelector(':target').tagName") == "SECTION"
                page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        browser.close()
    texts = [
        "".join(page.extract_text().split()) for page in PdfReader(tmp_path / "report.pdf").pages
    ]
    assert all("内部资料" in text for text in texts)
