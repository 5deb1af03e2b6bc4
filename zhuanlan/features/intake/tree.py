"""Clean HTML → a small tree, for what writes it in another form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img"})
_DEEPEST = 60
"""What is nested deeper is put beside each other: nobody writes it."""


@dataclass(slots=True)
class Node:
    """An element; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """Its child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def every(self, *tags: str) -> Iterator[Node]:
        """Yield the elements below it that have one of the tags."""
        for node in self.nodes:
            if node.tag in tags:
                yield node
            yield from node.every(*tags)

    def text(self, keep: Callable[[Node], bool] = lambda node: True) -> str:
        """Return its text, without elements that are not kept."""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag == "br":
                parts.append("\n")
            elif keep(child):
                parts.append(child.text(keep))
        return "".join(parts)


def parsed(html: str) -> Node:
    """Return the tree of clean HTML; whatever else it gets, it returns a tree."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
"""What HTML shows as one blank."""
