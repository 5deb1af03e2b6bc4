"""Slips of the pen in YAML: what was typed, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhuanlan.i18n import N_

HINT_QUOTES = N_('put a value that holds : # [ ] {{ }} or quotes between " "')

WIDE_BLANK = (
    N_("a full-width blank stands before the key"),
    N_("indent with half-width spaces, two for each step"),
)

_CHINESE_QUOTES = N_(
    "the quotation marks are Chinese ones, which are part of the value: take them away, or write "
    '" " instead'
)


def of_quotes(value: str) -> str:
    """Return the hint for a value that is refused where Chinese quotes are the reason, or nothing.

    YAML reads only straight quotes as marks around a value.
    """
    return _CHINESE_QUOTES if value[:1] in tuple("“‘「『＂") else ""


Slip = tuple[int, int, str, str]
"""Line and column, counted from 0, a message and a hint."""

_YAML: tuple[tuple[str, str, str], ...] = (
    (
        r"^[ ]*(?:- )?[\w\u4e00-\u9fff]+(：)",
        N_("a full-width colon stands here"),
        N_("write a half-width colon and a space after the key, not “：”"),
    ),
    (
        r"^[ ]*(?:- )?\w+:[ ]+([“‘「『＂])[^\"]*?(?::(?: |$)|[ ]#)",
        N_("the YAML cannot be read here"),
        _CHINESE_QUOTES,
    ),
    (r"^[ ]*([\u3000\xa0])", *WIDE_BLANK),
    (r"^[ ]*(\t)", N_("a tab stands here"), N_("indent with spaces, not with tabs")),
    (
        r"^[ ]*(?:- )?[a-z_]+:(?:(?=[^\s/])|(?=\u3000))()",
        N_("a space is missing after the colon"),
        N_("write key: value"),
    ),
    (r"^[ ]*-(?=[^\s-])()", N_("a space is missing after the hyphen"), N_("write - item")),
    (
        r"[{\[][^\]}\"]*(，)",
        N_("a full-width comma stands between brackets"),
        N_("write a half-width comma and a space"),
    ),
    (r"^[^\"{]*(\{)[^}]*$", N_("a bracket is not closed"), HINT_QUOTES),
    (r"^[^\"\[]*(\[)[^\]]*$", N_("a bracket is not closed"), HINT_QUOTES),
)
_OPEN_QUOTE = re.compile(r"^[ ]*(?:- )?[\w]+:[ ]+(\")[^\"]*$")


def yaml_slip(lines: Sequence[str]) -> Slip | None:
    """Return the slip for which YAML could not read on after the last of `lines`.

    It is in that line or shortly before; only an open quotation mark is noticed much later.
    """
    for number in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
        for pattern, message, hint in _YAML:
            if found := re.search(pattern, lines[number]):
                return number, found.start(1), message, hint
    for number, line in enumerate(lines):
        if found := _OPEN_QUOTE.match(line):
            return number, found.start(1), N_("a quotation mark is not closed"), HINT_QUOTES
    return None
