"""Personal data in a text: numbers and addresses by which somebody could be found.

What looks like such a number is held to its check digit or its numbering plan, so that 备案号,
文号, dates and other codes are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from zhuanlan.model.privacy import Kind

_START, _END = r"(?<![\dA-Za-z.])", r"(?![\dA-Za-z])"
_MUNICIPAL = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_HAN = r"\u4e00-\u9fff"
_ROOM = r"\d{1,4}(?:号楼|栋|幢|单元|室|户)"
_STREET = rf"[{_HAN}]{{1,12}}?(?:路|街|巷|胡同|大道|小区|花园|家园|苑|村|屯|组)"
_DIVISION = rf"[{_HAN}]{{1,10}}?(?:省|市|县|区|旗|镇|乡|街道)"

_NUMBER = re.compile(
    rf"""
    (?P<id>{_START}[1-8]\d{{5}}[ ]?(?:19|20)\d{{6}}[ ]?\d{{3}}[\dXx]{_END}
        |{_START}[1-8]\d{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_END})
    |(?P<bank>{_START}(?:62|[45]\d|35|37)\d{{2}}(?:[ -]?\d{{4}}){{2,3}}(?:[ -]?\d{{1,4}})?{_END})
    |(?P<mobile>(?:{_START}|(?<=[Tt][Ee][Ll]))(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_END})
    |(?P<landline>(?:{_START}|(?<=[Tt][Ee][Ll]))(?<!-)
        (?:[(（]0\d{{2,3}}[)）][ ]?|0\d{{2,3}}[ -]?)[2-8]\d{{6,7}}{_END})
    """,
    re.VERBOSE | re.ASCII,
)
_MAILBOX = re.compile(
    r"(?<![\w.+-])(?P<mailbox>[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4})",
    re.ASCII,
)
_PLATE = re.compile(
    rf"(?P<plate>[{_MUNICIPAL}][A-HJ-NP-Z](?:[·•・][ ]?)?(?=[A-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{4,5}}"
    rf"[A-HJ-NP-Z0-9学警港澳挂]){_END}",
    re.ASCII,
)
_ROOMS = re.compile(
    rf"(?P<address>(?:(?<=[住在于址：:省市县区旗镇乡]){_STREET})?(?:\d{{1,5}}(?:号|弄)院?)?"
    rf"(?:{_ROOM}){{2,4}}\d{{0,4}})"
)
_HOME = re.compile(
    rf"(?:家住|现住|居住在|住址|家庭地址)[在于是为]?[：:]?[ ]?(?:{_DIVISION}){{0,5}}"
    rf"(?P<address>[{_HAN}]{{1,20}}?\d{{1,5}}(?:号|组|栋|幢|室|户)(?:{_ROOM}){{0,4}})"
)
# What may hold one is found by its beginning or its middle; the patterns look there alone, since
# they cost more than a text takes to be rendered.
_RUN = re.compile(r"[\d(（+][\d()（） +-]{6,26}[\dXx]")
_NEAR: tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...] = (
    (re.compile("@"), _MAILBOX, 65),
    (re.compile(r"[A-HJ-NP-Z](?:[·•・][ ]?)?[A-Z0-9]{4}"), _PLATE, 1),
    (re.compile(r"(?:号楼|栋|幢|单元)\d"), _ROOMS, 24),
    (re.compile("住|家庭地址"), _HOME, 2),
)
_REACH = 90
"""Characters after such a beginning within which all ends."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A piece of personal data in a text, and how it is shown where it is masked."""

    kind: Kind
    start: int
    end: int
    masked: str


def personal(text: str) -> Iterator[Personal]:
    """Find personal data, from the beginning of a text to its end."""
    found = sorted({*_numbers(text), *_others(text)}, key=lambda one: (one.start, -one.end))
    end = 0
    for one in found:
        if one.start >= end:
            end = one.end
            yield one


def _numbers(text: str) -> Iterator[Personal]:
    for run in _RUN.finditer(text):
        for found in _NUMBER.finditer(text, run.start(), run.end() + 1):
            kind: Kind = found.lastgroup  # type: ignore[assignment]
            if _HOLDS[kind](found[0]) and not _in_address(text, found.start()):
                yield Personal(kind, *found.span(), masked(kind, found[0]))


def _others(text: str) -> Iterator[Personal]:
    for beginning, pattern, before in _NEAR:
        for near in beginning.finditer(text):
            start = max(near.start() - before, 0)
            for found in pattern.finditer(text, start, near.end() + _REACH):
                kind: Kind = found.lastgroup  # type: ignore[assignment]
                yield Personal(kind, *found.span(kind), masked(kind, found[kind]))


def _in_address(text: str, at: int) -> bool:
    """Tell whether a place lies in the address of a page: what stands there is no telephone."""
    scheme = text.rfind("://", max(at - 300, 0), at)
    return scheme >= 0 and not _DELIMITER.search(text, scheme, at)


_DELIMITER = re.compile(r"[\s<>\"“”（），。；、]")


def masked(kind: Kind, value: str) -> str:
    """Return a value as readers may see it: 138****1234, 35*************123."""
    if kind == "mailbox":
        name, _, host = value.partition("@")
        return f"{name[0]}***@{host}"
    if kind == "plate":
        return value[:2] + "*" * 5
    if kind == "address":
        return "***"
    first, last = _SHOWN[kind]
    if kind == "mobile" and len(digits(value)) > 11:
        first += 2  # after +86
    places = [place for place, char in enumerate(value) if char.isalnum()]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if place in hidden else char for place, char in enumerate(value))


_SHOWN = {"id": (2, 3), "bank": (0, 4), "mobile": (3, 4), "landline": (4, 2)}
"""How many characters of a number stay, at its beginning and at its end (docs: domain rules)."""


def digits(value: str) -> str:
    """Return what two spellings of one number, or of one address, have in common."""
    return re.sub(r"[\s()（）+·•・-]", "", value).casefold()


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

    try:
        number = phonenumbers.parse(digits(value), "CN")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))


_HOLDS: Mapping[Kind, Callable[[str], bool]] = {
    "id": _is_id,
    "bank": _is_card,
    "mobile": _is_phone,
    "landline": _is_phone,
}
"""What numbers have to hold besides their form."""
