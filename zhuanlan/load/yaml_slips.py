"""Slips of the pen in YAML: what was typed, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from zhuanlan.core.i18n import N_

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


class Slip(NamedTuple):
    """Line and column, counted from 0, a message, its hint, and what fills their fields."""

    line: int
    column: int
    message: str
    hint: str
    values: Mapping[str, str] = {}


LEFT_BY_MERGE = N_("this line is left over from a merge")

_YAML: tuple[tuple[str, str, str], ...] = (
    (
        r"^()(?:<<<<<<<|=======|>>>>>>>|[|]{7})",
        LEFT_BY_MERGE,
        N_(
            "keep what is right of both versions, and delete the lines of <<<<<<<, ======= and "
            ">>>>>>>"
        ),
    ),
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
        r"[{\[][^\[{\]}\"]*(，)",
        N_("a full-width comma stands between brackets"),
        N_("write a half-width comma and a space"),
    ),
    (r"^[^\"{]*(\{)[^}]*$", N_("a bracket is not closed"), HINT_QUOTES),
    (r"^[^\"\[]*(\[)[^\]]*$", N_("a bracket is not closed"), HINT_QUOTES),
)

_KEY = r"^[ ]*(?:- )?(?P<key>[\w\u4e00-\u9fff]+):[ ]+"
_WRITE_QUOTED = N_("write {key}: {quoted}")

_IN_LINE: tuple[tuple[str, str, str], ...] = (
    (
        r"[{,]\s*[\w\u4e00-\u9fff]+:[ ]+(?=[^ ])[^,{}\[\]\"']*?[ ;；、]"
        r"(?P<at>(?P<next>[\w\u4e00-\u9fff]+):)[ ]",
        N_("a comma is missing before “{next}:”"),
        N_("write a half-width comma and a space between two keys in brackets"),
    ),
    (
        r"^[ ]*(?:- )?[\w\u4e00-\u9fff]+:[ ]+[^\"'{\[\s].*?[ ](?P<at>(?P<next>[a-z_]+):)[ ]",
        N_("a second key, “{next}:”, stands in this line"),
        N_("begin a new line with it; if it is a part of the value, put that between quotes"),
    ),
    (
        _KEY + r"(?P<value>[^\"'{\[\s].*?(?P<at>:)(?:[ ].*|$))",
        N_("the value holds a colon and a space, as if it were another key"),
        _WRITE_QUOTED,
    ),
    (
        _KEY + r"(?P<value>(?P<at>(?P<sign>[@`%*&!|>,?\]}]|-(?=[ ]))).*)",
        N_("a value may not begin with “{sign}”"),
        _WRITE_QUOTED,
    ),
    (
        _KEY + r"""(?P<value>(?:"[^"]*"|'[^']*')(?P<at>)[ ]*[^\s#].*)""",
        N_("text follows after the closing quotation mark"),
        _WRITE_QUOTED,
    ),
    (
        r"^[^\"'\[{]*[\[{][^\[{\]}]*[\]}](?P<at>[ ]*[\]}])",
        N_("a closing bracket is one too many"),
        N_("take it away"),
    ),
    (
        _KEY + r"(?P<value>[\[{][^\]}]*[\]}](?P<at>)[ ]*[^\s#].*)",
        N_("text follows after the closing bracket"),
        N_("if it is one text, write {key}: {quoted}; a list ends with its bracket"),
    ),
)
"""What YAML cannot read where the line itself tells why."""

_SHAPE: tuple[tuple[str, str, str], ...] = (
    (
        r"^[ ]*(?P<at>)(?:- |[\w\u4e00-\u9fff]+:(?:[ ]|$))",
        N_("this line is not aligned with those above"),
        N_("lines that belong together begin in the same column; look at the one above, too"),
    ),
    (
        r"^[ ]*(?P<at>)[^\s:#\-\"'{\[][^:：]*$",
        N_("this line has no colon"),
        N_("write key: value; a text that goes on is indented further than its key"),
    ),
)
"""What is left where the line itself is sound."""

_OPEN_QUOTE = re.compile(r"""^[ ]*(?:- )?\w+:[ ]+(?=["'])()(?:"[^"]*|'[^']*)$""")


def yaml_slip(lines: Sequence[str]) -> Slip | None:
    """Return the slip for which YAML could not read on in the last of `lines`.

    It is in that line or shortly before; only an open quotation mark is noticed much later.
    """
    if not lines:
        return None
    last = len(lines) - 1
    if found := _typed(lines, last) or _matched(_IN_LINE, lines, last):
        return found
    for number in range(last - 1, max(last - 4, -1), -1):
        if found := _typed(lines, number):
            return found
    for number, line in enumerate(lines):
        if quote := _OPEN_QUOTE.match(line):
            message = N_("a quotation mark is not closed")
            return Slip(number, quote.start(1), message, HINT_QUOTES)
    return _matched(_SHAPE, lines, last)


def _typed(lines: Sequence[str], number: int) -> Slip | None:
    for pattern, message, hint in _YAML:
        if found := re.search(pattern, lines[number]):
            return Slip(number, found.start(1), message, hint)
    return None


def _matched(
    patterns: Iterable[tuple[str, str, str]], lines: Sequence[str], number: int
) -> Slip | None:
    for pattern, message, hint in patterns:
        if found := re.search(pattern, lines[number].rstrip()):
            values = found.groupdict()
            values["quoted"] = quoted(values.get("value", ""))
            return Slip(number, found.start("at"), message, hint, values)
    return None


def quoted(value: str) -> str:
    """Return a value between quotation marks, as YAML reads it back."""
    if '"' in value or "\\" in value:
        return "'{}'".format(value.replace("'", "''"))
    return f'"{value}"'
