"""Punctuation and letters of the wrong width, by AutoCorrect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Piece
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.model.checks import Rule

_ROUNDS = 5

_HAN = r"\u3400-\u9fff"
_BRACKETS = re.compile(
    rf"(?:(?<=[{_HAN}，。；：！？、）》”])|^)\(([^()\x00]*[{_HAN}][^()\x00]*)\)"
    rf"|\(([{_HAN}][^()\x00]*)\)(?=[{_HAN}])"
)
_BESIDE_QUOTE = re.compile(
    rf"(?<=[”’》）】〕])[,;:!?](?=[{_HAN}“‘《（]|$)|(?<=[{_HAN}])[,;:!?](?=[“‘《（【])"
)
_WIDE_SPACE = "\u3000"
_WIDE = str.maketrans(",;:!?", "，；：！？")


@cache
def _ready() -> None:
    """Set AutoCorrect up for official texts, which put no spaces between Chinese and the rest."""
    import autocorrect_py

    on = ("fullwidth", "halfwidth-word", "halfwidth-punctuation")
    rules = (
        "space-word space-punctuation space-bracket space-backticks space-dash space-dollar "
        "fullwidth no-space-fullwidth no-space-fullwidth-quote halfwidth-word "
        "halfwidth-punctuation spellcheck".split()
    )
    settings = json.dumps({"rules": {rule: int(rule in on) for rule in rules}})
    autocorrect_py.load_config(settings)  # type: ignore[attr-defined]


def corrected(text: str) -> str:
    """Return a text with its punctuation and letters in the widths of Chinese print.

    It is left alone where nothing is Chinese. Applied twice it gives the same.
    """
    import autocorrect_py

    _ready()
    for _ in range(_ROUNDS):
        better = str(autocorrect_py.format(text))
        if _WIDE_SPACE in text and len(better) == len(text):  # 第一章　总则, 王　伟: set on purpose
            pairs = zip(text, better, strict=True)
            better = "".join(a if a == _WIDE_SPACE else b for a, b in pairs)
        better = _BRACKETS.sub(lambda m: f"（{m[1] or m[2]}）", better)
        better = _BESIDE_QUOTE.sub(lambda m: m[0].translate(_WIDE), better)
        if better == text or len(better) != len(text):
            return text
        text = better
    return text


def wrong_widths(piece: Piece, source: Source) -> Iterator[Finding]:
    """Find each run of characters of the wrong width, with the characters around it."""
    if source.language == "en":
        return
    for part in re.finditer(r"[^\x00]+", piece.text):
        old = part[0]
        if old.isascii() or not re.search(rf"[{_HAN}]", old):
            continue
        new = corrected(old)
        if new == old:
            continue
        for first, end in _runs(old, new):
            yield finding(
                "punctuation",
                source.path,
                piece.spot(part.start() + first),
                N_("“{value}” is of the wrong width here"),
                N_("write “{right}”"),
                fix=Fix(old[first:end], new[first:end]),
                value=_shown(old, first, end),
                right=_shown(new, first, end),
            )


def _runs(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Yield where two texts of one length differ: start and end of each run."""
    start = None
    for place, (a, b) in enumerate(zip(old + "\n", new + "\n", strict=True)):
        if a != b and start is None:
            start = place
        elif a == b and start is not None:
            yield start, place
            start = None


_MARGIN = 3


def _shown(text: str, first: int, end: int) -> str:
    """Return what is meant with a few characters around it."""
    return text[max(first - _MARGIN, 0) : end + _MARGIN]


PUNCTUATION = Rule(
    "punctuation",
    "warning",
    N_("punctuation of the wrong width"),
    {"piece": wrong_widths},
    fixable=True,
)
