"""Paragraphs of a page while it is read, and the blocks of a document that they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple

from zhuanlan.features.intake.document import Block
from zhuanlan.features.intake.web.styles import Look


class Text(NamedTuple):
    """A run of text that looks the same."""

    text: str
    look: Look = Look()


class Break(NamedTuple):
    """A line break."""


class Picture(NamedTuple):
    """A picture: the addresses that a page gives for it, and later the file's name."""

    sources: tuple[str, ...]
    alt: str = ""
    line: int = 0
    name: str = ""


Piece = Text | Break | Picture


class Item(NamedTuple):
    """An item of a list, by which paragraphs know that they are of one."""

    tag: str
    """`ul` or `ol`."""
    list: int
    number: int
    """From 1; of an `ol` the number that readers see."""


class Cell(NamedTuple):
    """A cell of a table."""

    pieces: Sequence[Piece]
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Paragraph:
    """A paragraph, a heading (`h1` to `h6`), a figure, its `figcaption` or a table, in pieces."""

    tag: str = "p"
    pieces: list[Piece] = field(default_factory=list)
    items: tuple[Item, ...] = ()
    """The lists that it stands in, from the outermost on."""
    quoted: bool = False
    align: str = ""
    line: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    """Of a table."""
    caption: list[Piece] = field(default_factory=list)
    """Of a figure."""

    @property
    def text(self) -> str:
        """Its text, without that of a table."""
        return text_of(self.pieces)

    @property
    def pictures(self) -> list[Picture]:
        """Its pictures, without those of a table."""
        return [piece for piece in self.pieces if isinstance(piece, Picture)]


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces, with line breaks as `\\n`."""
    return "".join(
        piece.text if isinstance(piece, Text) else "\n" if isinstance(piece, Break) else ""
        for piece in pieces
    )


def blocks_of(paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    """Yield the blocks of a document; paragraphs of one item or quotation are one block."""
    for _, group in groupby(enumerate(paragraphs), _together):
        run = [one for _, one in group]
        first = run[0]
        if first.quoted and not first.items:
            yield Block("blockquote", "".join(_block(one).element for one in run), first.line)
            continue
        if not first.items:
            yield _block(first)
            continue
        pieces: list[Piece] = []
        for one in run:
            if one.tag != "table":  # no item of Markdown holds a table
                pieces += [Break(), *one.pieces] if pieces else one.pieces
        if pieces:
            yield _block(Paragraph("p", pieces, first.items, line=first.line))
        yield from (_block(one) for one in run if one.tag == "table")


def _together(pair: tuple[int, Paragraph]) -> object:
    number, one = pair
    return one.items or one.quoted or -number


def _block(one: Paragraph) -> Block:
    if one.tag == "table":
        return Block("table", _table(one.rows), one.line)
    if one.tag == "figure":
        return _figure(one)
    texts = [piece for piece in one.pieces if isinstance(piece, Text) and piece.text.strip()]
    bold = bool(texts) and all(piece.look.strong for piece in texts)
    size = round(texts[0].look.size * 0.75, 1) if texts else 0
    tag, kind, level, number = one.tag, "", 0, 0
    if one.items and tag == "p":
        item = one.items[-1]
        number = item.number if item.tag == "ol" else 0
        tag, kind, level = "li", item.tag, len(one.items) - 1
    return Block(
        tag, inline(one.pieces), one.line, one.align, bold, size,
        list=kind, level=level, start=number,
    )  # fmt: skip


def _figure(one: Paragraph) -> Block:
    caption = f"<figcaption>{inline(one.caption)}</figcaption>" if one.caption else ""
    said = " ".join(text_of(one.caption).split())
    pictures = [picture._replace(alt=picture.alt or said) for picture in one.pictures]
    return Block("figure", inline(pictures) + caption, one.line, one.align)


def _table(rows: Sequence[Sequence[Cell]]) -> str:
    heads = 0
    while heads < len(rows) and all(cell.header for cell in rows[heads]):
        heads += 1
    parts: list[str] = []
    for tag, some in (("thead", rows[:heads]), ("tbody", rows[heads:])):
        if some:
            parts += [f"<{tag}>", *map(_row, some), f"</{tag}>"]
    return "".join(parts)


def _row(cells: Iterable[Cell]) -> str:
    parts = ["<tr>"]
    for cell in cells:
        tag = "th" if cell.header else "td"
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        parts.append(f"<{tag}{spans}>{inline(cell.pieces)}</{tag}>")
    return "".join([*parts, "</tr>"])


def inline(pieces: Iterable[Piece]) -> str:
    """Return the HTML of a paragraph's pieces."""
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Break):
            parts.append("<br>")
        elif isinstance(piece, Picture):
            parts.append(f'<img src="{escape(piece.name)}" alt="{escape(piece.alt)}">')
        else:
            parts.append(_run(piece))
    return "".join(parts)


def _run(piece: Text) -> str:
    """Return a run with its tags around its text, and blanks at its ends outside of them."""
    core, look = piece.text.strip(), piece.look
    if not core:
        return escape(piece.text, quote=False)
    start = piece.text.index(core)
    before, after = piece.text[:start], piece.text[start + len(core) :]
    html = escape(core, quote=False)
    for tag, holds in ((look.mark, look.mark), ("em", look.em), ("strong", look.strong)):
        if holds:
            html = f"<{tag}>{html}</{tag}>"
    if look.href:
        html = f'<a href="{escape(look.href)}">{html}</a>'
    return f"{before}{html}{after}"
