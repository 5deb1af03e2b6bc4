"""Which paragraphs are captions of pictures: “图1：…” above or below, or a small line below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss
from zhuanlan.features.intake.document import Block

_CAPTION = re.compile(
    r"[▲△]|[（(]?(?:图|圖|照片|图片)(?:\s*[0-9０-９一二三四五六七八九十]{1,3}|为|：|:)"
)
_POINTING = re.compile(r"^[▲△]\s*")
"""What says on pages of WeChat that a line belongs to the picture above it."""
_LONGEST, _LONGEST_LINE = 120, 50
_NO_ALT = ' alt=""'


def captioned(blocks: Sequence[Block]) -> tuple[list[Block], list[Loss]]:
    """Return blocks whose figures have their captions, and what was guessed."""
    taken: dict[int, int] = {}
    """Caption → figure."""
    pictures = [at for at, block in enumerate(blocks) if block.tag == "figure"]
    for at in pictures:
        if _is_below(blocks, at):
            taken[at + 1] = at
    have = {*taken.values()}
    for at in pictures:
        if at and at not in have and at - 1 not in taken and _is_caption(blocks[at - 1]):
            taken[at - 1] = at
    captions = {figure: caption for caption, figure in taken.items()}
    losses: list[Loss] = []
    found: list[Block] = []
    for at, block in enumerate(blocks):
        if at in taken:
            message = N_("“{text}” is taken as the caption of a picture")
            losses.append(Loss(message, block.place, {"text": block.text}))
        elif at in captions:
            caption = blocks[captions[at]]
            alt = f' alt="{escape(_described(caption.text))}"'
            picture = block.html.replace(_NO_ALT, alt, 1)
            text = _POINTING.sub("", caption.html)
            found.append(replace(block, html=f"{picture}<figcaption>{text}</figcaption>"))
        else:
            found.append(block)
    without = sum(block.html.count(_NO_ALT) for block in found)
    if without:
        message = N_("pictures without alternative text: {count}; write what each shows")
        losses.append(Loss(message, 0, {"count": without}))
    return found, losses


def _is_below(blocks: Sequence[Block], at: int) -> bool:
    if at + 1 == len(blocks):
        return False
    below = blocks[at + 1]
    if "<sup><a" in below.html:
        return False  # a caption can have no note
    small = below.align == "center" and len(below.text) <= _LONGEST_LINE
    return _is_caption(below) or (
        small and below.tag == "p" and not below.bold and below.text[-1:] not in "。！？"
    )


def _is_caption(block: Block) -> bool:
    text = block.text
    return block.tag == "p" and len(text) <= _LONGEST and _CAPTION.match(text) is not None


def _described(caption: str) -> str:
    """Return what a caption says, without its number: 图1：植树 → 植树."""
    caption = _POINTING.sub("", caption)
    bare = re.sub(
        r"^(?:图|圖|照片|图片)\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[：:.．、]?\s*", "", caption
    )
    return " ".join((bare or caption).split())
