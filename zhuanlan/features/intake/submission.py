"""Forms that stand above a text: a table of labels and values, as `new template` writes it.

Its rows become lines such as 报送单位：某学校, which recognition reads without a guess. Other
tables stay tables: at least three labels have to be known, and more than half of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from zhuanlan.features.intake.document import Block, text_of
from zhuanlan.features.intake.recognise.bylines import is_label

_ROW = re.compile(r"<tr\b[^<>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)</t[dh]>", re.DOTALL)
_HINT = re.compile(r"\s*[（(].*?[）)]|[\s：:*＊]+$")
_TEXT = re.compile(r"[【\[]?\s*(?:正\s*文|稿件正文|事迹正文)(?:[（(].*?[）)])?\s*[：:】\]]?")
_FORM = re.compile(r".{0,20}(?:投稿单|投稿表|报送表|供稿单|推荐表|申报表)")
_BEGINNING = 4
_FEWEST = 3


def without_form(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with the rows of a form as lines, without its name and the word 正文."""
    for at, block in enumerate(blocks[:_BEGINNING]):
        pairs = _pairs_of(block) if block.tag == "table" else []
        if pairs:
            lines = [
                Block("p", escape(f"{label}：{value}"), block.place)
                for label, value in pairs
                if value
            ]
            above = [one for one in blocks[:at] if not _FORM.fullmatch(one.text)]
            below = [*blocks[at + 1 :]]
            if below and _TEXT.fullmatch(below[0].text):
                below.pop(0)
            return (*above, *lines, *below)
    return tuple(blocks)


def _pairs_of(table: Block) -> list[tuple[str, str]]:
    """Return the labels of a form with their values; nothing for another table."""
    pairs = [pair for row in _ROW.findall(table.html) for pair in _pairs(row)]
    known = sum(is_label(label) for label, _ in pairs)
    return pairs if known >= _FEWEST and known * 2 > len(pairs) else []


def _pairs(row: str) -> Iterator[tuple[str, str]]:
    """Yield the labels of a row, without what is explained in brackets, with their values."""
    cells = [" ".join(text_of(cell).split()) for cell in _CELL.findall(row)]
    for place in range(0, len(cells) - 1, 2):
        label = "".join(_HINT.sub("", cells[place]).split())
        if label:
            yield label, cells[place + 1]
