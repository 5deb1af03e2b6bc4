"""What was pasted from Excel, Word, WeChat or a mailbox, and does not survive as Markdown.

Looked for in the source: in the page tabs and lines are gone. Each check begins with a look for a
literal, so an ordinary text costs next to nothing.
"""

from __future__ import annotations

from zhuanlan.core.problems import Problem
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.pasted import addresses, tables
from zhuanlan.load.markdown.pasted.find import Look

_LOOKS: tuple[tuple[str, Look], ...] = (
    ("\t", tables.tabbed),
    ("\n|", tables.without_rule),
    ("<img", addresses.pictures),
    ("！[", addresses.pictures_as_links),
    ("@", addresses.mailboxes),
    ("&amp;", addresses.escaped),
    ("&lt;", addresses.escaped),
)
_SIGNS = tuple(sign for sign, _ in _LOOKS)


def problems(text: str, path: str, first_line: int) -> list[Problem]:
    """Find what was pasted and would be shown wrong, or not at all.

    `first_line` is the line of the file in which the text starts.
    """
    if not any(map(text.__contains__, _SIGNS)):
        return []
    looks = dict.fromkeys(look for sign, look in _LOOKS if sign in text)
    code = Code(text)
    return [
        Problem(path, *spot(text, at, first_line), message, {"value": value}, hint, fix=fix)
        for look in looks
        for at, message, hint, value, fix in look(text, code)
        if not code.holds(at) and not _in_comment(text, at)
    ]


def spot(text: str, at: int, first_line: int) -> tuple[int, int]:
    """Return the line and column of a character of a text that starts in `first_line`."""
    return text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at)


def _in_comment(text: str, at: int) -> bool:
    opened = text.rfind("<!--", 0, at)
    return opened >= 0 and text.find("-->", opened, at) < 0
