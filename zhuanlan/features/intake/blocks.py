"""Blocks: what recognition reads of a letter, and the text that is left of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhuanlan.core.importers import Block

__all__ = ["Block", "blocks_of_markdown", "body_of"]

_BLANKS = " \t\u3000\ufeff\xa0"

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|[*`])|\\(.)|<[^<>]*>")


def blocks_of_markdown(body: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text, for an importer that returns no others."""
    place = 1
    for part in re.split(r"(\n(?:[ \t]*\n)+)", body):
        if part.strip():
            yield _block(part.strip("\n"), place)
        place += part.count("\n")


def _block(part: str, place: int) -> Block:
    text = _MARKS.sub(lambda found: found[1] or found[3] or "", part).strip(_BLANKS)
    if heading := _HEADING.fullmatch(part.strip()):
        words = _MARKS.sub(lambda found: found[1] or found[3] or "", heading[2])
        return Block(words, part, "heading", level=len(heading[1]), place=place)
    if part.lstrip().startswith("|") or "<table" in part[:40]:
        return Block(text, part, "table", place=place)
    if part.lstrip().startswith("!["):
        return Block(text, part, "picture", place=place)
    bold = part.startswith("**") and part.endswith("**") and part.count("**") == 2
    return Block(text, part, bold=bold, place=place)


def body_of(blocks: Iterable[Block]) -> str:
    """Return the Markdown of blocks, one below the other."""
    return "\n\n".join(block.markdown for block in blocks)
