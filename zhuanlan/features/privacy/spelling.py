"""How numbers are spelt: what stands for a digit, what may stand between two, what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u20e3\ufe0e\ufe0f\ufeff"
)
"""Characters that part a number or a name, and that nobody sees, or that make keys of digits."""

_NUMERALS = "〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_WIDE = "０-９"
_BLANK = r" \t\r\n\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BETWEEN = (
    rf"{_BLANK}.．/／_＿()（）\[\]［］【】〔〕·•・‧∙⋅●\-－﹣*~\u2010-\u2015\u2212\u2500\u2501\u30fc"
)
_LAST = "XxＸｘ"

RUN = re.compile(rf"[0-9{_WIDE}{_NUMERALS}][0-9{_WIDE}{_NUMERALS}{_BETWEEN}{UNSEEN}{_LAST}]{{4,}}+")
"""Digits of any spelling, and what may stand between them, as far as they go."""

_GROUP = re.compile(
    rf"(?:[0-9](?:[{UNSEEN}]*[0-9])*|[{_NUMERALS}](?:[{UNSEEN}]*[{_NUMERALS}])*)"
    rf"(?P<last>[{UNSEEN}]*[ -]?[Xx](?![0-9A-Za-z]))?"
)
_IS_UNSEEN = re.compile(f"[{UNSEEN}]")

_AS_DIGIT = {ord(char): str(value) for value, char in enumerate("〇一二三四五六七八九")}
_AS_DIGIT |= {ord(char): str(value) for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_AS_DIGIT |= {ord("○"): "0", ord("幺"): "1"}
_AS_ASCII = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_AS_ASCII |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_AS_ASCII |= dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x2500, 0x2501, 0x30FC, 0xFE63), "-")
_AS_ASCII |= {ord(bracket): "(" for bracket in "[【〔［（"}
_AS_ASCII |= {ord(bracket): ")" for bracket in "]】〕］）"}
_ODD = re.compile(rf"[\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000\ufe63！-～{UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything between them but what nobody sees."""

    start: int
    end: int
    """Without the X that may follow."""
    digits: str
    last: int
    """Where the X that may follow ends; 0 without any."""
    gap: str
    """What stands between it and the group before; an empty one where the spelling changes."""


def groups(run: str, start: int) -> list[Group]:
    """Part a run into its groups; `start` is where it begins in its text."""
    plain = run.translate(_AS_ASCII) if not run.isascii() else run
    if "一" in plain:  # instead of a dash
        plain = re.sub(r"(?<=[0-9])一(?=[0-9])", "-", plain)
    found = []
    before = 0
    for one in _GROUP.finditer(plain):
        end = one.start("last") if one["last"] else one.end()
        value = plain[one.start() : end]
        if not value.isascii():
            value = _IS_UNSEEN.sub("", value).translate(_AS_DIGIT)
        gap = plain[before : one.start()]
        gap = gap if gap.isascii() else _IS_UNSEEN.sub("", gap)
        last = start + one.end() if one["last"] else 0
        found.append(Group(start + one.start(), start + end, value, last, gap))
        before = one.end()
    return found


def as_meant(text: str) -> tuple[str, list[int] | None]:
    """Return a text in plain characters, with the place of each where some are left out."""
    if text.isascii() or not _ODD.search(text):
        return text, None
    plain = text.translate(_AS_ASCII)
    if not _IS_UNSEEN.search(plain):
        return plain, None
    places = [place for place, char in enumerate(plain) if char not in UNSEEN]
    return "".join(plain[place] for place in places), places


def digits(value: str) -> str:
    """Return what two spellings of one number, or of one address, have in common."""
    plain = unicodedata.normalize("NFKC", as_meant(value)[0])
    if "@" in plain:
        return re.sub(r"\s", "", plain).casefold()
    plain = plain.translate(_AS_DIGIT)
    squeezed = re.sub(rf"[{_BETWEEN}+]", "", plain).casefold()
    return re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$)", "", squeezed)


def hide(value: str, first: int, last: int) -> str:
    """Return a number with asterisks for all its digits but the first and the last ones."""
    places = [place for place, char in enumerate(value) if char.isalnum() or char == "○"]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if place in hidden else char for place, char in enumerate(value))
