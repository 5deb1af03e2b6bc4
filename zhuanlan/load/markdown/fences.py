"""Fenced code: where it is. A fence that nothing closes is none, on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING = re.compile(
    r"\n[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*"
    r"(`{3,}(?=[^`\n]*(?:\n|$))|~{3,}(?![^\n]*[^\x00-\x7f]))[^\n]*"
)
"""A fence after its line break; `~~~谢谢~~~` is a sentence."""


def split(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each from a line break on, and whether it is fenced code."""
    if "```" not in text and "~~~" not in text:
        yield text, False
        return
    start = at = 0
    unclosed: dict[str, int] = {}
    while opening := OPENING.search(text, at):
        fence = opening[1]
        at = opening.end()
        if len(fence) >= unclosed.get(fence[0], len(text)):
            continue
        closing = re.compile(rf"\n[ \t>]*{fence}+[ \t]*(?=\n|$)").search(text, at)
        if not closing:
            unclosed[fence[0]] = len(fence)
            continue
        yield text[start : opening.start()], False
        yield text[opening.start() : closing.end()], True
        start = at = closing.end()
    yield text[start:], False
