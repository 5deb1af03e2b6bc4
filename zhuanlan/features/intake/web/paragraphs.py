"""Paragraphs as an editor means them: split where lines end, without blanks that only indent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from zhuanlan.features.intake.document import HEADINGS
from zhuanlan.features.intake.web.blocks import Break, Paragraph, Picture, Piece, Text

_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—"
_LINE_END = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t\n]*(?=[{_WIDE}])")
"""A line end of the source between two Chinese characters, which is no blank."""
_BLANKS = re.compile(r"[ \t\n\f\u00a0\u2002\u2003\u2009]+")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SOURCE = " \t\n"
"""Blanks that only the source has."""
_AROUND = " \t\n\u00a0\u3000"


def tidied(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs with text, pictures or rows, without blanks around them."""
    for one in paragraphs:
        if one.tag == "table":
            for row in one.rows:
                row[:] = [cell._replace(pieces=_stripped(_blanks(cell.pieces))) for cell in row]
            if any(cell.pieces for row in one.rows for cell in row):
                yield one
        else:
            for pieces in _split(_blanks(one.pieces)):
                if stripped := _stripped(pieces):
                    yield replace(one, pieces=stripped)


def apart(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the pictures of a text as figures of their own, and a caption as its figure's."""
    before: Paragraph | None = None
    for one in paragraphs:
        if one.tag == "figcaption" and before is not None and before.tag == "figure":
            yield replace(before, caption=one.pieces)
            before = None
            continue
        for part in _apart(one):
            if before is not None:
                yield before
            before = part
    if before is not None:
        yield before


def _apart(one: Paragraph) -> Iterator[Paragraph]:
    if one.tag == "figcaption":
        one = replace(one, tag="p")
    if one.tag != "p" or one.items or one.quoted or not one.pictures:
        yield one
        return
    for is_picture, run in groupby(one.pieces, lambda piece: isinstance(piece, Picture)):
        if is_picture:
            yield from (replace(one, tag="figure", pieces=[piece]) for piece in run)
        elif pieces := _stripped(run):
            yield replace(one, pieces=pieces)


def ranked(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs with their headings as `h2` to `h4`, whatever levels a page begins with."""
    levels = sorted({one.tag for one in paragraphs if one.tag[0] == "h"})
    ranks = {tag: HEADINGS[min(rank, len(HEADINGS) - 1)] for rank, tag in enumerate(levels)}
    return [replace(one, tag=ranks.get(one.tag, one.tag)) for one in paragraphs]


def _blanks(pieces: Iterable[Piece]) -> list[Piece]:
    """Join runs that look the same, and make one blank of several, across runs too."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Text) and isinstance(last, Text):
            alike = piece.look._replace(pre=False) == last.look._replace(pre=False)
            if alike or not piece.text.strip(_AROUND):
                joined[-1] = Text(last.text + piece.text, last.look)
                continue
            if not last.text.strip(_AROUND) and not isinstance(joined[-2:-1], Text):
                joined[-1] = Text(last.text + piece.text, piece.look)
                continue
        joined.append(piece)
    cleaned: list[Piece] = []
    blank = True
    for piece in _without_line_ends(joined):
        if isinstance(piece, Text):
            text = _UNSEEN.sub("", piece.text)
            text = _BLANKS.sub(" ", _LINE_END.sub("", text))
            text = text.lstrip(" ") if blank else text
            if not text:
                continue
            blank = text[-1] in " \u3000"
            cleaned.append(Text(text, piece.look))
        else:
            blank = isinstance(piece, Break)
            cleaned.append(piece)
    return cleaned


def _without_line_ends(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without the line ends of the source between two runs of Chinese characters."""
    kept = [*pieces]
    for at in range(len(kept) - 1):
        one, after = kept[at], kept[at + 1]
        if isinstance(one, Text) and isinstance(after, Text):
            core, rest = one.text.rstrip(_SOURCE), after.text.lstrip(_SOURCE)
            between = one.text[len(core) :] + after.text[: len(after.text) - len(rest)]
            if _LINE_END.search(f"{core[-1:]}{between}{rest[:1]}"):
                kept[at : at + 2] = Text(core, one.look), Text(rest, after.look)
    return kept


def _split(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Split at two line breaks, and at one before an indent or beside a picture."""
    part: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not isinstance(piece, Break):
            part.append(piece)
            at += 1
            continue
        end = at
        while end < len(pieces) and _is_blank(pieces[end]):
            end += 1
        breaks = sum(isinstance(one, Break) for one in pieces[at:end])
        following = pieces[end] if end < len(pieces) else None
        indented = _is_indented(pieces[at + 1 : end + 1])
        beside = isinstance(following, Picture) or bool(part and isinstance(part[-1], Picture))
        if breaks > 1 or indented or beside:
            yield part
            part = []
            at = end
        else:
            part.append(piece)
            at += 1
    yield part


def _is_blank(piece: Piece) -> bool:
    return isinstance(piece, Break) or (isinstance(piece, Text) and not piece.text.strip(_AROUND))


def _is_indented(pieces: Iterable[Piece]) -> bool:
    """Tell whether a line begins with the two wide blanks of a Chinese paragraph."""
    text = "".join(piece.text for piece in pieces if isinstance(piece, Text))
    return text.lstrip(" ").startswith("\u3000")


def _stripped(pieces: Iterable[Piece]) -> list[Piece]:
    """Drop blanks and line breaks at both ends."""
    kept = [*pieces]
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip(_AROUND), kept[0].look)
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip(_AROUND), kept[-1].look)
    return kept
