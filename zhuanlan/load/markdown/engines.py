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


_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_RULE = re.compile(r" {0,3}(?:-[ ]*){3,}$|(?:\*[ ]*){3,}$|(?:_[ ]*){3,}$")


def open_lists(lines: list[str]) -> list[str]:
    """Let a list begin right after a paragraph, and nest by two or three spaces, as in CommonMark.

    Python-Markdown wants an empty line before a list and four spaces for each level.
    """
    result: list[str] = []
    indents: list[int] = []  # written indents of the open lists, outermost first
    for line in lines:
        item = _ITEM.match(line)
        if not item or _RULE.match(line):
            if line.strip() and not line.startswith(" "):
                indents = []
            result.append(line)
            continue
        written = len(item[1])
        if not indents and written > 3:  # an indented code block
            result.append(line)
            continue
        while indents and written < indents[-1]:
            indents.pop()
        if not indents:
            if result and result[-1].strip():
                result.append("")
            indents.append(written)
        elif written >= indents[-1] + 2:
            indents.append(written)
        result.append(" " * 4 * (len(indents) - 1) + line[written:])
    return result


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
