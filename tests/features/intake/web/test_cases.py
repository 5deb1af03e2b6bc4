"""Pages and pasted texts in the manner of each program: what becomes of them, and what is lost.

A page lies in `cases/`, what becomes of it in `golden/`; `pytest --update-golden` rewrites that.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from zhuanlan.core.problems import Problem
from zhuanlan.features.intake.document import Document, text_of
from zhuanlan.features.intake.markdown import written
from zhuanlan.features.intake.web.files import document, from_clipboard
from zhuanlan.load.markdown import render

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").iterdir())
PASTED = "<!--StartFragment-->"
PICTURES = ("wechat_files/640 (1)", "W020240306.jpg", "clip_image001.png", "cid:one", "cid:two")


def photo(shade: int, kind: str = "PNG") -> bytes:
    data = BytesIO()
    Image.radial_gradient("L").point(lambda value: (value + shade) % 256).save(data, kind)
    return data.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pages")
    for number, name in enumerate(PICTURES):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(photo(number * 20))
    for case in CASES:
        (root / case.name).write_bytes(case.read_bytes())
    return root


def read(case: Path, folder: Path) -> Document:
    """Read a page, as a file or as what is pasted with two pictures."""
    text = case.read_text("utf-8")
    if PASTED in text or "<html" not in text:
        beside = {name: (folder / name).read_bytes() for name in PICTURES[2:]}
        return from_clipboard(text, beside)
    return document(folder / case.name)


def shown(found: Document) -> str:
    said = [Problem("页面", 0, 0, one.message, one.values).said(str) for one in found.losses]
    looks = [
        f"{block.place} {block.tag} {block.align} {block.size:g}{' bold' * block.bold}".rstrip()
        for block in found.blocks
    ]
    parts = (
        [found.html],
        looks,
        said,
        [f"{key}: {value}" for key, value in (found.properties | found.found).items()],
        [*found.files],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_becomes_of_a_page(case: Path, folder: Path, request: pytest.FixtureRequest) -> None:
    golden = HERE / "golden" / f"{case.stem}.txt"
    text = shown(read(case, folder))
    if request.config.getoption("--update-golden"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


class Seen(HTMLParser):
    """The text of a page, read in another way than the code does: no tree, no libraries."""

    UNSEEN = ("script", "style", "head", "title", "template", "noscript", "xml", "rp")
    VOID = ("br", "img", "meta", "link", "input", "hr", "base", "col", "wbr", "source")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        style = "".join((dict(attrs).get("style") or "").lower().split())
        unseen = tag in self.UNSEEN or "display:none" in style
        kind = "unseen" if unseen else "marker" if "mso-list:ignore" in style else ""
        self.open.append((tag, kind))
        self.parts.append("（" * (tag == "rt"))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("）" * (tag == "rt"))
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        kinds = {kind for _, kind in self.open}
        bullet = "marker" in kinds and re.fullmatch(r"\s*([ln§·]|\d+\.)?\s*", data)
        if "unseen" not in kinds and not bullet:
            self.parts.append(data)


def bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_text_is_lost_but_what_is_named(case: Path, folder: Path) -> None:
    source = case.read_text("utf-8")
    seen = Seen()
    seen.feed(source[max(source.find(PASTED), 0) :])
    seen.close()
    text = bare("".join(seen.parts))
    found = read(case, folder)
    for loss in found.losses:
        dropped = bare(loss.dropped)
        assert dropped in text
        text = text.replace(dropped, "", 1)
    result = bare("".join(text_of(block.html) for block in found.blocks))
    surrounded = any("surrounds" in loss.message for loss in found.losses)
    assert result in text if surrounded or found.found else result == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_draft_shows_the_text_of_the_document(case: Path, folder: Path) -> None:
    found = read(case, folder)
    shown = Seen()
    shown.feed(render(written(found.html), "x/index.md").html)
    shown.close()
    assert bare("".join(shown.parts)) == bare("".join(text_of(one.html) for one in found.blocks))
