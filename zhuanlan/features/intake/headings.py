"""Which paragraphs are headings: by style, by the numbers of official documents, by bold type.

一、（一）1.（1） are the four levels of GB/T 9704. A number alone makes no heading: an agenda is
numbered, too. So a heading is short, ends without punctuation, and has something below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss
from zhuanlan.features.intake.document import HEADINGS, Block

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第{_NUMERAL}[章节部](?:分)?[ \u3000]",
        rf"{_NUMERAL}、",
        rf"[（(]{_NUMERAL}[）)]",
        r"\d{1,2}(?:[．、]|\.(?!\d))",
        r"[（(]\d{1,2}[）)]",
    )
)
"""How headings are numbered, from the highest level down."""
_LONGEST, _LONGEST_BOLD = 40, 30
_ENDS = frozenset("。；，：、！？…;,:!?.")


def with_headings(blocks: Sequence[Block]) -> tuple[list[Block], list[Loss]]:
    """Return blocks whose headings are `h2` to `h4`, and what was guessed."""
    blocks = _raised(blocks)
    kinds = {at: kind for at, block in enumerate(blocks) if (kind := _kind(blocks, at)) is not None}
    styled = any(block.tag in HEADINGS and _number(block) is None for block in blocks)
    numbered = {_number(block) for block in blocks if block.tag in HEADINGS} - {None}
    ranks = sorted({*kinds.values(), *filter(None, numbered)})
    guessed: list[Loss] = []
    found: list[Block] = []
    level = -1
    for at, block in enumerate(blocks):
        if at in kinds:
            level = min(ranks.index(kinds[at]) + styled, len(HEADINGS) - 1)
            tag = HEADINGS[level]
        elif block.tag in HEADINGS:
            level, tag = HEADINGS.index(block.tag), block.tag
        elif _is_bold_title(blocks, at):
            tag = HEADINGS[min(level + 1, len(HEADINGS) - 1)]
        else:
            tag = block.tag
        if tag != block.tag:
            message = N_("“{text}” is taken as a heading")
            guessed.append(Loss(message, block.place, {"text": block.text}))
        found.append(replace(block, tag=tag))
    return found, guessed


def _raised(blocks: Sequence[Block]) -> list[Block]:
    """Let the highest headings by style be `h2`."""
    used = [tag for tag in HEADINGS if any(block.tag == tag for block in blocks)]
    if not used or used[0] == HEADINGS[0]:
        return [*blocks]
    up = HEADINGS.index(used[0])
    return [
        replace(block, tag=HEADINGS[HEADINGS.index(block.tag) - up])
        if block.tag in HEADINGS
        else block
        for block in blocks
    ]


def _number(block: Block) -> int | None:
    """Return which kind of number a text begins with."""
    text = block.text
    return next((rank for rank, kind in enumerate(_KINDS) if kind.match(text)), None)


def _is_title_like(block: Block, longest: int) -> bool:
    text = block.text
    fits = 2 <= len(text) <= longest and "\n" not in text and text[-1] not in _ENDS
    return block.tag == "p" and block.align != "right" and fits


def _kind(blocks: Sequence[Block], at: int) -> int | None:
    """Return the kind of number by which a paragraph is a heading."""
    block = blocks[at]
    kind = _number(block) if _is_title_like(block, _LONGEST) else None
    if kind is None or at + 1 == len(blocks):
        return None
    below = blocks[at + 1]
    next_kind = _number(below)
    if next_kind is not None and next_kind <= kind and below.tag == "p":
        return None  # two of them in a row are a list
    return kind


def _is_bold_title(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at]
    if not block.bold or block.align or "：" in block.text:
        return False
    if not _is_title_like(block, _LONGEST_BOLD):
        return False
    below = blocks[at + 1] if at + 1 < len(blocks) else block
    return below.tag in ("p", "figure", "li") and not below.bold
