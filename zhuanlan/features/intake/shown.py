"""What readers see of clean HTML, and of Markdown in our pipeline: the measure of a writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhuanlan.core.problems import ProblemError
from zhuanlan.features.intake.tree import Node, parsed
from zhuanlan.load.markdown import render

_NOTE = re.compile(r"#fn-(\d{1,4})$")
_NOTE_MARK = re.compile(r"\[\^(\d+)\](?!:)")
_NOTE_TEXT = re.compile(r"^\[\^(\d+)\]:", re.MULTILINE)
_SHOWN_NOTES = re.compile(
    r'<sup class="footnote-ref">.*?</sup>|<a [^<>]*class="footnote-backref".*?</a>'
)
"""What stands for notes in a page, beside their texts."""


_PLAIN = frozenset("h1 h2 h3 h4 h5 h6 figcaption".split())
"""Elements in which nothing is bold by itself."""
Looks = tuple[str, str]
"""The text and the bold text of a block, without blanks."""


def looks(root: Node) -> Looks:
    """Return what readers see of a tree; marks of notes are left out."""
    text = root.text(lambda node: not note_of(node))
    return _bare(text), _bare("".join(_bold(root)))


def _bold(root: Node) -> Iterator[str]:
    for node in root.nodes:
        if node.tag in ("strong", "b"):
            yield node.text(lambda one: not note_of(one))
        elif node.tag == "table":  # all of its first row is
            for row in [*node.every("tr")][1:]:
                yield from _bold(row)
        elif node.tag not in _PLAIN:
            yield from _bold(node)


def _bare(text: str) -> str:
    return "".join(text.split())


def rendered(markdown: str) -> Looks | None:
    """Return what readers see of a Markdown text, or nothing where the house refuses it."""
    used, defined = _NOTE_MARK.findall(markdown), _NOTE_TEXT.findall(markdown)
    notes = "".join(f"[^{n}]: \n" for n in {*used} - {*defined})
    marks = "".join(f"[^{n}]\n" for n in defined if n not in used)
    try:
        html = render(f"{marks}\n{markdown}\n{notes}", "x/index.md").html
    except ProblemError:
        return None
    return looks(parsed(_SHOWN_NOTES.sub("", html)))


def note_of(node: Node) -> str:
    """Return the number of the note that a `sup` refers to, if it does."""
    links = [*node.every("a")] if node.tag == "sup" else []
    found = _NOTE.match(links[0].attributes.get("href", "")) if len(links) == 1 else None
    return found[1] if found else ""
