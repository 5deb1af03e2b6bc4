"""The plans that personal numbers follow: what tells one from any other number of its length."""

from __future__ import annotations

import re
from datetime import date

_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "
    "71 81 82 83".split()
)
"""GB/T 2260, and the residence permits of 港澳台居民 (81, 82, 83).

The county is not asked for: counties come and go, and no list knows all that people were born in.
"""
_CARD = re.compile(
    r"(?:62|4|5[0-8]|35[2-8]|37|103|60[1-3]|6858|69[04]|84|87|88|9[014568])\d+", re.ASCII
)
"""First digits of the cards that banks in China issue (ISO/IEC 7812, 银联 and others)."""
_MOBILE = re.compile(r"(?:86|0086|0)?1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(
    r"(?:86|0086)?0?(?:(?:10|2[0-57-9])[2-8]\d{7}"
    r"|(?:[3458][1-9]|6[369]|[79]\d)\d[2-8]\d{6,7})",
    re.ASCII,
)
"""Area code and number (工信部《电信网编号计划》)."""


def is_date(digits: str) -> bool:
    """Tell whether eight digits are a day: 20130305."""
    if len(digits) != 8 or digits[:2] not in ("19", "20"):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_identity(number: str) -> bool:
    """Tell whether 18 characters are an identity number or a residence permit (GB 11643).

    A foreigner's permit has a 9 before the province. Raises nothing, whatever the county.
    """
    number = number.upper()
    province = number[1:3] if number[0] == "9" else number[:2]
    return province in _PROVINCES and is_date(number[6:14]) and _has_check_character(number)


def _has_check_character(number: str) -> bool:
    """Tell whether the last of 18 characters follows from the others (ISO 7064, MOD 11-2)."""
    check = 0
    for digit in number[:17]:
        if digit not in "0123456789":
            return False
        check = (check + int(digit)) * 2 % 11
    return number[17] == "0123456789X"[(12 - check) % 11]


def _has_check_digit(number: str) -> bool:
    """Tell whether the last digit follows from the others (Luhn: ISO/IEC 7812)."""
    doubled = "0246813579"  # twice a digit, its own digits added
    odd, even = number[-1::-2], number[-2::-2]
    return (sum(map(int, odd)) + sum(int(doubled[int(digit)]) for digit in even)) % 10 == 0


def is_old_identity(number: str) -> bool:
    """Tell whether 15 digits are an identity number of before 1999, which has no check digit."""
    return number[:2] in _PROVINCES and is_date(f"20{number[6:12]}")


def is_card(number: str) -> bool:
    """Tell whether digits are the number of a bank card."""
    if not (15 <= len(number) <= 19 and _CARD.fullmatch(number)):
        return False
    return _has_check_digit(number)


def is_mobile(number: str) -> bool:
    """Tell whether digits are a mobile number, perhaps after the code of the country.

    All that begin with 13 to 19 are; which of them are given out changes with every year.
    """
    return bool(_MOBILE.fullmatch(number))


def is_landline(number: str) -> bool:
    """Tell whether digits are a telephone number with its area code."""
    return number[0] in "08" and bool(_LANDLINE.fullmatch(number))


def is_local(number: str) -> bool:
    """Tell whether digits are a telephone number without its area code."""
    return len(number) in (7, 8) and number[0] in "2345678"
