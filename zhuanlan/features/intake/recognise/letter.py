"""A letter as recognition reads it: its lines, and those that say who wrote it, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zhuanlan.core.importers import Block
from zhuanlan.features.intake.recognise.bylines import Byline, byline_of, is_masthead, unit_in
from zhuanlan.features.intake.recognise.days import Day

_HEAD, _TAIL = 20, 9
"""Lines above and below the text among which bylines stand."""

_PARAGRAPH = 40
"""Characters from which a line is a paragraph of the text, whatever it ends with."""
_SENTENCE = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a letter; `at` is its number among the blocks."""

    at: int
    block: Block
    byline: Byline | None = None

    @property
    def text(self) -> str:
        """What it says."""
        return self.block.text

    @property
    def place(self) -> int:
        """Where it stands in the file."""
        return self.block.place

    @property
    def dates(self) -> Sequence[Day]:
        """The days that a byline names."""
        return self.byline.days if self.byline else ()

    @property
    def is_byline(self) -> bool:
        """Whether it says who, when and where, and nothing else."""
        return self.byline is not None and not self.byline.rest


@dataclass
class Letter:
    """All lines of a letter, in order."""

    blocks: Sequence[Block]
    units: Iterable[str] = ()
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        units = sorted(self.units, key=len, reverse=True)
        texts = [at for at, block in enumerate(self.blocks) if _is_text(block)]
        first = texts[0] if texts else min(4, len(self.blocks))
        last = texts[-1] if texts else first
        written = [at for at, block in enumerate(self.blocks) if block.kind != "picture"]
        tail = {at for at in written[-_TAIL:] if at > last}
        self.lines = []
        for at, block in enumerate(self.blocks):
            near = at < min(first, _HEAD) or at in tail
            may = near and block.kind in ("paragraph", "heading", "caption")
            self.lines.append(Line(at, block, byline_of(block.text, units) if may else None))
        self._judge_bare(units, first if texts else 0)
        self.head = self.lines[: max(first, 1)]

    def _judge_bare(self, units: Sequence[str], first: int) -> None:
        """Take bare names and units for bylines only where nothing else is likelier.

        A unit's name may be a title that ends as names of units do; a name may be a word. So what
        stands first is a title unless there is another one, and a name stands below a title.
        """
        others = [
            line for line in self.lines[:first] if not line.is_byline and not is_masthead(line.text)
        ]
        for line in self.lines:
            byline = line.byline
            if byline is None or byline.rest or not byline.is_bare:
                continue
            titled = any(other.at < line.at for other in others)
            if byline.names:
                keeps = (titled and 0 < line.at < first) or line.block.right
            else:
                keeps = (
                    bool(others)
                    or line.at >= first
                    or any(unit_in(unit, units) for unit in byline.units)
                )
            if not keeps:
                byline.rest = line.text

    @cached_property
    def body_lines(self) -> list[Line]:
        """The lines that are no bylines."""
        return [line for line in self.lines if not line.is_byline]

    @cached_property
    def mastheads(self) -> list[Line]:
        """Lines above the title that name a bulletin and its number."""
        return [line for line in self.head if is_masthead(line.text)]

    def labelled(self, name: str) -> list[Line]:
        """Return the bylines in which a label says what a field is."""
        return [line for line in self.lines if line.is_byline and line.byline.has(name)]  # type: ignore[union-attr]

    @cached_property
    def text(self) -> str:
        """All that it says besides bylines."""
        return "\n".join(line.text for line in self.body_lines)


def _is_text(block: Block) -> bool:
    """Tell whether a block is a paragraph of the text, and no title or byline."""
    if block.kind in ("table", "picture"):  # pictures often stand below the last lines
        return block.kind == "table"
    text = block.text
    if block.kind != "paragraph" or block.centred or block.right:
        return len(text) > _PARAGRAPH * 2
    ends = text.rstrip("”’）)")[-1:] in "。！？…；：:!?;"
    return (ends and len(text) > _SENTENCE) or (len(text) > _PARAGRAPH and "。" in text)
