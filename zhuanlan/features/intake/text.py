"""Plain text: each line is a paragraph, as offices write them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.blocks import blocks_of_lines
from zhuanlan.load.source import decoded


def drafts(file: Path) -> tuple[Iterable[Draft], Iterable[Loss]]:
    """Return the text as one draft; raises ProblemError where it has no encoding that is known."""
    text, encoding = decoded(file.read_bytes(), str(file))
    blocks = tuple(blocks_of_lines(text.splitlines()))
    if not blocks:
        raise ProblemError([Problem(str(file), 0, 0, N_("the file is empty"))])
    lost = []
    if encoding != "utf-8":
        message = N_("the encoding is taken as {encoding}: look whether the text is right")
        lost.append(Loss(message, 0, {"encoding": encoding.upper()}))
    return [Draft("", "", blocks=blocks)], lost


TEXT = Importer((".txt",), drafts)
