"""The body of a document, a cell, a text box or a note → blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.document import HEADINGS, Block
from zhuanlan.features.intake.word import spans
from zhuanlan.features.intake.word.drawings import Drawn
from zhuanlan.features.intake.word.fields import Fields
from zhuanlan.features.intake.word.numbering import Number
from zhuanlan.features.intake.word.reading import Reading, goes_on
from zhuanlan.features.intake.word.runs import Runs, looks
from zhuanlan.features.intake.word.spans import Span
from zhuanlan.features.intake.word.styles import Style, aligned
from zhuanlan.features.intake.word.tables import table
from zhuanlan.features.intake.xml import find, number, texts, value


class Body:
    """Reads blocks; one object reads a whole part, since fields may span its paragraphs."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._fields = Fields(reading)

    def read(self, element: Element) -> list[Block]:
        """Return the blocks of a part's root."""
        blocks = self.blocks(element)
        self._fields.close()
        return blocks

    def blocks(self, element: Element) -> list[Block]:
        """Return the blocks within an element."""
        found: list[Block] = []
        joined: list[Element] = []
        for child in self._reading.flat(element):
            if child.tag == "w:p":
                joined.append(child)
                if goes_on(child):
                    continue
            if joined and child.tag in ("w:p", "w:tbl"):
                found += self._paragraph(joined)
                joined = []
            match child.tag:
                case "w:tbl":
                    found += table(child, self._reading, self.blocks)
                case "w:altChunk" | "w:subDoc":
                    self._reading.lost(N_("a document that is inserted as a whole is left out"))
                case "m:oMath" | "m:oMathPara":
                    formula = "".join(texts(child, "m:t", "w:t"))
                    self._reading.lost(N_("a formula is left out: “{text}”"), formula)
        if joined:
            found += self._paragraph(joined)
        return [*_listed(found)]

    def _paragraph(self, elements: list[Element]) -> list[Block]:
        """Read a paragraph, with those before it that go on with it."""
        reading = self._reading
        reading.place += 1
        properties = find(elements[-1], "w:pPr")
        name = value(properties, "w:pStyle") or reading.styles.default
        style = reading.styles.get(name)
        runs = Runs(reading, self._fields, style)
        for element in elements:
            runs.read(element)
        runs.finish()
        counted = None if runs.is_hidden else self._number(properties, name, style)
        size, font = looks(runs.first, style)
        seen = [one for one in runs.spans if not one.is_blank]
        block = Block(
            "p",
            "",
            reading.place,
            align=aligned(value(properties, "w:jc")) if value(properties, "w:jc") else style.align,
            bold=bool(seen) and all("strong" in one.marks for one in seen),
            size=size,
            font=font,
            indent=_indent(properties, runs.spans, size),
            style=style.name,
        )
        outline = value(properties, "w:outlineLvl")
        level = number(outline, 9) if outline else style.outline
        if level is not None and level < 9:
            block = replace(block, tag=HEADINGS[min(level, len(HEADINGS) - 1)])
        return [*self._made(block, runs.spans, counted), *self._beside(runs.floating)]

    def _made(self, block: Block, content: list[Span], counted: Number | None) -> Iterator[Block]:
        """Yield the figures and the texts of a paragraph, its number before the first text."""
        text: list[list[Span]] = []
        numbered = counted
        for line in map(spans.trimmed, spans.lines(content)):
            before, line, after = _apart(line)
            for run in (before, line, after):
                if run is line:
                    text += [line] if line else []
                    continue
                if run and text:
                    yield _text(block, text, numbered)
                    text, numbered = [], None
                for one in run:
                    yield replace(block, tag="figure", html=one.html, number="")
        if text:
            yield _text(block, text, numbered)
        elif numbered and numbered.text.strip():
            message = N_("the number {number} stands before no text, and is left out")
            self._reading.lost(message, number=numbered.text.strip())

    def _number(self, properties: Element | None, name: str, style: Style) -> Number | None:
        """Count the paragraph in its list: its own, or that of its style."""
        instance = value(properties, "w:numPr/w:numId")
        level = value(properties, "w:numPr/w:ilvl")
        numbering = self._reading.numbering
        index = number(level) if level else style.level
        if not instance:
            instance = style.instance
            if not level:
                of_style = numbering.level_of_style(instance, name)
                index = of_style if of_style is not None else style.level
        counted = numbering.next(instance, index or 0) if instance not in ("", "0") else None
        if counted and counted.unknown:
            message = N_("numbers of the kind {kind} are written as 1, 2, 3")
            self._reading.once(message, kind=counted.unknown)
        return counted

    def _beside(self, floating: Iterable[Drawn]) -> Iterator[Block]:
        """Yield what floats beside a paragraph, after it."""
        for one in floating:
            place = self._reading.place
            if one.picture:
                yield Block("figure", one.picture, place)
            elif one.text:
                self._reading.lost(N_("“{text}” is drawn, and is written as text"), text=one.text)
                yield Block("p", escape(one.text, quote=False), place, "center")
            elif one.box is not None:
                inner = self.blocks(one.box)
                if begins := next((block.text for block in inner if block.text), ""):
                    message = N_("the text box “{text}” is put after the paragraph it hangs on")
                    self._reading.lost(message, text=begins)
                yield from inner


def _indent(properties: Element | None, content: Iterable[Span], size: float) -> float:
    """Return how many characters a paragraph is indented, by its settings and by blanks."""
    first = next(iter(content), Span(""))
    blanks = first.html[: len(first.html) - len(first.html.lstrip(" \u3000\xa0\t"))]
    typed = sum({"\u3000": 1.0, "\t": 2.0}.get(blank, 0.5) for blank in blanks)
    chars = value(properties, "w:ind", "w:leftChars") or value(properties, "w:ind", "w:startChars")
    twips = value(properties, "w:ind", "w:left") or value(properties, "w:ind", "w:start")
    set_by = number(chars) / 100 if chars else number(twips) / (20 * (size or _USUAL_SIZE))
    return round(typed + set_by, 1)


_USUAL_SIZE = 10.5
"""Points, where the file says none: 五号."""


def _apart(line: list[Span]) -> tuple[list[Span], list[Span], list[Span]]:
    """Split a line into the pictures before its text, the text, and the pictures after it."""
    seen = [one for one in line if not one.is_blank]
    if all(one.is_picture for one in seen):
        return seen, [], []
    first = next(at for at, one in enumerate(line) if not (one.is_picture or one.is_blank))
    last = len(line) - next(
        at for at, one in enumerate(reversed(line)) if not (one.is_picture or one.is_blank)
    )
    pictures = [one for one in line[:first] if one.is_picture]
    return pictures, spans.trimmed(line[first:last]), [one for one in line[last:] if one.is_picture]


def _text(block: Block, lines: list[list[Span]], counted: Number | None) -> Block:
    joined = [span for line in lines for span in (Span(spans.BREAK), *line)][1:]
    html = spans.html(joined)
    if counted is None:
        return replace(block, html=html)
    listed = counted.list if block.tag == "p" else ""
    return replace(
        block, html=html, number=counted.text, list=listed, level=counted.level, start=counted.value
    )


def _listed(blocks: list[Block]) -> Iterator[Block]:
    """Make items of lists of bullets, and of 1. 2. 3.; other numbers become text.

    One alone between paragraphs is no list, but a numbered paragraph.
    """
    for is_listed, group in groupby(blocks, lambda block: bool(block.list)):
        run = [*group]
        is_list = is_listed and (len(run) > 1 or run[0].list == "ul")
        for block in run:
            if is_list:
                yield replace(block, tag="li", number="")
            else:
                number = escape(block.number, quote=False)
                yield replace(block, html=number + block.html, list="", level=0, start=0)
