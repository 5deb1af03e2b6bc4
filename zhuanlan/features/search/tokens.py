"""Text → tokens: one Chinese character, one number or one word of an alphabet each.

Marks cling to the token before them, so that brackets and quotes do not come between two characters
of a phrase; full stops and the like are tokens of their own, so that no phrase runs across them.
`static/search.js` of the theme mirrors these rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache

BREAKS = frozenset("。！？；，、：…—!?;|\n")
"""What no phrase runs across."""

END = "¶"
"""Ends a paragraph or field: a token that nobody can search for."""

SPACE = "`"
"""Stands for a blank of the text; ASCII punctuation, so Pagefind makes no word of it."""

TWIN = "^"
"""Before a traditional character's simplified form: Pagefind puts both at one place."""

_BETWEEN_DIGITS = ",.:"  # 1,000 3.5 12:30
_RARE = ("\U00020000", "\U0003ffff")
"""The planes of rare Chinese characters: a version of Python knows those assigned before it."""

_PIECES = re.compile(
    r"(\d+|[^\W\d_\u2e80-\U0003ffff]+|[^\W_]|[\U00020000-\U0003ffff])|(\s+)|(.)", re.DOTALL
)
_UNSEEN = {"Cf", "Cs", "Co", "Cn"}


def tokens(text: str, twins: Mapping[str, str]) -> Iterator[str]:
    """Yield the tokens of a text; `twins` are simplified characters by traditional ones."""
    text = _plain(text)
    held = word = ""
    for match in _PIECES.finditer(text):
        found, blank, mark = match.groups()
        if found:
            if word:
                yield held + _twin(word, twins)
                held = ""
            held, word = held + found, found
        elif blank:
            held += SPACE if held else ""
        elif _clings(mark) and not _parts(mark, text, match.start()):
            held += mark
        else:
            if held:
                yield held + _twin(word, twins)
            yield mark
            held = word = ""
    if held:
        yield held + _twin(word, twins)


def _plain(text: str) -> str:
    """Return a text with ordinary letters and digits, and without what is not seen."""
    text = unicodedata.normalize("NFC", text)
    return text if text.isascii() else "".join(map(_plain_character, text))


@cache
def _plain_character(char: str) -> str:
    if char.isalnum() or _RARE[0] <= char <= _RARE[1]:
        return unicodedata.normalize("NFKC", char)  # full-width letters and digits
    return "" if unicodedata.category(char) in _UNSEEN else char


@cache
def _clings(mark: str) -> bool:
    kind = unicodedata.category(mark)
    if mark in BREAKS or kind == "Pc":  # Pagefind takes _ for a letter
        return False
    return kind[0] in "PM" or kind in {"Sm", "Sc", "Sk"}


def _parts(mark: str, text: str, at: int) -> bool:
    """Tell whether a comma, point or colon stands elsewhere than within a number."""
    if mark not in _BETWEEN_DIGITS:
        return False
    return not (0 < at < len(text) - 1 and text[at - 1].isdecimal() and text[at + 1].isdecimal())


def _twin(word: str, twins: Mapping[str, str]) -> str:
    # last in its token: after other marks than ASCII's, Pagefind does not see it
    return TWIN + twins[word] if word in twins else ""


@cache
def simplified_characters() -> dict[str, str]:
    """Return the simplified character of each traditional one that has one."""
    from opencc import OpenCC

    ranges = ((0x3400, 0xA000), (0x20000, 0x32000))
    characters = [chr(code) for first, end in ranges for code in range(first, end)]
    # one a line: no word is seen, which might decide otherwise
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = {a: b for a, b in zip(characters, simple, strict=True) if a != b}
    pairs["著"] = "着"  # OpenCC leaves it to the word
    return {a: pairs.get(b, b) for a, b in pairs.items()}


def pairs_for_queries(characters: Collection[str]) -> str:
    """Return, as one text, the pairs whose simplified character occurs among those of a site."""
    twins = simplified_characters()
    known = {*characters, *(twins.get(c, c) for c in characters)}
    return "".join(a + b for a, b in sorted(twins.items()) if b in known)
