"""Text in a cell of an HTML table within Markdown: HTML whose texts no rule takes for Markdown."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlsplit

from zhuanlan.features.intake.escape import referenced
from zhuanlan.features.intake.tree import BLANKS, Node

_KEPT = frozenset("strong b em i del s sup sub u ruby rt rp".split())
_SCHEMES = frozenset({"http", "https", "mailto"})


def is_linked(address: str) -> bool:
    """Tell whether an address of a file may be one of a post."""
    return urlsplit(address).scheme.lower() in _SCHEMES


def _is_note(node: Node) -> bool:
    links = node.nodes if node.tag == "sup" else []
    return len(links) == 1 and links[0].attributes.get("href", "").startswith("#fn-")


def html_of(node: Node) -> str:
    """Return what an element holds."""
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(referenced(BLANKS.sub(" ", child)))
        elif child.tag == "br":
            parts.append("<br>")
        elif child.tag == "img":
            source = quote(child.attributes.get("src", ""))
            parts.append(f'<img src="{source}" alt="{escape(child.attributes.get("alt", ""))}">')
        elif child.tag == "a" and is_linked(child.attributes.get("href", "")):
            address = escape(child.attributes["href"])
            parts.append(f'<a href="{address}">{html_of(child)}</a>')
        elif child.tag in _KEPT and not _is_note(child):
            parts.append(f"<{child.tag}>{html_of(child)}</{child.tag}>")
        elif not _is_note(child):  # those stand below the table
            parts.append(html_of(child))
    return "".join(parts)
