"""Slides (`.pptx`) → documents: a heading and its texts, tables and pictures for each slide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.features.intake.document import Block, Document
from zhuanlan.features.intake.embedded import files_of
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.word import properties, spans
from zhuanlan.features.intake.word.drawings import picture
from zhuanlan.features.intake.word.numbering import Numbering
from zhuanlan.features.intake.word.package import SlidesPackage
from zhuanlan.features.intake.word.reading import Reading
from zhuanlan.features.intake.word.spans import Span
from zhuanlan.features.intake.word.styles import Styles
from zhuanlan.features.intake.xml import find, number, texts, value

_TITLES = frozenset({"title", "ctrTitle"})
_AROUND = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Placeholders that each slide repeats: date, footer, number."""


def read(file: Path, named: Path | None = None) -> Document:
    """Return slides as a document; raises ProblemError for what cannot be read.

    `named` is the file that problems name, where that is another.
    """
    named = named or file
    with limited(named), SlidesPackage(file, named) as package:
        root = package.root("p:presentation")
        reading = Reading(package, Styles(None), Numbering(None, {}), package.main)
        relations = reading.relations
        blocks: list[Block] = []
        for one in root.iter("p:sldId"):
            slide = relations.get(one.get("r:id", ""))
            if slide and not slide.external:
                reading.part = slide.target
                reading.place += 1
                blocks += _slide(package.xml(slide.target), reading)
        files = files_of(reading.pictures)
        losses = tuple(reading.losses)
        return Document(tuple(blocks), files, losses, properties=properties(package))


def _slide(root: Element | None, reading: Reading) -> list[Block]:
    shapes = find(root, "p:cSld/p:spTree")
    if root is None or shapes is None:
        return []
    if root.get("show") in ("0", "false"):
        reading.lost(N_("a hidden slide is left out: “{text}”"), "".join(texts(root, "a:t")))
        return []
    notes = reading.package.xml(reading.package.related(reading.part, "notesSlide"))
    if said := "".join(texts(notes, "a:t")).strip("0123456789 "):
        reading.lost(N_("the speaker's notes are left out: “{said}”"), said=said)
    blocks = [*_shapes(shapes, reading)]
    return sorted(blocks, key=lambda block: block.tag != "h2")  # its title first


def _shapes(element: Element, reading: Reading) -> Iterator[Block]:
    for shape in reading.flat(element):
        match shape.tag:
            case "p:grpSp":
                yield from _shapes(shape, reading)
            case "p:sp":
                yield from _text(shape, reading)
            case "p:pic":
                alt = value(shape, "p:nvPicPr/p:cNvPr", "descr")
                for blip in shape.iter("a:blip"):
                    for one in picture(blip, reading, ("r:embed", "r:link"), alt):
                        yield Block("figure", one.picture, reading.place)
            case "p:graphicFrame":
                yield from _frame(shape, reading)


def _text(shape: Element, reading: Reading) -> Iterator[Block]:
    kind = value(shape, "p:nvSpPr/p:nvPr/p:ph", "type")
    paragraphs = [html for html in map(_html, shape.iter("a:p")) if html]
    if kind in _AROUND or not paragraphs:
        if dropped := "".join(texts(shape, "a:t")):
            reading.lost(N_("what each slide repeats is left out: “{text}”"), dropped)
    elif kind in _TITLES:
        style = "Title" if reading.place == 1 else ""
        yield Block("h2", "<br>".join(paragraphs), reading.place, style=style)
    else:
        yield from (Block("p", html, reading.place) for html in paragraphs)


def _html(paragraph: Element) -> str:
    """Return the text of a paragraph."""
    pieces: list[Span] = []
    for one in paragraph:
        if one.tag == "a:br":
            pieces.append(Span(spans.BREAK))
        elif one.tag in ("a:r", "a:fld"):
            is_bold = value(one, "a:rPr", "b") in ("1", "true")
            pieces.append(spans.text("".join(texts(one, "a:t")), ("strong",) * is_bold))
    lines = filter(None, map(spans.trimmed, spans.lines(pieces)))
    return spans.html([span for line in lines for span in (Span(spans.BREAK), *line)][1:])


def _frame(shape: Element, reading: Reading) -> Iterator[Block]:
    """Yield a table; charts and drawings are named."""
    rows = [*shape.iter("a:tr")]
    if not rows:
        reading.lost(N_("a chart or drawing is left out: save it as a picture, and insert that"))
        return
    lines = []
    for row in rows:
        cells = [cell for cell in row if cell.tag == "a:tc"]
        shown = [one for one in cells if not {"hMerge", "vMerge"} & one.attrib.keys()]
        lines.append(f"<tr>{''.join(map(_cell, shown))}</tr>")
    yield Block("table", "".join(lines), reading.place)


def _cell(cell: Element) -> str:
    sizes = {
        "colspan": number(cell.get("gridSpan", "1")),
        "rowspan": number(cell.get("rowSpan", "1")),
    }
    attributes = "".join(f' {name}="{size}"' for name, size in sizes.items() if 1 < size < 100)
    return f"<td{attributes}>{'<br>'.join(filter(None, map(_html, cell.iter('a:p'))))}</td>"


def drafts(file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return slides as one draft, and what is lost of them."""
    from zhuanlan.features.intake.drafting import draft

    return draft(read(file), file)


SLIDES = Importer((".pptx",), drafts)
