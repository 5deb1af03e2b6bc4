"""Personal data in a text: numbers and addresses by which somebody could be found.

What looks like such a number is held to its check digit, to its numbering plan or to the word
before it, so that 备案号, 文号, dates and other codes are left alone (`numbers.py`).
Full-width digits, dashes and spaces of any kind, Chinese numerals, and characters that nobody sees,
are read as what they stand for (`spelling.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhuanlan.core.i18n import N_
from zhuanlan.features.privacy.numbers import Found, in_order, numbers
from zhuanlan.features.privacy.spelling import as_meant, digits, hide
from zhuanlan.model.privacy import Kind, PrivacySettings

_MUNICIPAL = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_HAN = r"\u4e00-\u9fff"
_COUNT = r"(?:\d{1,4}(?:-\d{1,4})?|[一二三四五六七八九十]{1,3})"
_STREET = rf"[{_HAN}]{{0,12}}?(?:路|街|巷|胡同|大道|小区|社区|花园|家园|苑|村|屯)"
_DIVISION = rf"(?:(?![省市县区旗镇乡])[{_HAN}]){{1,10}}(?:[省市县区旗镇乡]|(?<=街道))"
_BUILDING = rf"(?<!第){_COUNT}(?:号楼|栋|幢)"
_ENTRANCE = rf"(?<!第){_COUNT}单元"
_NO_MEASURE = r"(?![\dA-Za-z、户人名个家套平米㎡元年班页次层件会教办病诊多余间分题级栋单住])"
_END = r"(?![\dA-Za-z])"

_HOST = rf"(?:[A-Za-z0-9{_HAN}-]{{1,63}}\.){{1,4}}"
_NO_FILE = (
    r"(?!(?:png|jpe?g|gif|webp|svg|avif|bmp|ico|css|js|html?|pdf|docx?|xlsx?|pptx?|mp[34])\b)"
)
_MAILBOX = re.compile(
    rf"(?P<mailbox>(?:(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{{0,63}}"
    rf"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{{0,32}}(?:(?![到至为是给发箱])[{_HAN}]){{1,6}})"
    rf" ?@ ?{_HOST}"
    rf"(?:{_NO_FILE}[A-Za-z][A-Za-z0-9-]{{1,62}}|中国|公司|网络|政务|公益|在线|集团|香港))",
    re.ASCII,
)
"""Both parts may hold Chinese (RFC 6531); `icon@2x.png` is a file."""
_PLATE = re.compile(
    rf"(?P<plate>[{_MUNICIPAL}][A-HJ-NP-Z](?:[·•・ -][ ]?)?(?=[A-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{4,5}}"
    rf"[A-HJ-NP-Z0-9学警港澳挂领使]){_END}",
    re.ASCII,
)
_OTHER_PLATE = re.compile(
    rf"(?P<plate>使[ ]?\d{{3}}[·•・-]\d{{3}}|使[ ]?\d{{6}}(?![\d{_HAN}%.])|使[ ]?\d{{6}}(?=号)"
    rf"|WJ[ ]?(?:\d\d|[{_MUNICIPAL}])?[·•・ -]?[{_MUNICIPAL}]?\d{{4,5}}[A-Z0-9]?){_END}",
    re.ASCII,
)
"""Those of embassies and of the armed police (GA 36-2018)."""
_ROOMS = re.compile(
    rf"(?P<address>(?:(?<=[住在于址：:省市县区旗镇乡]){_STREET})?(?:\d{{1,5}}(?:号|弄)院?)?"
    rf"(?:{_BUILDING}(?:{_ENTRANCE})?|{_ENTRANCE})(?:{_COUNT}室|\d{{3,4}}{_NO_MEASURE}))"
)
_HOME = re.compile(
    r"(?:家住|现住|居住在|居住于|住在|(?:租住|暂住)(?=[在于：:])|住址|[庭籍]地址"
    r"|(?<![入站记租暂])住(?!建[局部委厅]|[院房宅宿户所处持校在于]))"
    r"[在于是为]?[：:]?[ ]?"
    rf"(?:{_DIVISION}){{0,5}}+(?P<address>"
    rf"(?:{_STREET}(?:(?![的在了是和])[{_HAN}]){{0,4}}?|(?<=[区镇乡道]))"
    rf"(?:\d{{1,3}}-\d{{1,2}}-\d{{3,4}}(?![\d-])"
    rf"|{_COUNT}(?:号|组|栋|幢|弄)院?(?:(?<=组){_COUNT}号)?)"
    rf"(?:{_BUILDING})?(?:{_ENTRANCE})?(?:{_COUNT}室)?)"
)
_WECHAT = re.compile(
    r"(?:微信(?:[号號]码?|账号|帐号|ID|id)?|V信|加[Vv]"
    r"|(?<![A-Za-z])(?:VX|[vw]x|[Ww]e[Cc]hat(?: ?ID)?))[ ]?"
    r"(?:[是为]?[:：(（]"
    r"|(?:(?<=[号號码D])|[是为])(?=[ ]?[A-Za-z]*[\d_-])|(?=(?!wx\d)[A-Za-z]{2,}_?\d))[ ]?"
    r"(?P<messenger>[A-Za-z0-9][A-Za-z0-9_-]{4,19})(?![A-Za-z0-9_.@/:：*-])"
)
_PASSPORT = re.compile(
    r"(?:[护護]照|通行[证證]|回[乡鄉][证證]|[台臺]胞[证證]|居留(?:身份)?[证證])"
    r"(?:[号號][码碼]?|编号)?[ ]?(?:[:：是为]|(?=[A-Z]))[ ]?"
    r"(?P<passport>[A-Z]{0,3} ?\d{7,12})(?![\dA-Za-z*])"
)
"""Of a foreigner's permit of the old form, too: three letters and twelve digits."""
_LETTERED = re.compile(r"[A-HJ-NP-ZＡ-Ｚ](?:[·•・ －—–-][ ]?)?[A-Z0-9Ａ-Ｚ０-９]{4}")
# What may hold one is found by its beginning or its middle; the patterns look there alone, since
# they cost more than a text takes to be rendered.
_NEAR: tuple[tuple[str, str, re.Pattern[str], int], ...] = (
    ("@", "@", _MAILBOX, 66),
    ("＠", "＠", _MAILBOX, 66),
    ("楼", "号楼", _ROOMS, 24),
    ("栋", "栋", _ROOMS, 24),
    ("幢", "幢", _ROOMS, 24),
    ("单", "单元", _ROOMS, 24),
    ("住", "住", _HOME, 2),
    ("址", "庭地址", _HOME, 2),
    ("址", "籍地址", _HOME, 2),
    ("使", "使", _OTHER_PLATE, 0),
    ("W", "WJ", _OTHER_PLATE, 0),
    ("微", "微信", _WECHAT, 0),
    ("V", "V信", _WECHAT, 0),
    ("加", "加V", _WECHAT, 0),
    ("V", "VX", _WECHAT, 0),
    ("x", "vx", _WECHAT, 0),
    ("x", "wx", _WECHAT, 0),
    ("C", "eChat", _WECHAT, 1),
    ("c", "echat", _WECHAT, 1),
    ("照", "照", _PASSPORT, 1),
    ("证", "通行证", _PASSPORT, 0),
    ("证", "回乡证", _PASSPORT, 0),
    ("证", "台胞证", _PASSPORT, 0),
    ("证", "居留", _PASSPORT, 0),
)
"""A rare character, which is quickly looked for; the word; what it begins; characters before."""
_BY_RARE = {rare: [one[1:] for one in _NEAR if one[0] == rare] for rare, *_ in _NEAR}
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
    for kind, start, end in in_order([*numbers(text), *_others(text)]):
        yield Personal(kind, start, end, masked(kind, text[start:end]))


DECLARE = N_("take it out, or declare it under contact in campaign.yaml or privacy in config.yaml")
"""What to do about what `not_shown` finds."""


def not_shown(text: str, settings: PrivacySettings) -> Iterator[Personal]:
    """Find what of a text is masked or refused."""
    for one in personal(text):
        if not _is_public(one, text, settings) and settings.treatment(one.kind) != "show":
            yield one


def _is_public(one: Personal, text: str, settings: PrivacySettings) -> bool:
    """Tell whether a piece is declared; a telephone may be written without its area code."""
    written, public = digits(text[one.start : one.end]), _public(settings)
    local = one.kind == "landline" and written[0] != "0"
    return written in public or (local and any(value.endswith(written) for value in public))


@cache
def _public(settings: PrivacySettings) -> frozenset[str]:
    values = [one.value for one in settings.public]
    held = (value[one.start : one.end] for value in values for one in personal(value))
    return frozenset(map(digits, (*values, *held)))


def _others(text: str) -> Iterator[Found]:
    for rare, begins in _BY_RARE.items():
        if rare in text:
            for word, pattern, before in begins:
                place = text.find(word)
                while place >= 0:
                    yield from _found(pattern, text, place - before, place)
                    place = text.find(word, place + 1)
    for near in _LETTERED.finditer(text):
        yield from _found(_PLATE, text, near.start() - 1, near.end())


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Found]:
    first, last = max(start - 1, 0), min(end + _REACH, len(text))
    plain, places = as_meant(text[first:last])
    for found in pattern.finditer(plain, min(start - first, 1) if start > 0 else 0):
        if found.end() < len(plain) or last == len(text):  # else nobody knows what follows it
            kind: Kind = found.lastgroup  # type: ignore[assignment]
            begin, finish = found.span(kind)
            if places:
                begin, finish = places[begin], places[finish - 1] + 1
            yield (kind, first + begin, first + finish)


def in_file_name(name: str) -> bool:
    """Tell whether the name of a file, or an address, holds a number that tells of somebody."""
    return any(numbers(name, alone=False))


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
    if kind == "mobile":
        first += max(sum(map(str.isalnum, value)) - 11, 0)  # after +86
    if kind == "landline" and len(digits(value)) <= _MOST_OF_LOCAL:
        first = 0
    return hide(value, first, last)


_SHOWN = {
    "id": (2, 3),
    "bank": (0, 4),
    "mobile": (3, 4),
    "landline": (4, 2),
    "messenger": (1, 0),
    "passport": (1, 0),
}
"""How many characters of a number stay, at its beginning and at its end (docs: domain rules)."""
_MOST_OF_LOCAL = 8
