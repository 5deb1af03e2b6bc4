"""Numbers as Word writes them: `w:numFmt` of ECMA-376 part 1, 17.18.59, but those of other scripts.

Beyond the last sign of a set (甲…癸, ①…⑳) Word goes on with 11, 21 in digits, and so does this.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

_DIGITS = "一二三四五六七八九"
_SIMPLE_LEGAL = "壹贰叁肆伍陆柒捌玖"
_LEGAL = "壹貳參肆伍陸柒捌玖"
_JAPANESE_LEGAL = "壱弐参四伍六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _positional(zero: str) -> Callable[[int], str]:
    """Return a writer of digits: 一〇五."""
    names = {str(digit): name for digit, name in enumerate(zero + _DIGITS)}
    return lambda n: "".join(names[digit] for digit in str(n))


def _thousands(digits: str, units: str, zero: str = "零", bare: str = "") -> Callable[[int], str]:
    """Return a writer of 一百零五; before `bare` units no 一 is written."""

    def below(n: int) -> str:
        parts: list[str] = []
        for digit, unit in zip(f"{n:04}", (*reversed(units[:3]), ""), strict=True):
            if digit == "0":
                parts.append(zero)
            else:
                parts.append(
                    ("" if digit == "1" and unit and unit in bare else digits[int(digit) - 1])
                    + unit
                )
        return "".join("".join(run) if key != zero else zero for key, run in groupby(parts))

    def written(n: int) -> str:
        high, low = divmod(n, 10_000)
        text = below(high % 10_000) + units[3] if high else ""
        text += below(low) if low else ""
        return text.strip(zero) if zero else text

    return written


def _counted(ten_thousand: str = "万") -> Callable[[int], str]:
    """Return a writer of 十一 and 一百一十一."""
    full = _thousands(_DIGITS, f"十百千{ten_thousand}")
    return lambda n: full(n).removeprefix("一" if 10 <= n < 20 else "") if n > 0 else "零"


def _counting(zero: str) -> Callable[[int], str]:
    """Return a writer of 九十九, which goes on with 一○○."""
    small, large = _counted(), _positional(zero)
    return lambda n: small(n) if 0 < n < 100 else large(n)


def _signs(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if 0 < n <= len(signs) else str(n)


def _run(first: int, count: int) -> Callable[[int], str]:
    return _signs("".join(map(chr, range(first, first + count))))


def _letter(n: int) -> str:
    """Return a letter; 27 is aa, 28 bb."""
    return chr(97 + (n - 1) % 26) * min((n - 1) // 26 + 1, 30) if n > 0 else str(n)


def _roman(n: int) -> str:
    if not 0 < n < 32_768:
        return str(n)
    parts: list[str] = []
    for value, sign in _ROMAN:
        times, n = divmod(n, value)
        parts.append(sign * times)
    return "".join(parts)


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


_SIXTY = [_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60)]
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(_WIDE),
    "decimalFullWidth2": lambda n: str(n).translate(_WIDE),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "ordinal": _ordinal,
    "none": lambda n: "",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerLetter": _letter,
    "decimalEnclosedCircle": _run(0x2460, 20),
    "decimalEnclosedCircleChinese": _run(0x2460, 10),
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "decimalEnclosedParen": _run(0x2474, 20),
    "ideographEnclosedCircle": _run(0x3280, 10),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _signs(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _SIXTY[n - 1] if 0 < n <= 60 else str(n),
    "ideographDigital": _positional("〇"),
    "japaneseDigitalTenThousand": _positional("〇"),
    "taiwaneseDigital": _positional("○"),
    "chineseCounting": _counting("○"),
    "taiwaneseCounting": _counting("○"),
    "chineseCountingThousand": _counted(),
    "taiwaneseCountingThousand": _counted("萬"),
    "chineseLegalSimplified": _thousands(_SIMPLE_LEGAL, "拾佰仟萬"),
    "ideographLegalTraditional": _thousands(_LEGAL, "拾佰仟萬"),
    "japaneseCounting": _thousands(_DIGITS, "十百千万", "", bare="十百千"),
    "japaneseLegal": _thousands(_JAPANESE_LEGAL, "拾百阡萬", ""),
}
"""How a number is written, by the name of the format."""


def formatted(n: int, name: str) -> str:
    """Return a number in a format; digits where the format is not known, or Word cannot count."""
    return FORMATS.get(name, str)(n) if 0 <= n <= _LAST else str(n)


_LAST = 32_767
"""The last number that Word counts to."""
