"""HTML of any origin → a document of clean blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.embedded import files_of
from zhuanlan.features.intake.web import boilerplate, page
from zhuanlan.features.intake.web.blocks import Paragraph, Picture, Piece, blocks_of
from zhuanlan.features.intake.web.losses import Losses
from zhuanlan.features.intake.web.main_text import main_of
from zhuanlan.features.intake.web.paragraphs import apart, ranked, tidied
from zhuanlan.features.intake.web.pictures import Fetch, Pictures
from zhuanlan.features.intake.web.reading import tree_of
from zhuanlan.features.intake.web.styles import rules_of
from zhuanlan.features.intake.web.walking import Walk


def cleaned(
    text: str,
    path: str,
    *,
    beside: Path | None = None,
    parts: Mapping[str, bytes] | None = None,
    address: str = "",
    fetch: Fetch | None = None,
    whole: bool = False,
) -> Document:
    """Return the document that a page or a pasted fragment holds.

    `beside` is the folder in which its pictures may lie, `parts` are what came with it by names and
    addresses, `address` is where it was, `fetch` gets pictures from the web. With `whole` all of it
    is the text, as of what is pasted; else the text is looked for. Raises ProblemError for what is
    too large or nested too deeply; `path` is named in it.
    """
    root = tree_of(text, path)
    losses = Losses()
    properties = page.properties_of(root)
    base = page.address_of(root) or address
    main = root if whole else main_of(root, losses)
    paragraphs = [*tidied(Walk(rules_of(root), losses, base).take(main))]
    if not whole:
        paragraphs = page.without_head(paragraphs, properties)
    pictures = Pictures(losses, beside, parts or {}, base, fetch)
    paragraphs = ranked([*apart(tidied(_with_pictures(paragraphs, pictures, losses)))])
    found = {} if whole else {key: properties[key] for key in _FOUND if key in properties}
    blocks = tuple(blocks_of(paragraphs))
    return Document(blocks, files_of(pictures.named), tuple(losses.all()), (), properties, found)


_FOUND = ("title", "date", "source", "author", "editor")
"""What a page says of itself as a post does; all else that it says is often wrong."""


def _with_pictures(
    paragraphs: Sequence[Paragraph], pictures: Pictures, losses: Losses
) -> Iterable[Paragraph]:
    """Yield what is no call to scan or follow, with the pictures that were found."""
    for at, one in enumerate(paragraphs):
        if one.tag == "table":
            for row in one.rows:
                row[:] = [cell._replace(pieces=_found(cell.pieces, "", pictures, losses))
                          for cell in row]  # fmt: skip
            yield one
            continue
        if boilerplate.is_call(one.text):
            message = N_("“{text}” was left out: it asks to follow, scan or share")
            losses.add(message, one.line, one.text, text=one.text)
            one.pieces = [*one.pictures]
        near = " ".join(other.text for other in paragraphs[max(at - 1, 0) : at + 2]).strip()
        one.pieces = _found(one.pieces, near, pictures, losses)
        yield one


def _found(pieces: Iterable[Piece], near: str, pictures: Pictures, losses: Losses) -> list[Piece]:
    """Return pieces without the pictures that are missing or codes to scan."""
    kept: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, Picture):
            kept.append(piece)
            continue
        if boilerplate.speaks_of_code(piece.alt):
            message = N_("a code to scan was left out: “{alt}”")
            losses.add(message, piece.line, alt=piece.alt)
        elif (data := pictures.found(piece)) is None:
            continue
        elif not boilerplate.looks_like_code(data):
            kept.append(pictures.kept(piece, data))
        elif boilerplate.speaks_of_code(near):
            losses.add(N_("a code to scan was left out, beside “{near}”"), piece.line, near=near)
        else:
            message = N_("a picture was left out because it looks like a code to scan (a guess)")
            losses.add(message, piece.line)
    return kept
