"""The two Markdown engines, each a function from Markdown to raw HTML.

What both must agree on is in `house`; what an engine can be told to do right itself is told here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import markdown


def comrak(text: str) -> str:
    """Render with comrak (CommonMark and GFM, in Rust): the default."""
    import comrak as library

    extensions, rendering = _comrak_options()
    return str(
        library.markdown_to_html(text, extension_options=extensions, render_options=rendering)
    )


@cache
def _comrak_options() -> tuple[Any, Any]:
    import comrak as library

    extensions = library.ExtensionOptions(
        table=True,
        strikethrough=True,
        tasklist=True,
        footnotes=True,
        cjk_friendly_emphasis=True,  # bold beside “” and 。
    )
    return extensions, library.RenderOptions(unsafe_=True)  # raw HTML is nh3's business


def python_markdown(text: str) -> str:
    """Render with Python-Markdown, for sites that need its extensions."""
    converter = _python_markdown()
    converter.reset()
    return converter.convert(text)


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
            "pymdownx.superfences",
            "pymdownx.tasklist",
            "pymdownx.tilde",
            _house_lists(),
        ],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": ""},
            "pymdownx.tilde": {"subscript": False},
            "pymdownx.superfences": {"disable_indented_code_blocks": False},
        },
    )


_ITEM = re.compile(r"( *)([-*+]|(\d{1,9})[.)])([ \t]+)(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_CELLS = re.compile(r" {0,3}\|?[ :-]*-[ :|-]*\|[ :|-]*$")


def open_lists(lines: list[str]) -> list[str]:
    """Let lists and tables begin right after a paragraph and nest by two spaces, as in CommonMark.

    Python-Markdown wants an empty line before them, four spaces for each level, and “1.” not “1)”.
    """
    result: list[str] = []
    open_: list[tuple[int, int]] = []  # indents of the markers and of the texts of the open lists
    for number, line in enumerate(lines):
        item = _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" "))
        after_text = bool(result and result[-1].strip())
        if item and _is_item(item, line, indent, bool(open_), after_text):
            while open_ and indent < open_[-1][0]:
                open_.pop()
            if not open_ or indent >= open_[-1][1]:
                if not open_ and after_text:
                    result.append("")
                open_.append((indent, item.end()))
            mark = f"{item[3]}." if item[3] else item[2]
            line = f"{' ' * 4 * (len(open_) - 1)}{mark}{item[4]}{line[item.end() :]}"
        elif line.strip():
            while open_ and indent < open_[-1][1] and not after_text:
                open_.pop()
            if open_ and indent >= open_[-1][1]:
                line = " " * (4 * len(open_) + indent - open_[-1][1]) + line.lstrip(" ")
            elif not open_ and after_text and _begins_table(lines, number, result[-1]):
                result.append("")
        result.append(line)
    return result


def _is_item(item: re.Match[str], line: str, indent: int, in_list: bool, after_text: bool) -> bool:
    """Tell list items from rules, from code, and from “14. 日” within a paragraph."""
    if _RULE.match(line) or (not in_list and indent > 3):
        return False
    return in_list or not after_text or item[3] in (None, "1")


def _begins_table(lines: list[str], number: int, before: str) -> bool:
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return "|" in lines[number] and "|" not in before and bool(_CELLS.match(below))


def _house_lists() -> markdown.Extension:
    from markdown.extensions import Extension
    from markdown.preprocessors import Preprocessor

    class OpenLists(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return open_lists(lines)

    class HouseLists(Extension):
        def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
            # after fenced code (25), whose lines are out of the way by then
            md.preprocessors.register(OpenLists(md), "open_lists", 15)

    return HouseLists()


ENGINES: dict[str, Callable[[str], str]] = {"comrak": comrak, "markdown": python_markdown}
"""Engines by their name in `config.yaml`."""
