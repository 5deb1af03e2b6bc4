"""The title and the subtitle of a document: by style, in the middle of a line, or the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss
from zhuanlan.features.intake.document import HEADINGS, Block, text_of, without_notes

_TITLE_STYLES = frozenset({"title", "标题", "標題", "文章标题", "大标题"})
_SUBTITLE_STYLES = frozenset({"subtitle", "副标题", "副標題"})
_SUBTITLE = re.compile(r"[—–―-]{1,3}")
_OF_PAPER = r"[^〔〕\[\]［］【】\n]{0,20}[〔\[［【(（]\d{4}[〕\]］】)）]\s*第?\s*\d+\s*[号號]"
_NO_TITLE = re.compile(
    rf"{_OF_PAPER}$|[（(][^（）()]{{1,30}}[）)]$|\d{{4}}年\d{{1,2}}月\d{{1,2}}日$"
)
"""The number of a document, a note in brackets, a date: in the middle, too."""
_NUMBER = re.compile(
    rf"{_OF_PAPER}|[（(]?(?:\d{{4}}年)?(?:总?第|增刊)\s*[\d一二三四五六七八九十百]{{1,5}}\s*期"
)
_PAPER = re.compile(
    r"(?:通知|意见|方案|报告|决定|通报|函|办法|总结|计划|请示|批复|倡议书?|纪要|[公通]告|规定|细则|要点)[》”]?"
    r"(?:[（(][^（）()]{1,12}[）)])?$"
)
_MOST_LINES = 3
"""Lines that an official title may have below its first."""
_DATED = re.compile(r"\d{4}年\s?\d{1,2}月\s?\d{1,2}日\s*$")
_LEAST_INDENT, _MOST_INDENT = 5, 20
"""Characters by which a title is put into the middle where nobody centres it."""
_BEGINNING = 6
"""Blocks among which a title is looked for."""
_LONGEST, _LONGEST_LINE = 80, 40
_ENDS = frozenset("。；，：！？;")


def titled(blocks: Sequence[Block]) -> tuple[dict[str, str], list[Block], list[Loss]]:
    """Return `title` and `subtitle` as far as they are found, the other blocks, and the guesses."""
    taken_as_title, is_guess = _title(blocks)
    if not taken_as_title:
        return {}, [*blocks], []
    title = [replace(block, html=without_notes(block.html)[0]) for block in taken_as_title]
    lines = [line.strip() for block in title for line in block.text.split("\n")]
    subtitle = _subtitle(blocks, taken_as_title)
    below = [line for line in lines[1:] if _SUBTITLE.match(line)]
    found = {"title": "".join(line for line in lines if line not in below)}
    if subtitle or below:
        texts = (without_notes(block.html)[0] for block in subtitle)
        found["subtitle"] = "".join([*below, *map(text_of, texts)])
    losses: list[Loss] = []
    taken = [*taken_as_title, *subtitle]
    rest = [block for block in blocks if not any(block is one for one in taken)]
    if marks := "".join(without_notes(block.html)[1] for block in taken):
        rest = _with_marks(rest, marks)
        losses.append(
            Loss(N_("a note of the title stands at the first paragraph now"), title[0].place)
        )
    for name, message in _GUESSES.items():
        if name in found and (is_guess or name == "subtitle"):
            losses.append(Loss(message, taken[0].place, {"text": found[name]}))
    return found, rest, losses


_GUESSES = {
    "title": N_("“{text}” is taken as the title"),
    "subtitle": N_("“{text}” is taken as the subtitle"),
}


def _below_masthead(blocks: Sequence[Block]) -> int:
    """Return where a text begins below the head of a paper: its name, number and date."""
    numbered = (at for at, block in enumerate(blocks[:_BEGINNING]) if _NUMBER.match(block.text))
    at = max(numbered, default=-1) + 1
    dated = at and at < len(blocks) and len(blocks[at].text) <= _LONGEST_LINE
    return at + 1 if dated and _DATED.search(blocks[at].text) else at


def _with_marks(blocks: list[Block], marks: str) -> list[Block]:
    """Return blocks whose first text has the marks of notes that the title had."""
    at = next((at for at, block in enumerate(blocks) if block.tag in ("p", *HEADINGS)), None)
    if at is None:
        return [Block("p", marks), *blocks]
    marked = replace(blocks[at], html=blocks[at].html + marks)
    return [*blocks[:at], marked, *blocks[at + 1 :]]


def _title(blocks: Sequence[Block]) -> tuple[list[Block], bool]:
    """Return the blocks of the title, and whether that is a guess."""
    start = _below_masthead(blocks)
    beginning = blocks[start : start + _BEGINNING]
    if styled := [block for block in beginning if block.style.lower() in _TITLE_STYLES]:
        return styled[:1], False
    for at, block in enumerate(beginning):
        if not _is_centred(block) or not _may_be_title(block):
            continue
        same = takewhile(lambda one, like=block: _goes_on(like, one), beginning[at + 1 :])  # type: ignore[misc]
        lines = [block, *same]
        if sum(len(line.text) for line in lines) > _LONGEST:
            lines = [block]
        return _completed(lines, beginning[at + len(lines) :]), True
    first = next((block for block in beginning if block.text), None)
    if first is None:
        return [], False
    if first.tag in HEADINGS and _is_alone(first, blocks):
        return [first], True
    short = len(first.text) <= _LONGEST_LINE and first.text[-1] not in _ENDS
    if first.tag == "p" and short and len(blocks) > 1 and _may_be_title(first):
        below = beginning[next(at for at, block in enumerate(beginning) if block is first) + 1 :]
        return _completed([first], below), True
    return [], False


def _completed(lines: list[Block], below: Sequence[Block]) -> list[Block]:
    """Return the lines of an official title, which ends with the kind of its paper: …的通知."""
    text = "".join(line.text for line in lines)
    if "关于" not in text or _PAPER.search(text):
        return lines
    more: list[Block] = []
    for block in below[:_MOST_LINES]:
        if not _may_be_title(block) or block.text[-1] in _ENDS:
            break
        more.append(block)
        if _PAPER.search(block.text):
            return [*lines, *more]
    return lines


def _is_centred(block: Block) -> bool:
    """Tell whether a line stands in the middle: by its alignment, or as blanks put it there."""
    by_blanks = not block.align and _MOST_INDENT > block.indent >= _LEAST_INDENT
    return block.align == "center" or by_blanks


def _may_be_title(block: Block) -> bool:
    text = block.text
    is_text = block.tag in ("p", *HEADINGS) and 2 <= len(text) <= _LONGEST
    return is_text and not _NO_TITLE.match(text) and not _SUBTITLE.match(text)


def _goes_on(title: Block, block: Block) -> bool:
    """Tell whether a line looks as the title above it does."""
    looks = block.align, block.size, block.font, block.bold, block.tag
    alike = looks == (title.align, title.size, title.font, title.bold, title.tag)
    distinct = title.bold or title.size > 0
    return alike and distinct and _is_centred(block) and _may_be_title(block)


def _is_alone(heading: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether no other heading has its level: it is above all others."""
    return sum(block.tag == heading.tag for block in blocks) == 1


def _subtitle(blocks: Sequence[Block], title: Sequence[Block]) -> list[Block]:
    at = next(at for at, block in enumerate(blocks) if block is title[-1]) + 1
    below = blocks[at : at + 1]
    return [
        block
        for block in below
        if block.style.lower() in _SUBTITLE_STYLES
        or (block.tag == "p" and _SUBTITLE.match(block.text) and len(block.text) <= _LONGEST_LINE)
    ]
