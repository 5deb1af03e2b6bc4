"""Plain text: each line is a paragraph, as offices write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.document import Block, Document, paragraph
from zhuanlan.features.intake.drafting import draft
from zhuanlan.load.source import decoded

_BLANKS = " \t\u3000\ufeff"
_WIDE = 12
"""Blanks before a line that is to stand at the right."""


def drafts(file: Path) -> tuple[Iterable[Draft], Iterable[Loss]]:
    """Return the text as one draft; raises ProblemError where it has no encoding that is known."""
    text, encoding = decoded(file.read_bytes(), str(file))
    blocks = tuple(blocks_of(text))
    if not blocks:
        raise ProblemError([Problem(str(file), 0, 0, N_("the file is empty"))])
    made, lost = draft(Document(blocks), file)
    if encoding != "utf-8":
        message = N_("the encoding is taken as {encoding}: look whether the text is right")
        lost = (*lost, Loss(message, 0, {"encoding": encoding.upper()}))
    return made, lost


def blocks_of(text: str) -> Iterator[Block]:
    """Yield each line that is not empty; many blanks put it to the right."""
    for place, line in enumerate(text.splitlines(), 1):
        if written := line.strip(_BLANKS):
            before = line[: len(line) - len(line.lstrip(_BLANKS))]
            wide = sum(2 if char == "\u3000" else 1 for char in before) >= _WIDE
            yield replace(paragraph(written, place), align="right" if wide else "")


TEXT = Importer((".txt",), drafts)
