"""Simplified characters → traditional ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def traditional(text: str) -> str:
    """Return a text of our own in traditional characters.

    Not for texts of content: there and back again gives other characters (愿, 干).
    """
    return text if text.isascii() else str(_converter().convert(text))


@lru_cache
def _converter() -> Any:
    from opencc import OpenCC  # only for campaigns in traditional characters

    return OpenCC("s2t")
