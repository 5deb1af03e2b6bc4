"""What of Markdown is text: no code, no address, no markup, no name of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

HIDDEN = "\x00"
"""Stands for each character that is no text, so that places stay the same."""

_ADDRESS = r"""
    (?:https?|ftp)://(?:[^\s<>()（），。；、”]|\([^\s()（）]*\))+       # brackets in pairs
    | (?<![\w.])www\.[^\s<>()（），。；、”]+
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<![A-Za-z])[A-Za-z]:\\[^\s<>"“”，。；、（）]+                  # C:\a\b
"""
_NO_MARKUP = re.compile(_ADDRESS, re.VERBOSE | re.IGNORECASE | re.ASCII)
_NO_TEXT = re.compile(
    rf"""
    # a block of code
    ^[ >]*(?P<fence>`{{3,}}|~{{3,}})[^\n]*\n.*?(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)
    | \$(?=\S)[^$\n]{{1,400}}(?<=\S)\$(?!\d)                            # a formula
    | <!--(?:(?!<!--).){{0,4000}}?-->
    | (?<!`)(?P<tick>`{{1,4}})(?!`)[^\n]{{1,2000}}?(?<!`)(?P=tick)(?!`)    # code within a line
    | ^::\w[^\n"“]*                                            # ::attachment file, but its "title"
    | ^:::\w+                                                         # :::quote somebody
    | (?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)                    # the address of a link
    | (?<=\])\[[^\]\n]*\]
    | ^[ ]{{0,3}}\[(?!\^)[^\]\n]+\]:[^\n]*                              # an address on its own
    | </?[a-zA-Z][^<>]*>
    | {_ADDRESS}
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_ENDING = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|dps|ofd|txt|csv|md|jpe?g|png|gif|webp|avif|svg|tiff?|bmp"
    r"|zip|rar|7z|mp[34]|mov|avi|wmv|wav|html?|ya?ml)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r'[^\s，。；、：“”‘’"《》<>|*?！？\x00]{1,120}\Z')
_INDENTED = re.compile(r"(?: {4}|\t)")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:|:)[ \t]")


def of_markdown(body: str) -> str:
    """Return a body with the same length, and what is no text in it hidden."""
    body = _without_indented_code(body)
    return _without_file_names(_NO_TEXT.sub(_hide, body))


def of_value(text: str) -> str:
    """Return a text without markup, and addresses and names of files in it hidden."""
    return _without_file_names(_NO_MARKUP.sub(_hide, text))


def _hide(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", HIDDEN, found[0])


def _without_file_names(text: str) -> str:
    """Hide `报名表(终稿).docx` from where a name may begin; that may be more than the name."""
    if "." not in text:
        return text
    parts, last = [], 0
    for ending in _ENDING.finditer(text):
        name = _BEFORE_NAME.search(text, max(last, ending.start() - 120), ending.start())
        if name:
            parts += [text[last : name.start()], HIDDEN * (ending.end() - name.start())]
            last = ending.end()
    return "".join(parts) + text[last:]


def _without_indented_code(body: str) -> str:
    """Hide lines that are code for being indented: after a blank one, and within no list."""
    if "\n    " not in body and "\n\t" not in body:
        return body
    return "\n".join(_lines_without_code(body.split("\n")))


def _lines_without_code(lines: list[str]) -> Iterator[str]:
    blank, within, in_list = True, False, False
    for line in lines:
        empty = not line.strip()
        if _INDENTED.match(line) and not empty:
            within = within or (blank and not in_list)
        elif not empty:
            within = False
            in_list = bool(_ITEM.match(line)) or (in_list and not (blank and line[0] != " "))
        yield HIDDEN * len(line) if within else line
        blank = empty
