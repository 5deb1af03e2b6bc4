"""What readers of files agree on: a document of clean blocks, before it becomes Markdown.

A reader (`word`, and others) turns a file into a `Document`: blocks of clean HTML, the pictures
that they show, and what was lost. What a block looked like (centred, bold, its size) is kept beside
it, because title, headings, captions and the lines at the end are recognised by their looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby

from zhuanlan.core.importers import Loss

INLINE = frozenset("a br del em img rp rt ruby strong sub sup u".split())
"""Tags within the text of a block."""
_TAG = re.compile(r"<[^<>]*>")
_READING = re.compile(r"<rp>.*?</rp>")
_NOTE = re.compile(r'<sup><a href="#fn-\d+">\d+</a></sup>')
HEADINGS = ("h2", "h3", "h4")
"""From the highest level down; `h1` is the page's own."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list, table or figure, and what it looked like."""

    tag: str
    """`p`, `h2` to `h4`, `li`, `table`, `figure` or `blockquote`."""
    html: str
    """Clean HTML within the tag, with the tags of `INLINE` in a text."""
    place: int = 0
    """Number of the paragraph in the file, from 1; 0 where the reader does not count."""
    align: str = ""
    """`center`, `right`, or nothing."""
    bold: bool = False
    """Whether all of its text is bold."""
    size: float = 0
    """Points of its first characters; 0 where the file does not say."""
    font: str = ""
    """Name of the Chinese font of its first characters."""
    indent: float = 0
    """Characters by which it is indented, as settings or as blanks, which `html` does not hold."""
    style: str = ""
    """Name of its style, such as `heading 1` or `标题 1`."""
    number: str = ""
    """The automatic number that its text begins with."""
    list: str = ""
    """Of an item: `ul` or `ol`."""
    level: int = 0
    """Of an item: how deep its list is nested, from 0."""
    start: int = 0
    """Of an item of an `ol`: its number."""

    @property
    def text(self) -> str:
        """Its text without markup."""
        return text_of(self.html)

    @property
    def element(self) -> str:
        """Its HTML with its tag."""
        return f"<{self.tag}>{self.html}</{self.tag}>"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read."""

    blocks: tuple[Block, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by the names under which the blocks show them."""
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    """Footnotes: clean HTML, the first is that of `<sup><a href="#fn-1">1</a></sup>`."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself: `title`, `creator`, `modified` …; often wrong."""
    found: Mapping[str, str] = field(default_factory=dict)
    """What was recognised and is no longer among the blocks: `title`, `subtitle` …"""

    @property
    def html(self) -> str:
        """The body as clean HTML, with its notes at the end."""
        parts = [*_elements(self.blocks)]
        if self.notes:
            items = (f'<li id="fn-{n}">{note}</li>' for n, note in enumerate(self.notes, 1))
            parts.append(f'<section class="footnotes"><ol>{"".join(items)}</ol></section>')
        return "\n".join(parts)


def text_of(html: str) -> str:
    """Return the text of clean HTML; a line break is a line break."""
    html = _READING.sub("", html).replace("<br>", "\n")
    return unescape(_TAG.sub("", html)).strip()


def without_notes(html: str) -> tuple[str, str]:
    """Return clean HTML without the marks of its notes, and these marks."""
    return _NOTE.sub("", html), "".join(_NOTE.findall(html))


def paragraph(text: str, place: int = 0) -> Block:
    """Return a text as a paragraph."""
    return Block("p", escape(text), place)


def _elements(blocks: Iterable[Block]) -> Iterator[str]:
    for is_list, run in groupby(blocks, lambda block: block.tag == "li"):
        if is_list:
            yield _lists(run)
        else:
            yield from (block.element for block in run)


def _lists(items: Iterable[Block]) -> str:
    """Return items as lists, deeper ones within the item above them."""
    items = [*items]
    highest = min(item.level for item in items)
    parts: list[str] = []
    within: list[Block] = []  # the last item of each list that is open
    for item in items:
        level = min(item.level - highest, len(within))
        while len(within) > level + 1:
            parts.append(f"</li></{within.pop().list}>")
        last = within.pop() if len(within) > level else None
        goes_on = last is not None and last.list == item.list and item.start in (0, last.start + 1)
        if last:
            parts.append("</li>" if goes_on else f"</li></{last.list}>")
        if not goes_on:
            parts.append(f"<{item.list}" + f' start="{item.start}"' * (item.start > 1) + ">")
        parts.append(f"<li>{item.html}")
        within.append(item)
    return "".join(parts) + "".join(f"</li></{item.list}>" for item in reversed(within))
