"""Clean HTML → Markdown that our engine renders as the same text with the same bold words.

Each block is written as an editor would write it, and rendered. Where that shows something else
(signs that our rules or CommonMark take for markup), it is written once more in a form that leaves
nothing to rules: character references and HTML tags.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from zhuanlan.features.intake.escape import escaped, referenced
from zhuanlan.features.intake.inline_html import html_of, is_linked
from zhuanlan.features.intake.shown import looks, note_of, rendered
from zhuanlan.features.intake.tree import BLANKS, Node, parsed

_CONTAINERS = frozenset("div section article main figure blockquote ul ol table p".split()) | {
    *"h1 h2 h3 h4 h5 h6".split()
}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_TAGS = {"**": "strong", "*": "em", "~~": "del"}
_AS_HTML = frozenset("sup sub u ruby rt rp".split())
_TRIES = 5
_APART = "<!-- -->"
"""Between two lists, which would be one."""


def written(html: str) -> str:
    """Return clean HTML as Markdown; what is no block of its own becomes a paragraph."""
    nodes = [*_blocks(parsed(html))]
    blocks = [_simplest(node) for node in nodes]

    def fits(count: int) -> bool:
        shown = rendered(_joined(nodes[:count], blocks[:count]))
        return shown == looks(Node("", {}, [*nodes[:count]]))

    for _ in range(_TRIES):  # where blocks that are right by themselves are wrong together
        if fits(len(nodes)):
            return _joined(nodes, blocks)
        first = bisect_left(range(len(nodes)), True, key=lambda at: not fits(at + 1))
        blocks[first] = _Writer(safe=True).block(nodes[first])
    return _joined(nodes, [_Writer(safe=True).block(node) for node in nodes])


def _joined(nodes: list[Node], blocks: list[str]) -> str:
    parts: list[str] = []
    before = ""
    for node, block in zip(nodes, blocks, strict=True):
        if not block:
            continue
        if node.tag in ("ul", "ol") and node.tag == before:
            parts.append(_APART)
        before = node.tag
        parts.append(block)
    return "\n\n".join(parts) + "\n"


def _blocks(root: Node) -> Iterator[Node]:
    """Yield the blocks of a tree; running text between them becomes paragraphs."""
    text: list[Node | str] = []
    for child in [*root.children, Node("p")]:
        if isinstance(child, str) or child.tag not in _CONTAINERS:
            text.append(child)
            continue
        if any(isinstance(one, Node) or one.strip() for one in text):
            yield Node("p", {}, text)
        text = []
        if child.tag in ("div", "article", "main") or _is_section(child):
            yield from _blocks(child)
        elif child.children:
            yield child


def _is_section(node: Node) -> bool:
    return node.tag == "section" and node.attributes.get("class") != "footnotes"


def _simplest(node: Node) -> str:
    """Return a block in its simplest form that is rendered as the same text."""
    wanted = looks(Node("", {}, [node]))
    markdown = ""
    for writer in (_Writer(), _Writer(safe=True)):
        markdown = writer.block(node)
        if rendered(markdown) == wanted:
            break
    return markdown


def _noted(node: Node) -> list[Node]:
    return [one for one in node.every("sup") if note_of(one)]


class _Writer:
    """Writes blocks; `safe` leaves nothing to rules."""

    def __init__(self, safe: bool = False) -> None:
        self._safe = safe

    def block(self, node: Node) -> str:
        """Return a block as Markdown."""
        match node.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                text = self._lines(_without_bold(node)).replace("\\\n", " ")
                return f"{'#' * int(node.tag[1])} {text}" if text else ""
            case "ul" | "ol":
                return self._list(node)
            case "blockquote":
                return _prefixed("\n\n".join(map(self.block, _blocks(node))), "> ", "> ")
            case "table":
                return self._table(node)
            case "figure":
                return self._figure(node)
            case "section":
                items = enumerate(node.every("li"), 1)
                return "\n".join(f"[^{n}]: {self._one_line(item)}" for n, item in items)
            case _:
                return self._lines(node)

    def _list(self, node: Node) -> str:
        number = int(node.attributes.get("start") or 1)
        items: list[str] = []
        for item in node.nodes:
            mark = f"{number}. " if node.tag == "ol" else "- "
            blocks = [self.block(block) for block in _blocks(item)]
            text = "\n".join(filter(None, blocks))
            if text.startswith("&#91;"):  # comrak looks for a check box behind references, too
                text = text.replace("&#91;", "\\[", 1)
            items.append(_prefixed(text, mark, " " * len(mark)))
            number += 1
        return "\n".join(items)

    def _figure(self, node: Node) -> str:
        captions = [self._plain(caption) for caption in node.every("figcaption")]
        pictures = [*node.every("img")]
        parts = [self._picture(one, "") for one in pictures[:-1]]
        parts += [self._picture(one, " ".join(captions)) for one in pictures[-1:]]
        return "\n\n".join(parts or captions)

    def _plain(self, node: Node) -> str:
        return BLANKS.sub(" ", node.text()).strip()

    def _picture(self, node: Node, caption: str = "") -> str:
        address = node.attributes.get("src", "")
        if not address or any(urlsplit(address)[:2]):
            return ""  # nothing is loaded from elsewhere
        title = caption or node.attributes.get("title", "")
        alt = self._text(node.attributes.get("alt", "").replace("\n", " "))
        quoted = self._text(title).replace('"', "&quot;")
        quoted = quoted.replace("&#92;", "&#92;&#92;")  # comrak takes one for an escape there
        titled = f' "{quoted}"' if title else ""
        return f"![{alt}]({quote(address)}{titled})"

    def _table(self, node: Node) -> str:
        rows = [row.nodes for row in node.every("tr")]
        cells = [cell for row in rows for cell in row]
        spans = any(cell.attributes.keys() & {"colspan", "rowspan"} for cell in cells)
        blocks = any(True for cell in cells for _ in cell.every("ul", "ol", "table", "figure"))
        if spans or blocks or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
            return self._html_table(rows)
        lines = [f"| {' | '.join(self._cell(cell) for cell in row)} |" for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        return "\n".join(lines)

    def _html_table(self, rows: list[list[Node]]) -> str:
        """Return a table as HTML, which keeps what Markdown has no form for."""
        lines = ["<table>"]
        for row in rows:
            cells = []
            for cell in row:
                blocks = "<br>".join(html_of(block).strip() for block in _blocks(cell))
                cells.append(f"<{cell.tag}{_spans(cell)}>{blocks}</{cell.tag}>")
            lines.append(f"<tr>{''.join(cells)}</tr>")
        marks = "".join(
            f"[^{note_of(one)}]" for row in rows for cell in row for one in _noted(cell)
        )
        return "\n".join([*lines, "</table>"]) + (f"\n\n{marks}" if marks else "")

    def _cell(self, cell: Node) -> str:
        return re.sub(r"(?<!\\)\|", r"\\|", self._one_line(cell))

    def _one_line(self, node: Node) -> str:
        parts = [self._lines(block) for block in _blocks(node)]
        return "<br>".join(filter(None, parts)).replace("\\\n", "<br>")

    def _lines(self, node: Node) -> str:
        """Return running text, a line for each of its lines."""
        lines = [line.strip(" \u3000") for line in self._inline(node).split("\n")]
        lines = [line for line in lines if line]
        return "\\\n".join(lines)

    def _inline(self, node: Node, begins: bool = True) -> str:
        parts: list[str] = []
        for child in node.children:
            if isinstance(child, str):
                part = self._text(BLANKS.sub(" ", child), first=begins)
            else:
                part = self._element(child, begins)
            parts.append(part)
            line = part.rpartition("\n")[2]
            begins = ("\n" in part or begins) and not line.strip(" \u3000")
        return "".join(parts)

    def _text(self, text: str, first: bool = False) -> str:
        if self._safe:
            return referenced(text)
        if first:
            text = text.lstrip(" \u3000")
            return escaped(text)
        return escaped("x" + text)[1:]

    def _element(self, node: Node, begins: bool) -> str:
        if node.tag == "br":
            return "\n"
        if node.tag == "img":
            return self._picture(node)
        if number := note_of(node):
            return f"[^{number}]"
        inner = self._inline(node, begins)
        if not inner.strip():
            return inner
        if mark := _MARKS.get(node.tag):
            return self._marked(inner, mark)
        if node.tag == "a":
            return _linked(inner, node.attributes.get("href", ""))
        if node.tag in _AS_HTML:
            return f"<{node.tag}>{inner}</{node.tag}>"
        return inner

    def _marked(self, inner: str, mark: str) -> str:
        """Return emphasised text, line by line, with its blanks outside."""
        opening, closing = (f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>") if self._safe else (mark, mark)
        lines = []
        for line in inner.split("\n"):
            bare = line.strip(" \u3000")
            at = line.find(bare)
            marked = f"{opening}{bare}{closing}" if bare else ""
            lines.append(line[:at] + marked + line[at + len(bare) :])
        return "\n".join(lines)


def _without_bold(node: Node) -> Node:
    """Return a heading without bold text: all of it is."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            inner = _without_bold(child)
            children += inner.children if child.tag in ("strong", "b") else [inner]
        else:
            children.append(child)
    return Node(node.tag, node.attributes, children)


def _linked(inner: str, address: str) -> str:
    if not is_linked(address) or "\n" in inner:
        return inner
    return f"[{inner}]({quote(address, safe=_IN_ADDRESS)})"


_IN_ADDRESS = "%/:?#@!$&'*+,;=~-._[]"


def _spans(cell: Node) -> str:
    spans = ((name, cell.attributes.get(name, "")) for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in spans if value.isdigit())


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((others + line).rstrip() for line in lines[1:])])
