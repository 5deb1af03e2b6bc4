"""What was typed is shown as it was typed: accidental Markdown in a source is escaped.

Markdown was made for English: `3月1日~31日`, `长*宽*高`, `张**`, `<雷锋日记>`, `2013. ` are plain
words in Chinese news, and an engine would strike through, embolden, renumber or drop them. Here
each such sign becomes a character reference (`&#126;`), which no engine takes for Markdown and
which every one shows as the character. Code, tags, comments, addresses and what is plainly meant
stay as they are.

The rules stand in docs/handbook/content/guide/writing/markdown.md; the examples of CommonMark that
they deviate from in tests/others/test_specifications.py.
"""

from __future__ import annotations

import re

from zhuanlan.load.markdown import fences, indents, lines, signs

_BOLD = (
    r"\*\*(?<![0-9A-Za-z*]\*\*)(?=[^\s*，。、；：！？）】》」』),;”])"
    r"[^*\n]+(?<![\s（【《“])\*\*(?!\*)"
)
_ORDINARY_STARS = re.compile(rf"[^*]*(?:(?:{_BOLD}|(?<=\n)\*(?=[ \t]))[^*]*)*")
"""Bold text whose signs cannot be anything else, and items of lists."""
_CLOSING_HASHES = re.compile(r"#(?<=[^ \t\n#]#)#*[ \t]*(?:\n|$)")


def prepare(text: str) -> str:
    """Escape what would be Markdown by accident; the usual text comes back as it is."""
    text = "\n" + text
    if ("    " in text or "\t" in text) and indents.NEEDED.search(text):
        text = indents.flatten(text)
    lines_differ = lines.needed(text)
    if not lines_differ and not _has_signs(text):
        return text[1:]
    pieces = [
        piece if is_code else signs.escaped(lines.escaped(piece, text) if lines_differ else piece)
        for piece, is_code in fences.split(text)
    ]
    return "".join(pieces)[1:]


def _has_signs(text: str) -> bool:
    """Look whether a sign may have to be escaped; this is what a usual text costs."""
    return (
        "~" in text
        or "<" in text
        or "_" in text
        or "&" in text
        or "\\" in text
        or "{" in text
        or ("#" in text and _CLOSING_HASHES.search(text) is not None)
        or ("*" in text and _ORDINARY_STARS.match(text).end() < len(text))  # type: ignore[union-attr]
    )
