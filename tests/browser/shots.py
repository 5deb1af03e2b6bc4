"""Screenshots of every kind of page: `python -m tests.browser.shots OUT [--site output]`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import stress
from tests.browser.serving import CHROMIUM, CHROMIUM_FLAGS, served

PAGES = {
    "home": "",
    "campaign": "heilongjiang-2013/",
    "campaign-hant": "jiaobei-2012/",
    "exemplars": "culture-sharing-2012/exemplars/",
    "news": "leshan-2012/news/",
    "works": "heilongjiang-2013/works/",
    "regions": "heilongjiang-2013/regions/",
    "region": "heilongjiang-2013/regions/230883/",
    "phase": "zhaoqing-2017/phases/building/",
    "cell": "leshan-2012/regions/511100/activities/",
    "people": "heilongjiang-2013/people/",
    "matrix": "heilongjiang-2013/matrix/",
    "activity": "leshan-2012/activities/grassroots/",
    "category": "heilongjiang-2013/categories/helping/",
    "units": "leshan-2012/units/",
    "unit": "zhaoqing-2017/units/zhao-qing-shi-bo-wu-guan/",
    "months": "heilongjiang-2013/months/",
    "month": "heilongjiang-2013/months/2013-03/",
    "article": "zhaoqing-2017/notices/plan.html",
    "exemplar": "culture-sharing-2012/exemplars/old-zhou-projector.html",
    "gallery": "heilongjiang-2013/works/border-river.html",
    "video": "heilongjiang-2013/videos/slow-train.html",
    "resource": "culture-sharing-2012/resources/disc.html",
    "documents": "leshan-2012/documents/",
    "books": "zhaoqing-2017/books/",
    "stations": "zhaoqing-2017/books/stations/",
    "form": "leshan-2012/books/statistics/",
    "area": "heilongjiang-2013/books/areas/",
    "honours": "jiaobei-2012/books/honours/",
    "page": "contribute.html",
    "search": "search.html?q=志愿",
    "not-found": "404.html",
}
"""One address of the shipped site for each kind of page."""

WIDTHS = {"desktop": 1280, "tablet": 768, "phone": 375}


def shoot(
    site: Path, out: Path, pages: Mapping[str, str], widths: Mapping[str, int], scheme: str
) -> None:
    """Take a picture of each page of a built site at each width."""
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for device, width in widths.items():
            viewport = {"width": width, "height": 800}
            page = browser.new_page(viewport=viewport, color_scheme=scheme)
            for name, path in pages.items():
                page.goto(address + path)
                # scroll once, so that pictures which load late are there
                page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
                page.wait_for_load_state("networkidle")
                page.evaluate("window.scrollTo(0, 0)")
                page.screenshot(path=out / f"{name}-{device}.png", full_page=True)
            page.close()
        browser.close()


DOCS = (
    ("home", "desktop", "light", 1500),
    ("campaign", "desktop", "light", 2300),
    ("campaign", "desktop", "dark", 1500),
    ("exemplar", "phone", "light", 1500),
    ("gallery", "phone", "dark", 1500),
    ("matrix", "desktop", "light", 1300),
)
"""The pictures of the documents: page, width, colours, and how much of its height."""


def shoot_for_docs(site: Path, out: Path) -> None:
    """Take the pictures that the documents show."""
    with tempfile.TemporaryDirectory() as folder:
        for name, device, scheme, height in DOCS:
            shoot(site, Path(folder), {name: PAGES[name]}, {device: WIDTHS[device]}, scheme)
            shot = Image.open(Path(folder) / f"{name}-{device}.png").convert("RGB")
            shot = shot.crop((0, 0, shot.width, min(shot.height, height)))
            shot.save(out / f"{name}-{device}-{scheme}.webp", quality=82, method=6)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--site", type=Path, default=Path("output"))
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--widths", nargs="*", choices=WIDTHS, default=["desktop", "phone"])
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--docs", action="store_true", help="those of docs/images instead")
    parser.add_argument("--stress", action="store_true", help="a site of extremes instead")
    given = parser.parse_args()
    if given.docs:
        shoot_for_docs(given.site, given.out)
        return
    pages = stress.PAGES if given.stress else PAGES
    chosen = {name: pages[name] for name in given.only or pages}
    widths = {name: WIDTHS[name] for name in given.widths}
    with tempfile.TemporaryDirectory() as folder:
        site = given.site
        if given.stress:
            site = stress.built(Path(folder))
        shoot(site, given.out, chosen, widths, "dark" if given.dark else "light")


if __name__ == "__main__":
    main()
