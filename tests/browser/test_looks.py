"""What each kind of page looks like, against a small picture of how it is meant to look.

After a change that is meant: `pytest tests/browser/test_looks.py --update-looks`, and look at the
difference of the pictures before it is committed.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.browser.shots import PAGES

KEPT = Path(__file__).parent / "looks"
WIDTHS = {"desktop": 1280, "phone": 375}
HEIGHT = 1800
"""What is below that, in pixels, looks like what is above."""

SMALL = 160
"""Width of the pictures that are kept."""

COLOURS = 24
TOLERATED = 4.0
"""Mean difference of all pixels, of 255: fonts of another version stay below, a block that moved
does not."""


def look(page: Any, url: str) -> Image.Image:
    """Return a small picture of a page."""
    page.goto(url)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    shot = page.screenshot(full_page=True, animations="disabled")
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, HEIGHT)))
    height = round(picture.height * SMALL / picture.width)
    return picture.resize((SMALL, height), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ, blurred, so that a line that wraps elsewhere is none."""
    height = max(one.height, other.height)
    grounds = [Image.new("RGB", (SMALL, height), "white") for _ in range(2)]
    for ground, picture in zip(grounds, (one, other), strict=True):
        ground.paste(picture)
    blurred = [ground.filter(ImageFilter.GaussianBlur(2)) for ground in grounds]
    return sum(ImageStat.Stat(ImageChops.difference(*blurred)).mean) / 3


@pytest.mark.parametrize("device", WIDTHS)
def test_looks(browser: Any, address: str, device: str, request: pytest.FixtureRequest) -> None:
    context = browser.new_context(
        viewport={"width": WIDTHS[device], "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    wrong = {}
    for name, url in PAGES.items():
        file = KEPT / f"{name}-{device}.png"
        seen = look(page, address + url)
        if request.config.getoption("--update-looks"):
            KEPT.mkdir(exist_ok=True)
            seen.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
            continue
        assert file.exists(), f"{file.name}: make it with --update-looks"
        found = difference(seen, Image.open(file).convert("RGB"))
        if found > TOLERATED:
            wrong[name] = round(found, 1)
    context.close()
    assert not wrong, f"look at them, then --update-looks: {wrong}"


def test_a_block_that_moved_is_noticed() -> None:
    page = Image.new("RGB", (SMALL, 300), "white")
    page.paste("#b3261e", (0, 20, SMALL, 60))
    moved = Image.new("RGB", (SMALL, 300), "white")
    moved.paste("#b3261e", (0, 80, SMALL, 120))
    assert difference(page, page) == 0
    assert difference(page, moved) > TOLERATED
