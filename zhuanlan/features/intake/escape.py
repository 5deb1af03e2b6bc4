"""Text → Markdown that shows it as it is, in our engine with the rules of the house."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*_<\[\]~]|&(?=#|[A-Za-z])|^[#>=:|+-]|^\d{1,9}[.)](?=\s|$)|#(?=#*\s*$)")
"""What would be Markdown: anywhere, at the beginning of a line, or at its end."""
_ORDINARY = re.compile(r"[^\w\s，。、；？“”‘’（）《》：—…·％]|_|：(?=：)|(?<=：)：")


def escaped(line: str) -> str:
    """Return a line of text with a backslash before what would be Markdown."""
    return _SIGNS.sub(_escape, line)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign == "\\":  # our rules know paths of Windows, and would double it
        return "&#92;"
    if sign == "&":
        return "&amp;"
    return f"\\{sign}" if len(sign) == 1 else f"{sign[:-1]}\\{sign[-1]}"


def referenced(text: str) -> str:
    """Return a text whose signs are character references, which mean nothing but themselves."""
    text = _ORDINARY.sub(lambda found: f"&#{ord(found[0])};", text)
    return re.sub(
        r"^\d{1,9}(?=&#4[16];)", lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", text
    )
