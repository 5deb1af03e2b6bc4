"""Where Chinese text runs on without a space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

HAN = (
    r"[\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff“”‘’…—]"
)
"""Regular expression for one Chinese character or punctuation mark."""

_HAN = re.compile(HAN)


_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def has_han(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return bool(_IDEOGRAPH.search(text))


def unfold(text: str, lines: Sequence[str]) -> str:
    """Take out the spaces that YAML puts between the folded `lines` of a Chinese text."""
    for before, after in pairwise([line.strip() for line in lines]):
        if before and after and _HAN.match(before[-1]) and _HAN.match(after[0]):
            text = text.replace(f"{before} {after}", before + after)
    return text
