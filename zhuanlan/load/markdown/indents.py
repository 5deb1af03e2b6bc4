"""Full-width blanks at the beginning of a paragraph, by which Chinese texts are indented."""

from __future__ import annotations

import re

from zhuanlan.load.markdown.code import Code

_BLANK = "\u3000"
_ENTITY = "&#12288;"
_INDENT = re.compile(r"^(?:(?P<picture>\u3000[\u3000 ]*(?=!\[[^\n]*\)[ ]*$))|\u3000)", re.MULTILINE)


def kept(text: str) -> str:
    """Return a Markdown text whose indents both engines keep; Python-Markdown would strip them.

    A picture needs none: with one it would be no figure.
    """
    if _BLANK not in text:
        return text
    code = Code(text)

    def keep(found: re.Match[str]) -> str:
        if code.holds(found.start()):
            return found[0]
        return "" if found["picture"] else _ENTITY

    return _INDENT.sub(keep, text)
