"""Text that only has places on pages, as in PDF and OFD → paragraphs.

Lines are put together from what stands side by side, headers and page numbers are dropped, and
lines are joined where one goes on with a sentence of the one above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from statistics import median

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss
from zhuanlan.features.intake.document import Block


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text, or a picture, on a page. All lengths are in one unit."""

    text: str
    x: float
    y: float
    """From the top of the page to the base of the text."""
    size: float
    bold: bool = False
    picture: str = ""
    """The name of a picture's file."""

    @property
    def end(self) -> float:
        """Where it ends, by the usual widths: fonts do not always say theirs."""
        return self.x + self.size * sum(1 if _is_wide(char) else 0.5 for char in self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, with its chunks in the order in which the file draws them."""

    width: float
    height: float
    chunks: Sequence[Chunk]


@dataclass(slots=True)
class _Line:
    sheet: int
    chunks: list[Chunk] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs).strip(_BLANKS)

    @property
    def runs(self) -> list[tuple[str, bool]]:
        """Its texts, and whether each is bold; a blank where there is a gap."""
        first = self.chunks[0]
        runs = [(first.text, first.bold)]
        for before, chunk in pairwise(self.chunks):
            runs[-1] = runs[-1][0].rstrip(" "), runs[-1][1]
            runs.append((_joint(before, chunk) + chunk.text.lstrip(" "), chunk.bold))
        return runs

    @property
    def x(self) -> float:
        first = self.chunks[0]
        indent = len(first.text) - len(first.text.lstrip(_BLANKS))
        return first.x + first.size * sum(1 if c == "\u3000" else 0.5 for c in first.text[:indent])

    @property
    def end(self) -> float:
        return self.chunks[-1].end

    @property
    def y(self) -> float:
        return self.chunks[0].y

    @property
    def size(self) -> float:
        return max(chunk.size for chunk in self.chunks)

    @property
    def bold(self) -> bool:
        return all(chunk.bold for chunk in self.chunks if chunk.text.strip(_BLANKS))

    @property
    def picture(self) -> str:
        return self.chunks[0].picture


_BLANKS = " \t\r\n\u00a0\u3000"
_ENDS = "。！？…：；”’）》.!?:;"
_PAGE_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－·•\s]*"
)
_EDGE = 0.1
"""The part of a page, at its top and bottom, in which headers and page numbers are."""


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’…—"


def _joint(before: Chunk, after: Chunk) -> str:
    """Return a blank where two chunks of a line are further apart than their letters."""
    first, second = before.text.rstrip(" "), after.text.lstrip(" ")
    if first[-1:] in _BLANKS or second[:1] in _BLANKS:
        return ""
    wide = _is_wide(first[-1]), _is_wide(second[0])
    if not any(wide) and (first, second) != (before.text, after.text):
        return " "
    least = 0.3 if all(wide) else 0.6 if any(wide) else 0.2
    blanks = len(before.text) - len(first)  # libraries guess some between scripts
    gap = after.x - before.end + 0.5 * before.size * blanks
    return " " if gap > least * max(before.size, after.size) else ""


def blocks_of(sheets: Sequence[Sheet]) -> tuple[list[Block], list[Loss]]:
    """Return the paragraphs and pictures of pages, and what was dropped."""
    lines = [line for number, sheet in enumerate(sheets) for line in _lines(number, sheet)]
    kept, losses = _without_edges(lines, sheets)
    return [*_paragraphs(kept, sheets)], losses


def _lines(number: int, sheet: Sheet) -> list[_Line]:
    lines: list[_Line] = []
    for chunk in sheet.chunks:
        if not chunk.picture and not chunk.text.strip(_BLANKS):
            continue
        last = lines[-1] if lines else None
        beside = last and not last.picture and not chunk.picture
        if last and beside and abs(last.y - chunk.y) < 0.5 * min(last.size, chunk.size):
            last.chunks.append(chunk)
        else:
            lines.append(_Line(number, [chunk]))
    for line in lines:
        line.chunks.sort(key=lambda chunk: chunk.x)
    down = sum(one.y <= other.y + one.size for one, other in pairwise(lines))
    if down < 0.8 * (len(lines) - 1):  # not drawn in the order in which one reads
        lines = _merged(sorted(lines, key=lambda line: (round(line.y), line.x)))
    return lines


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """Join what stands side by side but was drawn at different times."""
    merged: list[_Line] = []
    for line in lines:
        last = merged[-1] if merged else None
        apart = last is None or last.picture or line.picture
        if last is None or apart or abs(last.y - line.y) >= 0.5 * min(last.size, line.size):
            merged.append(line)
        else:
            last.chunks = sorted([*last.chunks, *line.chunks], key=lambda chunk: chunk.x)
    return merged


def _without_edges(
    lines: Sequence[_Line], sheets: Sequence[Sheet]
) -> tuple[list[_Line], list[Loss]]:
    """Drop page numbers, and what repeats at the top or bottom of most pages."""

    def pattern(line: _Line) -> str:
        return re.sub(r"[0-9０-９]+", "#", "".join(line.text.split()))

    def at_edge(line: _Line) -> bool:
        height = sheets[line.sheet].height
        return not line.picture and not _EDGE * height < line.y < (1 - _EDGE) * height

    edges = [line for line in lines if at_edge(line)]
    seen = Counter(pattern for _, pattern in {(line.sheet, pattern(line)) for line in edges})
    often = max(2, 0.6 * len(sheets))
    dropped = [
        line for line in edges
        if _PAGE_NUMBER.fullmatch(line.text) or (len(sheets) > 1 and seen[pattern(line)] >= often)
    ]  # fmt: skip
    gone = {id(line) for line in dropped}
    told: dict[str, list[str]] = {}
    for line in dropped:
        told.setdefault(pattern(line), []).append(line.text)
    message = N_("“{text}” repeats on pages or is a page number, and was left out")
    losses = [Loss(message, 0, {"text": texts[0]}, "\n".join(texts)) for texts in told.values()]
    return [line for line in lines if id(line) not in gone], losses


def _paragraphs(lines: Sequence[_Line], sheets: Sequence[Sheet]) -> Iterator[Block]:
    texts = [line for line in lines if not line.picture]
    if not texts:
        left = right = size = 0.0
    else:
        size = median(line.size for line in texts)
        body = [line for line in texts if abs(line.size - size) < 0.15 * size] or texts
        left = Counter(round(line.x) for line in body).most_common(1)[0][0]
        left = min([left, *(round(line.x) for line in body if line.x >= left - 2.5 * size)])
        right = max(line.end for line in body)
        width = max(sheet.width for sheet in sheets)
        full = sum(line.end > right - 2 * size for line in body)
        if full < 3 or right - left < 0.3 * width:  # no lines that show the margin
            right = max(right, width - left)
    gaps = [b.y - a.y for a, b in pairwise(texts) if 0 < b.y - a.y < 4 * size]
    pitch = median(gaps) if gaps else 0.0
    run: list[_Line] = []
    for line in lines:
        if run and not _goes_on(run, line, left, right, pitch):
            yield _block(run, left, right, sheets)
            run = []
        run.append(line)
    if run:
        yield _block(run, left, right, sheets)


def _goes_on(run: Sequence[_Line], line: _Line, left: float, right: float, pitch: float) -> bool:
    """Tell whether a line continues the paragraph of the lines above it."""
    last = run[-1]
    if last.picture or line.picture:
        return False
    alike = abs(last.size - line.size) < 0.15 * last.size and last.bold == line.bold
    indented = line.x > left + 0.8 * line.size
    centred = last.x > left + 3 * last.size and len(run) == 1
    apart = line.sheet == last.sheet and pitch and line.y - last.y > 1.6 * pitch
    if not alike or indented or centred or apart:
        return False
    if last.end < left + 0.6 * (right - left):
        return False
    return not (last.end < right - 2 * last.size and last.text[-1:] in _ENDS)


def _block(run: Sequence[_Line], left: float, right: float, sheets: Sequence[Sheet]) -> Block:
    first = run[0]
    place = first.sheet + 1
    if first.picture:
        return Block("figure", f'<img src="{escape(first.picture)}" alt="">', place)
    runs: list[tuple[str, bool]] = []
    for line in run:
        text = runs[-1][0].rstrip(_BLANKS) if runs else ""
        if runs:
            runs[-1] = text, runs[-1][1]
        joint = " " if text and not _is_wide(text[-1]) and not _is_wide(line.text[0]) else ""
        own = line.runs
        own[0] = joint + own[0][0].lstrip(_BLANKS), own[0][1]
        runs += own
    middle = sheets[first.sheet].width / 2
    align = ""
    if len(run) == 1 and first.x > left + 2.5 * first.size:
        if abs((first.x + first.end) / 2 - middle) < 2 * first.size:
            align = "center"
        elif first.x > middle - 2 * first.size:
            align = "right"
    bold = all(line.bold for line in run)
    return Block("p", _html(runs), place, align, bold, round(first.size, 1))


def is_bold(font: str) -> bool:
    """Tell whether the name of a font is that of a bold one."""
    lower = font.lower()
    return any(word in lower for word in ("bold", "heavy", "black", "simhei", "-hei", "黑"))


def _html(runs: Iterable[tuple[str, bool]]) -> str:
    """Return texts as clean HTML; neighbours that look the same are one."""
    joined: list[tuple[str, bool]] = []
    for text, bold in runs:
        if joined and (joined[-1][1] == bold or not text.strip(_BLANKS)):
            joined[-1] = joined[-1][0] + text, joined[-1][1]
        else:
            joined.append((text, bold))
    parts = []
    for text, bold in joined:
        html = escape(re.sub(r"[ \t\r\n\u00a0]+", " ", text), quote=False)
        core = html.strip(" ")
        parts.append(html.replace(core, f"<strong>{core}</strong>", 1) if bold and core else html)
    return "".join(parts).strip(_BLANKS)
