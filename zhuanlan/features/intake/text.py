"""Plain text: the first line is the title, and each line a paragraph, as offices write them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.document import Document, paragraph
from zhuanlan.features.intake.headings import with_headings
from zhuanlan.features.intake.markdown import written
from zhuanlan.load.source import decoded


def drafts(file: Path) -> tuple[Iterable[Draft], Iterable[Loss]]:
    """Return the text as one draft; raises ProblemError where it has no encoding that is known."""
    text, encoding = decoded(file.read_bytes(), str(file))
    lines = [line.strip(" \t\u3000\ufeff") for line in text.splitlines()]
    first = next((number for number, line in enumerate(lines) if line), None)
    if first is None:
        raise ProblemError([Problem(str(file), 0, 0, N_("the file is empty"))])
    below = enumerate(lines[first + 1 :], first + 2)
    blocks, guessed = with_headings([paragraph(line, number) for number, line in below if line])
    lost = [Loss(N_("the first line is taken as the title"), first + 1), *guessed]
    if encoding != "utf-8":
        message = N_("the encoding is taken as {encoding}: look whether the text is right")
        lost.append(Loss(message, 0, {"encoding": encoding.upper()}))
    return [Draft(lines[first], written(Document(tuple(blocks)).html))], lost


TEXT = Importer((".txt",), drafts)
