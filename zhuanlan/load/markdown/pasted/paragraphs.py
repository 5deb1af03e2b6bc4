"""Paragraphs that were pasted without empty lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhuanlan.i18n import N_
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.pasted.find import NUMBERED, Find
from zhuanlan.problems import Fix

_SENTENCE_END = re.compile(r"[。！？!?…：:；;.][”’」』）)》]{0,3}[ ]?$")
_BROKEN = re.compile(r"(?:  |[\\>|])$")
_BEGINNING = re.compile(rf"\n(?=(\u3000|{NUMBERED.pattern})[^\n]*\S)")
_NO_PARAGRAPH = re.compile(
    r"[ ]{0,3}(?:#{1,6}\s|[|<>]|:::?|`{3}|~{3}|\[[^\]\n]+\]:|(?:[-*_][ ]*){3,}$)"
)


def run_together(text: str, code: Code) -> Iterator[Find]:
    """Find paragraphs that begin right below another one: with full-width blanks, or a number.

    Those that follow one another are one find.
    """
    block: list[int] = []
    certain = True
    for found in _BEGINNING.finditer(text):
        at = found.start()
        above = text[text.rfind("\n", 0, at) + 1 : at]
        ended = _SENTENCE_END.search(above)
        if not above.strip() or _NO_PARAGRAPH.match(above) or _BROKEN.search(above):
            continue
        if code.holds(at + 1) or not (ended or found[1] == "\u3000"):
            continue
        if block and text.find("\n\n", block[-1], at) >= 0:
            yield below_another(text, block, certain=certain)
            block, certain = [], True
        block.append(at + 1)
        certain = certain and bool(ended)
    if block:
        yield below_another(text, block, certain=certain)


def below_another(text: str, places: list[int], *, certain: bool) -> Find:
    """Return the find of paragraphs that begin at some places, right below others."""
    cuts = [*places, places[-1] + 1]
    parts = [text[start:end] for start, end in pairwise(cuts)]
    return Find(
        places[0],
        N_("this paragraph and the one above run together"),
        N_("put an empty line between paragraphs; end lines of a verse with \\"),
        fix=Fix("".join(parts), "".join(f"\n{part}" for part in parts)) if certain else None,
    )
