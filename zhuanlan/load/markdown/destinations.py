"""Addresses with blanks and brackets in them, as files are called that came by chat or from Word.

`![树](微信图片_20261018 (2).jpg)` is plain text to CommonMark, which wants `<…>` around such a
name. Editors need not know that: it is put there before an engine reads the text.
"""

from __future__ import annotations

import re

from zhuanlan.load.markdown.code import Code

_TRIED = re.compile(r"\]\((?=[^\n<)]{0,300}[ \u3000\u00a0(])")
"""What may need it: an address with a blank or a bracket in it."""
_LONGEST = 300
_END = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic|pdf|ofd|docx?|xlsx?|pptx?|wps|et|csv|txt|zip"
    r"|rar|7z|mp[34]|mov|wav|html?|md)"
    r"(?P<title>[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'|“(?P<quoted>[^\"“”\n]*)”))?[ ]*\)",
    re.IGNORECASE,
)


def pointed(text: str) -> str:
    """Return a Markdown text with `<…>` around each name of a file that needs it, but in code."""
    if "](" not in text or not _TRIED.search(text):
        return text
    code = Code(text)
    parts: list[str] = []
    done = 0
    for found in _TRIED.finditer(text):
        start = found.end()
        if start < done or code.holds(start) or _is_escaped(text, found.start()):
            continue
        line_end = text.find("\n", start, start + _LONGEST)
        ending = _END.search(text, start, line_end if line_end >= 0 else start + _LONGEST)
        if not ending:
            continue
        end = ending.start("title") if ending["title"] else ending.end() - 1
        name = text[start:end].strip(" ")
        quoted = ending["quoted"]
        if "](" in name or "<" in name or ">" in name or (_is_plain(name) and quoted is None):
            continue
        parts += [text[done:start], "<", name, ">"]
        if quoted is not None:  # Chinese quotation marks, which are none to CommonMark
            parts.append(f' "{quoted}"')
            end = ending.end("title")
        done = end
    return "".join(parts) + text[done:] if parts else text


def _is_escaped(text: str, at: int) -> bool:
    """Tell whether `]`, or the bracket that it closes, is meant as a character."""
    opening = text.rfind("[", text.rfind("\n", 0, at) + 1, at)
    if opening < 0:
        opening = text.rfind("[", 0, at)
    return opening < 0 or text[at - 1] == "\\" or (opening > 0 and text[opening - 1] == "\\")


def _is_plain(name: str) -> bool:
    """Tell whether CommonMark reads a name as it is: no blank, and each bracket has its partner."""
    if any(blank in name for blank in " \t\u3000\u00a0"):
        return False
    depth = 0
    for character in name:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0
