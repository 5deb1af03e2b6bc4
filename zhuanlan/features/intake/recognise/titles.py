"""Title and subtitle of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.recognise.letter import Letter, Line

_DASHES = re.compile(r"^(?:—{1,3}|――|──|－－|--|─{1,2})\s*(?=\S)")
_BEGINS_SUBTITLE = re.compile("追?记|访|写[给在]|走近|来自|献给|致")
_LONGEST = 60
_ADDRESSEE = re.compile(r".{1,30}[：:]")
_OF_FILE = re.compile(
    r"^[\d._\-年月日\s、]+|[（(]?(?:定稿|终稿|修改|最终版?|修改稿|副本|新建|\d+稿)[）)]?\d*$|[\d._\-\s]+$"
)


def guess_titles(letter: Letter, around: Around) -> Iterator[Guess]:
    """Yield the title, and the subtitle where dashes or a label say that there is one.

    The title is the first line that is no byline and no head of a bulletin. It is beyond doubt
    where it is labelled, formatted as a title, or followed by a text; a paragraph is no title: the
    name of the file stands in.
    """
    for name in ("title", "subtitle"):
        for line in letter.labelled(name)[:1]:
            value = "".join(line.byline.values.get(name, [])[:1])  # type: ignore[union-attr]
            if value:
                yield Guess(name, value, line.text, line.place, sure=True)
    labelled = letter.labelled("title")
    first = None if labelled else _first(letter)
    if first is None and not labelled:
        stem = _OF_FILE.sub("", around.file).strip() or around.file
        yield Guess("title", stem, around.file, 0)
        return
    if first is not None:
        block = first.block
        formed = block.kind == "heading" or block.centred or block.bold
        followed = len(letter.body_lines) > 1 and block.text[-1:] not in "。；;，,"
        title, found, subtitle = block.text.partition("——")
        if found and _BEGINS_SUBTITLE.match(subtitle) and title:
            yield Guess("title", title, block.text, block.place, sure=formed or followed)
            yield Guess("subtitle", subtitle, block.text, block.place, sure=True)
            return
        yield Guess("title", block.text, block.text, block.place, sure=formed or followed)
    if letter.labelled("subtitle"):
        return
    for line in letter.body_lines[:4]:
        if (dashes := _DASHES.match(line.text)) and len(line.text) <= _LONGEST:
            yield Guess("subtitle", line.text[dashes.end() :], line.text, line.place, sure=True)
            return


def _first(letter: Letter) -> Line | None:
    """Return the line of the title."""
    heads = {line.at for line in letter.mastheads} if _followed(letter) else set()
    for line in letter.lines:
        if line.is_byline or line.at in heads or line.block.kind in ("table", "picture"):
            continue
        text = line.text
        if len(text) > _LONGEST or text.endswith("。") or _ADDRESSEE.fullmatch(text):
            return None
        return line
    return None


def _followed(letter: Letter) -> bool:
    """Tell whether something short follows the head of a bulletin, to be its title."""
    last = max((line.at for line in letter.mastheads), default=-1)
    return (
        any(line.at > last and not line.is_byline for line in letter.head) or len(letter.head) <= 1
    )
