"""Characters of symbol fonts → Unicode."""

from __future__ import annotations

_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍",
    0x6E: "■", 0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✩", 0xD8: "➢",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + n: chr(0x2460 + n - 1) if n else "⓪" for n in range(11)},
    **{0x8B + n: chr(0x2776 + n - 1) if n else "⓿" for n in range(11)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●",
    0xA2: "■", 0xA3: "□",
    **{0x69 + n: chr(0x2460 + n - 1) if n else "⓪" for n in range(11)},
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
    0xE5: "∑", 0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
    "webdings": {0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "✗"},
}


def is_symbol_font(font: str) -> bool:
    """Tell whether characters of a font mean something else than what they are."""
    return font.lower() in _FONTS


def symbol(font: str, code: int) -> str:
    """Return the character for one of a font, or nothing where none is known.

    Codes of symbol fonts are also written in the private use area, from F000 on.
    """
    known = _FONTS.get(font.lower())
    if known is None:
        is_private = 0xE000 <= code <= 0xF8FF
        return chr(code) if 0x20 < code < 0x110000 and not is_private and not _half(code) else ""
    return known.get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code, "")


def _half(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF
