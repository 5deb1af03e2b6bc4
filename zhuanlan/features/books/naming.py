"""Addresses of pages below that of a book, by names in its rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from zhuanlan.model.slug import slugify


def addresses_of(
    names: Iterable[str], readings: Mapping[str, str], below: str = ""
) -> Mapping[str, str]:
    """Return an address for each name, below another one; names that read alike get a hash."""
    slugs = {name: slugify(name, readings) for name in names}
    count = Counter(slugs.values())
    return {
        name: f"{below}{slug if count[slug] == 1 else f'{slug}-{_hash(name)}'}/"
        for name, slug in slugs.items()
    }


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
