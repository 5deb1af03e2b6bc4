"""Parts of addresses made from names: ASCII as it is, Chinese by its reading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

_MAX = 80
_JUNK = re.compile(r"[^a-z0-9]+")


def slugify(text: str, readings: Mapping[str, str], length: int = _MAX) -> str:
    """Return a slug for any text: lower-case ASCII words joined by hyphens.

    It has `length` characters at most and ends with a whole word, which of Chinese is a syllable.

    `readings` overrides pypinyin for the names that it misreads. A text without any letter or
    digit gets a short hash, so that a slug is never empty.
    """
    if not text.isascii():
        for name, reading in readings.items():
            text = text.replace(name, f" {reading} ")
        text = _pinyin(text)
    slug = _JUNK.sub("-", text.lower()).strip("-")
    if len(slug) > length:
        slug = slug[:length].rpartition("-")[0] or slug[:length]
    return slug or hashlib.sha256(text.encode()).hexdigest()[:8]


@lru_cache(maxsize=4096)
def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin  # slow to import: only for names that need it

    return " ".join(lazy_pinyin(text))
