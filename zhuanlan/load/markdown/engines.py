"""The two Markdown engines, each a function from Markdown to raw HTML.

What both must agree on is in `house`; what an engine can be told to do right itself is told here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import markdown


def comrak(text: str) -> str:
    """Render with comrak (CommonMark and GFM, in Rust): the default."""
    import comrak as library

    extensions, parsing, rendering = _comrak_options()
    html = library.markdown_to_html(
        text, extension_options=extensions, parse_options=parsing, render_options=rendering
    )
    return str(html)


@cache
def _comrak_options() -> tuple[Any, Any, Any]:
    import comrak as library

    extensions = library.ExtensionOptions(
        table=True,
        strikethrough=True,
        tasklist=True,
        footnotes=True,
        cjk_friendly_emphasis=True,  # bold beside “” and 。
    )
    parsing = library.ParseOptions(ignore_setext=True)  # a line below a sentence is a rule
    return extensions, parsing, library.RenderOptions(unsafe_=True)  # raw HTML is nh3's business


def python_markdown(text: str) -> str:
    """Render with Python-Markdown, for sites that need its extensions."""
    converter = _python_markdown()
    converter.reset()
    try:
        return converter.convert(text)
    except BaseException:  # such as a text that takes too long
        _python_markdown.cache_clear()  # it would take the next text for a part of this one
        raise


@cache
def _python_markdown() -> markdown.Markdown:
    import markdown

    return markdown.Markdown(
        extensions=[
            "tables",
            "footnotes",
            "attr_list",
            "def_list",
            "abbr",
            "sane_lists",
            "md_in_html",
            "pymdownx.highlight",
            "pymdownx.superfences",
            "pymdownx.tasklist",
            "pymdownx.tilde",
            _house_lists(),
        ],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": ""},
            "pymdownx.tilde": {"subscript": False},
            "pymdownx.highlight": {"use_pygments": False},
            "pymdownx.superfences": {"disable_indented_code_blocks": True},
        },
    )


_ITEM = re.compile(r"( *)([-*+]|(\d{1,9})[.)])([ \t]+)(?=\S)")
_AS_TYPED = re.compile(r"#{1,6}(?=[^#\s])|#{7}|\*\[(?![^\]\n]*\][ ]?:)")
"""What Python-Markdown alone takes for a heading, or for an abbreviation that ends lines later."""
_END_OF_BLOCK = re.compile(
    r"(?<=</)(?:p|div|center|section|table|blockquote|details|figure|pre|[uod]l|h[1-6])[ ]?>"
    r"(?=[^\n])",
    re.IGNORECASE,
)
_RULE = re.compile(r" {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_CELLS = re.compile(r" {0,3}\|?[ :-]*-[ :|-]*\|[ :|-]*$")


def open_lists(lines: list[str]) -> list[str]:
    """Let lists and tables begin right after a paragraph and nest by two spaces, as in CommonMark.

    Python-Markdown wants an empty line before them, four spaces for each level, “1.” not “1)”, and
    takes “#x” for a heading.
    """
    lists = _OpenLists()
    for number, line in enumerate(lines):
        lists.take(line, lines[number + 1] if number + 1 < len(lines) else "")
    return lists.result


@dataclass(slots=True)
class _OpenList:
    """A list that is still open: the indents of its markers and texts, and its kind of marker."""

    marker: int
    text: int
    kind: str


class _OpenLists:
    def __init__(self) -> None:
        self.result: list[str] = []
        self.open: list[_OpenList] = []

    @property
    def _after_text(self) -> bool:
        return bool(self.result and self.result[-1].strip())

    def take(self, line: str, below: str) -> None:
        """Write a line as Python-Markdown wants it; `below` is the one after it."""
        indent = len(line) - len(line.lstrip(" "))
        item = _ITEM.match(line)
        if item and _is_item(item, line, indent, bool(self.open), self._after_text):
            line = self._item(item, line, indent)
        elif line.strip():
            line = self._text(line, indent, below)
        self.result.append(line)

    def _item(self, item: re.Match[str], line: str, indent: int) -> str:
        while self.open and indent < self.open[-1].marker:
            self.open.pop()
        kind = "ordered" if item[3] else item[2]
        if not self.open or indent >= self.open[-1].text:
            if not self.open and self._after_text:
                self.result.append("")
            self.open.append(_OpenList(indent, item.end(), kind))
        elif self.open[-1].kind != kind:  # a list of its own, which only a comment keeps apart
            self.result += ["", "<!-- -->", ""]
            self.open[-1].kind = kind
        mark = f"{item[3]}." if item[3] else item[2]
        return f"{' ' * 4 * (len(self.open) - 1)}{mark}{item[4]}{line[item.end() :]}"

    def _text(self, line: str, indent: int, below: str) -> str:
        while self.open and indent < self.open[-1].text and not self._after_text:
            self.open.pop()
        if self.open:
            more = indent - self.open[-1].text
            return " " * (4 * len(self.open) + more) + line.lstrip(" ") if more >= 0 else line
        table = "|" in line and _CELLS.match(below)
        if table and self._after_text and "|" not in self.result[-1]:
            self.result.append("")
        return "\\" + line if _AS_TYPED.match(line) else line


def _is_item(item: re.Match[str], line: str, indent: int, in_list: bool, after_text: bool) -> bool:
    """Tell list items from rules, from code, and from “14. 日” within a paragraph."""
    if _RULE.match(line) or (not in_list and indent > 3):
        return False
    return in_list or not after_text or item[3] in (None, "1")


def _house_lists() -> markdown.Extension:
    from markdown.extensions import Extension
    from markdown.preprocessors import Preprocessor

    class OpenLists(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return open_lists(lines)

    class EndsOfBlocks(Preprocessor):
        """Ends the line after raw HTML: Python-Markdown moves signs of the same line to its end."""

        def run(self, lines: list[str]) -> list[str]:
            if not any("</" in line for line in lines):
                return lines
            return _END_OF_BLOCK.sub(r"\g<0>\n", "\n".join(lines)).split("\n")

    class HouseLists(Extension):
        def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
            # before raw HTML (20)
            md.preprocessors.register(EndsOfBlocks(md), "ends_of_blocks", 22)
            # after fenced code (25), whose lines are out of the way by then
            md.preprocessors.register(OpenLists(md), "open_lists", 15)
            md.parser.blockprocessors.deregister("setextheader")

    return HouseLists()


ENGINES: dict[str, Callable[[str], str]] = {"comrak": comrak, "markdown": python_markdown}
"""Engines by their name in `config.yaml`."""
