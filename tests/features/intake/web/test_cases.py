"""Pages and pasted texts in the manner of each program: what becomes of them, and what is lost.

A page lies in `cases/`, what becomes of it in `golden/`; `pytest --update-golden` rewrites that.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from zhuanlan.core.problems import Problem
from zhuanlan.features.intake.document import Document, text_of
from zhuanlan.features.intake.web.files import document, from_clipboard

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

    UNSEEN = ("script", "style", "head", "title", "template", "noscript", "xml", "rp",
              "svg", "iframe", "select", "button", "math", "object", "video", "audio")  # fmt: skip
    VOID = ("br", "img", "meta", "link", "input", "hr", "base", "col", "wbr", "source")

    def __init__(self, rules: tuple[str, ...] = ("display:none", "display: none")) -> None:
        super().__init__(convert_charrefs=True)
        self.rules = rules
        self.open: list[tuple[str, bool]] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        style = (dict(attrs).get("style") or "").lower()
        unseen = tag in self.UNSEEN or any(rule in style for rule in self.rules)
        marker = "mso-list:ignore" in style.replace(" ", "")
        self.open.append((tag, unseen or (marker and "mso-list" in style)))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][0] == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if not any(unseen for _, unseen in self.open):
            self.parts.append(data)


def bare(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace() and char not in "\u200b\u00ad")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_text_is_lost_but_what_is_named(case: Path, folder: Path) -> None:
    source = case.read_text("utf-8")
    seen = Seen()
    seen.feed(source[max(source.find(PASTED), 0) :].replace("<![if !supportLists]>", ""))
    found = read(case, folder)
    result = "".join(text_of(block.html) for block in found.blocks)
    named = "".join(str(value) for loss in found.losses for value in loss.values.values())
    properties = "".join(found.properties.values())
    missing = bare("".join(seen.parts)) - bare(result) - bare(named) - bare(properties)
    labels = bare("发布时间来源责任编辑作者摄影日期浏览次数点击字号大中：[]：：：123")
    left_out = next(
        (int(one.values["count"]) for one in found.losses if "surrounds" in one.message), 0
    )
    assert (missing - labels).total() <= left_out
    added = bare(result) - bare(source)
    assert not {char for char in added if char not in "0123456789一二三（）()."}
