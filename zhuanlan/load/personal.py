"""Personal data in a text: numbers and addresses by which somebody could be found.

What looks like such a number is held to its check digit or its numbering plan, so that 备案号,
文号, dates and other codes are left alone. Full-width digits, dashes and spaces of any kind, and
characters that nobody sees, are read as what they stand for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from zhuanlan.model.privacy import Kind

_MUNICIPAL = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_HAN = r"\u4e00-\u9fff"
_COUNT = r"(?:\d{1,4}(?:-\d{1,4})?|[一二三四五六七八九十]{1,3})"
_STREET = rf"[{_HAN}]{{0,12}}?(?:路|街|巷|胡同|大道|小区|花园|家园|苑|村|屯)"
_DIVISION = rf"(?:(?![省市县区旗镇乡])[{_HAN}]){{1,10}}(?:[省市县区旗镇乡]|(?<=街道))"
_BUILDING = rf"(?<!第){_COUNT}(?:号楼|栋|幢)"
_ENTRANCE = rf"(?<!第){_COUNT}单元"
_NO_MEASURE = r"(?![\dA-Za-z、户人名个家套平米㎡元年班页次层件会教办病诊多余间分题级栋单住])"
_FREE, _END = r"(?<!\d)(?<!\d\.)", r"(?![\dA-Za-z])"

_NUMBER = re.compile(
    rf"""
    (?P<id>{_FREE}[1-8]\d{{5}}[ \n-]?(?:19|20)\d{{6}}[ \n-]?\d{{3}}[\dXx]{_END}
        |{_FREE}[1-8]\d{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_END})
    |(?P<bank>{_FREE}(?:62|[45]\d|35|37)\d{{2}}(?:[ \n-]?\d{{4}}){{2,3}}(?:[ \n-]?\d{{1,4}})?{_END})
    |(?P<mobile>{_FREE}(?:(?:\+|00)?86[ \n-]?)?1[3-9]\d(?:[ \n.-]{{0,3}}\d){{8}}(?![\dA-Fa-f]))
    |(?P<landline>{_FREE}(?<!\d-)(?:[(（]0\d{{2,3}}[)）][ ]?|0\d{{2,3}}[ \n-]?
        |(?:(?:\+|00)86[ -]?|86[ -])0?\d{{2,3}}[ -]?)[2-8]\d{{2,3}}[ \n-]?\d{{4}}{_END})
    """,
    re.VERBOSE | re.ASCII,
)
_MAILBOX = re.compile(
    r"(?<![\w.+-])(?P<mailbox>[A-Za-z0-9][\w.+-]{0,63} ?@ ?[A-Za-z0-9-]{1,63}"
    r"(?:\.[A-Za-z0-9-]{2,63}){1,4})",
    re.ASCII,
)
_PLATE = re.compile(
    rf"(?P<plate>[{_MUNICIPAL}][A-HJ-NP-Z](?:[·•・ -][ ]?)?(?=[A-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{4,5}}"
    rf"[A-HJ-NP-Z0-9学警港澳挂]){_END}",
    re.ASCII,
)
_ROOMS = re.compile(
    rf"(?P<address>(?:(?<=[住在于址：:省市县区旗镇乡]){_STREET})?(?:\d{{1,5}}(?:号|弄)院?)?"
    rf"(?:{_BUILDING}(?:{_ENTRANCE})?|{_ENTRANCE})(?:{_COUNT}室|\d{{3,4}}{_NO_MEASURE}))"
)
_HOME = re.compile(
    r"(?:家住|现住|居住在|居住于|住在|(?:租住|暂住)(?=[在于：:])|住址|家庭地址)"
    r"[在于是为]?[：:]?[ ]?"
    rf"(?:{_DIVISION}){{0,5}}+(?P<address>{_STREET}(?:(?![的在了是和])[{_HAN}]){{0,4}}?"
    rf"{_COUNT}(?:号|组|栋|幢|弄)院?"
    rf"(?:{_BUILDING})?(?:{_ENTRANCE})?(?:{_COUNT}室)?)"
)
# What may hold one is found by its beginning or its middle; the patterns look there alone, since
# they cost more than a text takes to be rendered.
_RUN = re.compile(r"[\d(（+][\d()（） \n.+-]{6,30}[\dXx]")
_NEAR: tuple[tuple[tuple[str, ...], re.Pattern[str], int], ...] = (
    (("@",), _MAILBOX, 66),
    (("号楼", "栋", "幢", "单元"), _ROOMS, 24),
    (("住", "家庭地址"), _HOME, 2),
)
_LETTERED = re.compile(r"[A-HJ-NP-Z](?:[·•・ -][ ]?)?[A-Z0-9]{4}")
_REACH = 90
"""Characters after such a beginning within which all ends."""

_SAME = {ord(wide): wide_as for wide, wide_as in zip("＠＋．－　", "@+.- ", strict=True)}
_SAME |= {code: chr(code - 0xFEE0) for span in ("０９", "Ａｚ") for code in range(*map(ord, span))}
_SAME |= {ord("９"): "9", ord("ｚ"): "z"}
_SAME |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_SAME |= dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE63), "-")
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that part a number or a name, and that nobody sees."""
_ODD = re.compile(f"[{''.join(map(chr, _SAME))}{UNSEEN}]")
_IS_UNSEEN = re.compile(f"[{UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Personal:
    """A piece of personal data in a text, and how it is shown where it is masked."""

    kind: Kind
    start: int
    end: int
    masked: str


def personal(text: str) -> Iterator[Personal]:
    """Find personal data, from the beginning of a text to its end."""
    plain, places = _as_meant(text)
    found = sorted({*_numbers(plain), *_others(plain)}, key=lambda one: (one[1], -one[2]))
    after = 0
    for kind, start, end in found:
        if start >= after:
            after = end
            begin, finish = (places[start], places[end - 1] + 1) if places else (start, end)
            yield Personal(kind, begin, finish, masked(kind, text[begin:finish]))


Found = tuple[Kind, int, int]


def _as_meant(text: str) -> tuple[str, list[int] | None]:
    """Return a text in plain characters, with the place of each where some are left out."""
    if not _ODD.search(text):
        return text, None
    plain = text.translate(_SAME)
    if not _IS_UNSEEN.search(plain):
        return plain, None
    places = [place for place, char in enumerate(plain) if char not in UNSEEN]
    return "".join(plain[place] for place in places), places


def _numbers(text: str) -> Iterator[Found]:
    for run in _RUN.finditer(text):
        # a number may end where the next begins, so what follows is looked at, too
        for found in _NUMBER.finditer(text, run.start(), min(run.end() + 1, len(text))):
            kind: Kind = found.lastgroup  # type: ignore[assignment]
            if _HOLDS[kind](found[0]) and _stands_alone(text, found.start()):
                yield (kind, *found.span())


def _others(text: str) -> Iterator[Found]:
    for marks, pattern, before in _NEAR:
        for place in _places(text, marks):
            yield from _found(pattern, text, place - before, place)
    for near in _LETTERED.finditer(text):
        yield from _found(_PLATE, text, near.start() - 1, near.end())


def _places(text: str, marks: tuple[str, ...]) -> Iterator[int]:
    for mark in marks:  # a search for letters costs a tenth of one by a pattern
        place = text.find(mark)
        while place >= 0:
            yield place
            place = text.find(mark, place + 1)


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Found]:
    last = min(end + _REACH, len(text))
    for found in pattern.finditer(text, max(start, 0), last):
        if found.end() < last or last == len(text):  # else nobody knows what follows it
            kind: Kind = found.lastgroup  # type: ignore[assignment]
            yield (kind, *found.span(kind))


_WORD_BEFORE = re.compile(r"(?:^|[^\w./-])[A-Za-z]{1,9}\.?$", re.ASCII)
_DELIMITER = re.compile(r"[\s<>\"“”（），。；、]")


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether a number is one by itself, or after a word: no part of an address or a code."""
    scheme = text.rfind("://", max(at - 300, 0), at)
    if scheme >= 0 and not _DELIMITER.search(text, scheme, at):
        return False
    before = text[at - 1 : at]
    if not (before == "." or (before.isascii() and before.isalpha())):
        return True
    return bool(_WORD_BEFORE.search(text[max(at - 11, 0) : at]))


def in_file_name(name: str) -> bool:
    """Tell whether the name of a file, or an address, holds a number that tells of somebody."""
    runs = re.findall(r"\d[\d-]{6,20}[\dXx]?", _as_meant(name)[0])
    return any(any(_numbers(run)) for run in runs)


def masked(kind: Kind, value: str) -> str:
    """Return a value as readers may see it: 138****1234, 35*************123."""
    if kind == "mailbox":
        name, _, host = value.replace("＠", "@").partition("@")
        return f"{name[0]}***@{host.strip()}"
    if kind == "plate":
        return value[:2] + "*" * 5
    if kind == "address":
        return "***"
    first, last = _SHOWN[kind]
    number = digits(value)
    if kind == "mobile" and len(number) > 11:
        first += len(number) - 11  # after +86
    places = [place for place, char in enumerate(value) if char.isalnum()]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if place in hidden else char for place, char in enumerate(value))


_SHOWN = {"id": (2, 3), "bank": (0, 4), "mobile": (3, 4), "landline": (4, 2)}
"""How many characters of a number stay, at its beginning and at its end (docs: domain rules)."""


def digits(value: str) -> str:
    """Return what two spellings of one number, or of one address, have in common."""
    plain = unicodedata.normalize("NFKC", _as_meant(value)[0])
    return re.sub(r"[\s()（）+·•・.-]", "", plain).casefold()


def _is_id(value: str) -> bool:
    from stdnum.cn import ric  # slow to import: only for what looks like one

    number = digits(value)
    return len(number) == 15 or bool(ric.is_valid(number.upper()))


def _is_card(value: str) -> bool:
    from stdnum import luhn

    number = digits(value)
    return len(number) >= 15 and bool(luhn.is_valid(number))


def _is_phone(value: str) -> bool:
    import phonenumbers

    number = re.sub(r"^(?:00)?86(?=\d{10})", "", digits(value))
    try:
        parsed = phonenumbers.parse(number, "CN")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(parsed))


_MOST_GAPS = 3
"""Blanks and dashes within a mobile number; more are those of a list of other numbers."""


def _is_mobile(value: str) -> bool:
    gaps = len(re.findall(r"(?<=\d)[ \n.-]+(?=\d)", value))
    return gaps <= _MOST_GAPS and _is_phone(value)


_HOLDS: Mapping[Kind, Callable[[str], bool]] = {
    "id": _is_id,
    "bank": _is_card,
    "mobile": _is_mobile,
    "landline": _is_phone,
}
"""What numbers have to hold besides their form."""
