"""Plain text: the first line is the title, and each line a paragraph, as offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.source import decoded

_MARKDOWN = re.compile(r"[\\`*_<&\[\]#|~]|^[-+>=:]|(?<=\d)[.)](?=[ \t])")
"""Characters that Markdown would not show as they are typed."""


def drafts(file: Path) -> tuple[Iterable[Draft], Iterable[Loss]]:
    """Return the text as one draft; raises ProblemError where it has no encoding that is known."""
    text, encoding = decoded(file.read_bytes(), str(file))
    lines = [line.strip(" \t\u3000\ufeff") for line in text.splitlines()]
    first = next((number for number, line in enumerate(lines) if line), None)
    if first is None:
        raise ProblemError([Problem(str(file), 0, 0, N_("the file is empty"))])
    paragraphs = [_MARKDOWN.sub(r"\\\g<0>", line) for line in lines[first + 1 :] if line]
    lost = [Loss(N_("the first line is taken as the title"), first + 1)]
    if encoding != "utf-8":
        message = N_("the encoding is taken as {encoding}: look whether the text is right")
        lost.append(Loss(message, 0, {"encoding": encoding.upper()}))
    return [Draft(lines[first], "\n\n".join(paragraphs))], lost


TEXT = Importer((".txt",), drafts)
