"""Readings of people's names: what they are sorted by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SURNAMES = {
    **dict(
        zip(
            "单仇曾任解查区朴翟盖缪黑秘冼员繁乐折尉覃",
            "shan qiu zeng ren xie zha ou piao zhai ge miao he bi xian yun po yue she wei "
            "qin".split(),
            strict=True,
        )
    ),
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
}
"""Surnames that are read otherwise than the same characters elsewhere."""

_AFTER_NAME = re.compile(r"[（(].*")
_PARTS = re.compile(r"[A-Za-z]+|[^\x00-\x7f]")
_LETTERS = re.compile(r"[a-z]+")


def reading(name: str, readings: Mapping[str, str]) -> str:
    """Return how a name is read, in lower-case syllables; empty where it has no letter.

    `readings` overrides the surnames' own readings and pypinyin's. What stands in brackets after a
    name is no part of it.
    """
    plain = _AFTER_NAME.sub("", name) or name
    for known, told in readings.items():
        plain = plain.replace(known, f" {told} ")
    for length in (2, 1):
        if surname := _SURNAMES.get(plain[:length]):
            plain = f"{surname} {plain[length:]}"
    syllables = (part if part.isascii() else _syllable(part) for part in _PARTS.findall(plain))
    return " ".join(_LETTERS.findall(" ".join(syllables).lower()))


@lru_cache(maxsize=8192)
def _syllable(character: str) -> str:
    from pypinyin import lazy_pinyin  # slow to import: only for names that need it

    return " ".join(lazy_pinyin(character))


def initial_of(read: str) -> str:
    """Return the capital that a reading is found under: A to Z, or # for all else."""
    return read[0].upper() if read else "#"
