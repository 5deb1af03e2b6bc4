"""Addresses of pages below that of a book, by names in its rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from zhuanlan.model.fields import DEVICES
from zhuanlan.model.slug import slugify


def addresses_of(
    named: Iterable[tuple[str, str]],
    readings: Mapping[str, str],
    below: str = "",
    reserved: Collection[str] = (),
) -> list[str]:
    """Return an address for each name, below another one.

    With each name comes what tells it from others that are read alike: these get a hash of it, and
    so does one that is `reserved`, or no file name on Windows.
    """
    pairs = [*named]
    slugs = [slugify(name, readings) for name, _ in pairs]
    count = Counter(slugs)
    made: dict[str, None] = {}
    for slug, (_, key) in zip(slugs, pairs, strict=True):
        own = slug
        if count[slug] > 1 or slug in reserved or DEVICES.fullmatch(slug):
            own = f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"
        while own in made:  # what only office-only cells tell apart
            own += "-2"
        made[own] = None
    return [f"{below}{own}/" for own in made]
