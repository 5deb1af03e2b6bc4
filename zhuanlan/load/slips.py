"""Slips of the pen: what was typed and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zhuanlan.i18n import N_

HINT_QUOTES = N_('put a value that holds : # [ ] {{ }} or quotes between " "')

Slip = tuple[int, int, str, str]
"""Line and column, counted from 0, a message and a hint."""

_YAML: tuple[tuple[str, str, str], ...] = (
    (
        r"^[ ]*(?:- )?[\w\u4e00-\u9fff]+(：)",
        N_("a full-width colon stands here"),
        N_("write a half-width colon and a space after the key, not “：”"),
    ),
    (r"^[ ]*(\t)", N_("a tab stands here"), N_("indent with spaces, not with tabs")),
    (
        r"^[ ]*(?:- )?[a-z_]+:(?=[^\s/])()",
        N_("a space is missing after the colon"),
        N_("write key: value"),
    ),
    (r"^[ ]*-(?=[^\s-])()", N_("a space is missing after the hyphen"), N_("write - item")),
    (
        r"[{\[][^\]}\"]*(，)",
        N_("a full-width comma stands between brackets"),
        N_("write a half-width comma and a space"),
    ),
)


def yaml_slip(lines: Sequence[str]) -> Slip | None:
    """Return the first slip in lines that YAML could not read; the last one is where it stopped."""
    for number, line in enumerate(lines):
        for pattern, message, hint in _YAML:
            if found := re.search(pattern, line):
                return number, found.start(1), message, hint
        for open_, close, message in (
            ('"', '"', N_("a quotation mark is not closed")),
            ("{", "}", N_("a bracket is not closed")),
            ("[", "]", N_("a bracket is not closed")),
        ):
            if line.count(open_) != line.count(close) or (open_ == close and line.count(open_) % 2):
                return number, line.index(open_ if open_ in line else close), message, HINT_QUOTES
    return None


_PICTURE = r"\.(?:jpe?g|png|gif|webp|svg)"

_MARKDOWN: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), message, hint)
    for pattern, message, hint in (
        (
            r"\[[^\]\n]*\](?:（[^）\n]*）|\([^()（）\n]*）|（[^()（）\n]*\))",
            N_("full-width brackets make no link and no picture"),
            N_("write the address between ( and )"),
        ),
        (
            rf"!\[[^\]\n]*\]\([^()<>\"\n]*[ \u3000][^()<>\"\n]*{_PICTURE}\)",
            N_("the file name holds a space, so this is no picture"),
            N_("rename the file, or write ![…](<file name.jpg>)"),
        ),
        (
            r"^##+(?=[^#\s])",
            N_("a space is missing after ##, so this is no heading"),
            N_("write ## heading"),
        ),
        (r"^｜.*｜\s*$", N_("full-width bars make no table"), N_("write | between the cells")),
        (
            r"^:(?:video|attachment|related)\b",
            N_("one colon makes no directive"),
            N_("write two: ::video, ::attachment, ::related"),
        ),
    )
)
_ADDRESS = re.compile(r"https?:|\.(?:md|html?|jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?)\b", re.I)


def markdown_slips(text: str, is_code: Callable[[int], bool]) -> list[Slip]:
    """Return what looks like Markdown in a text and would be shown as it is typed."""
    found: list[Slip] = []
    for pattern, message, hint in _MARKDOWN:
        for match in pattern.finditer(text):
            start = match.start()
            picture = text[start - 1 : start] == "!"
            if match[0][0] == "[" and not picture and not _ADDRESS.search(match[0]):
                continue
            line = text.count("\n", 0, start)
            column = start - text.rfind("\n", 0, start) - 1
            before = text[start - column : start]
            if not is_code(line) and before.count("`") % 2 == 0:
                found.append((line, column - picture, message, hint))
    return found
