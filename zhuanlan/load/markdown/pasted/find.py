"""One find in a pasted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zhuanlan.core.problems import Fix
from zhuanlan.load.markdown.code import Code


class Find(NamedTuple):
    """Where something begins in the text, what it is, and how it is mended if that is certain."""

    at: int
    message: str
    hint: str
    value: str = ""
    fix: Fix | None = None


Look = Callable[[str, Code], Iterator[Find]]
"""Finds something in a text whose code is known; what it finds in code is left out afterwards."""

NUMBERED = re.compile(
    r"[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|\d{1,2}[、．]|[①-⑳●◆■▲★])"
)
"""How paragraphs are numbered that Markdown takes for ordinary text."""
