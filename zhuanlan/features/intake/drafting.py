"""From a document to a draft: what is recognised by its looks, and its Markdown.

The draft's blocks are what `recognise/` reads: of a document, a list is one block. Where lines
leave the text, it is written once more without them, so its notes and lists stay right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from zhuanlan.core.importers import Block as Part
from zhuanlan.core.importers import BlockKind, Draft, Loss
from zhuanlan.features.intake.captions import captioned
from zhuanlan.features.intake.document import HEADINGS, Block, Document
from zhuanlan.features.intake.headings import with_headings
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.markdown import written
from zhuanlan.features.intake.recognise.bylines import byline_of, is_masthead
from zhuanlan.features.intake.submission import without_form
from zhuanlan.features.intake.titles import titled


def recognised(document: Document) -> Document:
    """Return a document with its title, captions and headings recognised by their looks.

    What says who wrote it or when, or names a bulletin, is no title wherever it stands.
    """
    known = "title" in document.found  # a web page says it
    found, blocks, titles = ({}, [*document.blocks], []) if known else titled(document.blocks)
    if _is_no_title(found.get("title", "")):
        found, blocks, titles = {}, [*document.blocks], []
    blocks, captions = captioned(blocks)
    blocks, headings = with_headings(blocks)
    losses = sorted((*document.losses, *titles, *captions, *headings), key=lambda one: one.line)
    found = {**document.found, **found}
    return replace(document, blocks=tuple(blocks), found=found, losses=tuple(losses))


def _is_no_title(title: str) -> bool:
    byline = byline_of(title, ())
    return is_masthead(title) or (byline is not None and not byline.rest and bool(byline.labels))


def draft(document: Document, file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return a document as a draft, and what was lost and guessed.

    The file's name is the title where none is found. A document without text and pictures gives no
    draft. Raises ProblemError for one that is too large.
    """
    with limited(file):
        place = document.blocks[0].place if document.blocks else 0
        document = recognised(replace(document, blocks=without_form(document.blocks)))
        if not document.blocks and not document.found:
            return [], document.losses
        matter = {key: text for key, text in document.found.items() if key != "title"}
        title = document.found.get("title", file.stem)
        parts, members = _parts(document, place)
        made = Draft(
            title,
            written(document.html),
            matter,
            document.files,
            blocks=parts,
            properties=document.properties,
            without=partial(_without, document, members, file),
        )
        return [made], document.losses


_KINDS: dict[str, BlockKind] = {"table": "table", "figure": "picture"}


def _parts(document: Document, place: int) -> tuple[tuple[Part, ...], list[Sequence[int]]]:
    """Return what recognition reads, and for each part the blocks of the document that it is.

    `place` is that of the first block, where a title stands.
    """
    parts: list[Part] = []
    members: list[Sequence[int]] = []
    for name in ("title", "subtitle"):
        if text := document.found.get(name):
            level = 1 if name == "title" else 0
            kind: BlockKind = "heading" if level else "paragraph"
            parts.append(Part(text, "", kind, centred=True, level=level, place=place))
            members.append(())
    numbered = enumerate(document.blocks)
    for is_list, run in groupby(numbered, lambda pair: pair[1].tag == "li"):
        pairs = [*run]
        for together in [pairs] if is_list else [[pair] for pair in pairs]:
            parts.append(_part([block for _, block in together]))
            members.append([at for at, _ in together])
    return tuple(parts), members


def _part(blocks: Sequence[Block]) -> Part:
    first = blocks[0]
    kind: BlockKind = "heading" if first.tag in HEADINGS else _KINDS.get(first.tag, "paragraph")
    text = "\n".join(block.text for block in blocks)
    return Part(
        text,
        "",
        kind,
        centred=first.align == "center",
        right=first.align == "right",
        bold=all(block.bold for block in blocks),
        level=HEADINGS.index(first.tag) + 2 if first.tag in HEADINGS else 0,
        place=first.place,
    )


def _without(
    document: Document, members: Sequence[Sequence[int]], file: Path, gone: Collection[int]
) -> str:
    """Return the Markdown of a document without some of its parts; raises ProblemError."""
    left = {at for part in gone for at in members[part]}
    blocks = tuple(block for at, block in enumerate(document.blocks) if at not in left)
    with limited(file):
        return written(replace(document, blocks=blocks).html)
