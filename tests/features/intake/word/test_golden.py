"""Each golden file becomes the draft that is written down, and no character is lost silently."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.features.intake.word import contents, numbers
from tests.features.intake.word.cases import Case
from zhuanlan.core.importers import Draft, Loss
from zhuanlan.features.intake.tree import Node, parsed
from zhuanlan.features.intake.word import drafts
from zhuanlan.load.markdown import render

GOLDEN = Path(__file__).parent / "golden"
CASES = [*numbers.CASES, *contents.CASES]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param  # type: ignore[no-any-return]


def drafted(case: Case, tmp_path: Path) -> tuple[Draft, tuple[Loss, ...]]:
    file = tmp_path / "letter.docx"
    file.write_bytes(case.data)
    [draft], losses = drafts(file)
    return draft, losses


def test_it_becomes_the_draft_that_is_written_down(
    case: Case, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    draft, losses = drafted(case, tmp_path)
    said = "".join(f"{one.line}: {one.message.format_map(one.values)}\n" for one in losses)
    head = "".join(
        f"{key}: {text}\n" for key, text in {"title": draft.title, **draft.matter}.items()
    )
    made = "".join(
        [head, "---\n", draft.body, "---\n", *(f"{name}\n" for name in draft.files), said]
    )
    file = GOLDEN / f"{case.name}.txt"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, "utf-8")
    assert made == file.read_text("utf-8")


def test_no_character_is_lost_silently(case: Case, tmp_path: Path) -> None:
    draft, losses = drafted(case, tmp_path)
    wanted = bare(raw_text(case))
    found = draft.matter.get("subtitle", "")
    gone = [one.dropped for one in losses]
    gone += [one.values["text"] for one in losses if "is drawn" in one.message]
    title = [] if draft.title == "letter" else [draft.title]
    for text in (*title, found, *gone):
        assert bare(text) in wanted, text
        wanted = wanted.replace(bare(text), "", 1)
    shown = bare(shown_text(draft.body))
    for one in losses:
        if "is drawn" in one.message:
            shown = shown.replace(bare(one.values["text"]), "", 1)
    assert shown == wanted


def bare(text: str) -> str:
    return "".join(text.translate({0xAD: None, 0x2011: "-"}).split())


def shown_text(markdown: str) -> str:
    """Return what readers see, with the numbers of lists and the readings of characters."""
    html = render(markdown, "x/index.md").html
    html = re.sub(r'<sup class="footnote-ref">.*?</sup>|<a [^<>]*footnote-backref.*?</a>', "", html)
    html = html.replace('<section class="footnotes">\n<ol>', '<section class="footnotes">\n<ul>')
    return "".join(_shown(parsed(html)))


def _shown(node: Node) -> list[str]:
    parts: list[str] = []
    number = int(node.attributes.get("start", 1))
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
            continue
        if child.tag == "li" and node.tag == "ol":
            parts.append(f"{number}.")
            number += 1
        parts += _shown(child)
    return parts


def raw_text(case: Case) -> str:
    """Return the text of a file by its XML alone, with the numbers that the case says.

    Whatever was deleted or hidden is part of it. Text boxes stand after their paragraph.
    """
    with zipfile.ZipFile(io.BytesIO(case.data)) as zipped:
        names = zipped.namelist()
        roots = {
            name: ElementTree.fromstring(strictless(zipped.read(name)))  # noqa: S314
            for name in names
            if name.endswith(".xml") and name.startswith("word/")
        }
    body = _Raw(case.numbers).read(roots["word/document.xml"])
    notes = ""
    for one in roots["word/document.xml"].iter():
        kind = one.tag.removeprefix(W).removesuffix("Reference")
        if kind in ("footnote", "endnote") and one.tag.endswith("Reference"):
            [note] = [n for n in roots[f"word/{kind}s.xml"] if n.get(f"{W}id") == one.get(f"{W}id")]
            notes += _Raw([]).read(note)
    return body + notes


def strictless(data: bytes) -> bytes:
    for part in (b"wordprocessingml/", b"officeDocument/", b"drawingml/"):
        new = b"http://schemas.openxmlformats.org/" + part + b"2006/"
        data = data.replace(b"http://purl.oclc.org/ooxml/" + part, new)
    return data


class _Raw:
    def __init__(self, numbers: list[str]) -> None:
        self._numbers = [*numbers]
        self._joined = False

    def read(self, element: ElementTree.Element) -> str:
        text, boxes = self._inner(element)
        return text + boxes

    def _inner(self, element: ElementTree.Element) -> tuple[str, str]:
        text = boxes = ""
        for child in element:
            if child.tag == f"{W}p":
                text += self._paragraph(child)
            elif child.tag == f"{W}txbxContent":
                boxes += self.read(child)
            elif child.tag != f"{MC}Fallback":
                known = self._known(child)
                inner, beside = self._inner(child) if known is None else (known, "")
                text, boxes = text + inner, boxes + beside
        return text, boxes

    def _known(self, child: ElementTree.Element) -> str | None:
        match child.tag.rpartition("}")[2]:
            case "t" | "delText":
                return child.text or ""
            case "noBreakHyphen":
                return "-"
            case "sym":
                return {"F0FC": "✓"}.get(child.get(f"{W}char", ""), "\uf071")
            case "textpath":
                return child.get("string", "")
            case "ruby":
                return self.read(child.find(f"{W}rubyBase")) + self.read(child.find(f"{W}rt"))
        return None

    def _paragraph(self, child: ElementTree.Element) -> str:
        inner, beside = self._inner(child)
        counted = child.find(f"{W}pPr/{W}numPr") is not None or self._is_styled(child)
        number = ""
        if counted and not self._joined and self._numbers and self._shows_number(child, inner):
            number = self._numbers.pop(0)
        self._joined = child.find(f"{W}pPr/{W}rPr/{W}del") is not None
        return number + inner + beside

    def _is_styled(self, child: ElementTree.Element) -> bool:
        style = child.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") in ("1", "2")

    def _shows_number(self, child: ElementTree.Element, inner: str) -> bool:
        own = child.find(f"{W}pPr/{W}numPr/{W}numId")
        off = own is not None and own.get(f"{W}val") == "0"
        hidden = child.find(f".//{W}vanish") is not None
        bullet = own is not None and child.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") == "1"
        only_bullets = bullet and all(one.endswith(".") for one in self._numbers)
        return bool(inner) and not (off or hidden or only_bullets)
