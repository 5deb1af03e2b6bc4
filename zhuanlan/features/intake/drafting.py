"""From a document to a draft: what is recognised by its looks, and its Markdown.

The draft's blocks are what `recognise/` reads: of a document, a list is one block. Where lines
leave the text, it is written once more without them, so its notes and lists stay right.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from zhuanlan.core.importers import Block as Part
from zhuanlan.core.importers import BlockKind, Draft, Loss
from zhuanlan.features.intake.captions import captioned
from zhuanlan.features.intake.document import HEADINGS, Block, Document
from zhuanlan.features.intake.headings import with_headings
from zhuanlan.features.intake.markdown import written
from zhuanlan.features.intake.recognise.bylines import byline_of, is_masthead
from zhuanlan.features.intake.submission import without_form
from zhuanlan.features.intake.titles import titled


def recognised(document: Document) -> Document:
    """Return a document with its title, captions and headings recognised by their looks.

    What says who wrote it or when, or names a bulletin, is no title wherever it stands.
    """
    found, blocks, titles = titled(document.blocks)
    if _is_no_title(found.get("title", "")):
        found, blocks, titles = {}, [*document.blocks], []
    blocks, captions = captioned(blocks)
    blocks, headings = with_headings(blocks)
    losses = (*document.losses, *titles, *captions, *headings)
    return replace(document, blocks=tuple(blocks), found={**document.found, **found}, losses=losses)


def _is_no_title(title: str) -> bool:
    byline = byline_of(title, ())
    return is_masthead(title) or (byline is not None and not byline.rest and bool(byline.labels))


def draft(document: Document, name: str) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return a document as a draft, and what was lost and guessed.

    `name` is the title where none is found. A document without text and pictures gives no draft.
    """
    document = recognised(replace(document, blocks=without_form(document.blocks)))
    if not document.blocks and not document.found:
        return [], document.losses
    matter = {key: text for key, text in document.found.items() if key != "title"}
    title = document.found.get("title", name)
    parts, members = _parts(document)
    made = Draft(
        title,
        written(document.html),
        matter,
        document.files,
        blocks=parts,
        properties=document.properties,
        without=lambda gone: _without(document, members, gone),
    )
    return [made], document.losses


_KINDS: dict[str, BlockKind] = {"table": "table", "figure": "picture"}


def _parts(document: Document) -> tuple[tuple[Part, ...], list[Sequence[int]]]:
    """Return what recognition reads, and for each part the blocks of the document that it is."""
    parts: list[Part] = []
    members: list[Sequence[int]] = []
    for name in ("title", "subtitle"):
        if text := document.found.get(name):
            level = 1 if name == "title" else 0
            parts.append(
                Part(text, "", "heading" if level else "paragraph", centred=True, level=level)
            )
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


def _without(document: Document, members: Sequence[Sequence[int]], gone: Collection[int]) -> str:
    """Return the Markdown of a document without some of its parts."""
    left = {at for part in gone for at in members[part]}
    if not left:
        return written(document.html)
    blocks = tuple(block for at, block in enumerate(document.blocks) if at not in left)
    return written(replace(document, blocks=blocks).html)
