"""From a document to a draft: what is recognised in it, and its Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zhuanlan.core.importers import Draft, Loss
from zhuanlan.features.intake.captions import captioned
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.headings import with_headings
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.markdown import written
from zhuanlan.features.intake.titles import titled


def recognised(document: Document) -> Document:
    """Return a document with its title, captions and headings recognised by their looks."""
    known = "title" in document.found  # a web page says it
    found, blocks, titles = ({}, [*document.blocks], []) if known else titled(document.blocks)
    blocks, captions = captioned(blocks)
    blocks, headings = with_headings(blocks)
    losses = sorted((*document.losses, *titles, *captions, *headings), key=lambda one: one.line)
    found = {**document.found, **found}
    return replace(document, blocks=tuple(blocks), found=found, losses=tuple(losses))


def draft(document: Document, file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return a document as a draft, and what was lost and guessed.

    The file's name is the title where none is found. A document without text and pictures gives no
    draft. Raises ProblemError for one that is too large.
    """
    with limited(file):
        document = recognised(document)
        if not document.blocks and not document.found:
            return [], document.losses
        matter = {key: text for key, text in document.found.items() if key != "title"}
        title = document.found.get("title", file.stem)
        return [Draft(title, written(document.html), matter, document.files)], document.losses
