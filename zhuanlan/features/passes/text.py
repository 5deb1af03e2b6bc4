"""Passes over running text: line breaks between Chinese characters, addresses without markup."""

from __future__ import annotations

import re
from collections.abc import Callable

from zhuanlan.load.han import HAN
from zhuanlan.load.markdown.postprocess import TAG
from zhuanlan.model.markup import BodyPass, Source

_INLINE = (
    r"(?:</?(?:strong|em|b|i|u|a|del|ins|span|mark|cite|q|code|sup|sub)\b(?:\"[^\"]*\"|[^\">])*>)"
)
# each begins with the line break: a literal is found fast, and looked around from there
_BREAK = re.compile(rf"\n(?<={HAN}\n)(?={_INLINE}{{0,4}}{HAN})")
_BREAK_AFTER_TAG = re.compile(rf"\n(?<=>\n)(?={_INLINE}{{0,4}}{HAN})")
_TAGS_AFTER_HAN = re.compile(rf"{HAN}{_INLINE}{{1,4}}$")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_BARE = re.compile(r"http(?<![\"=]http)s?://")
_REL = 'rel="noopener noreferrer"'
_URL = re.compile(
    r"https?://(?:[A-Za-z0-9\-._~:/?\[\]@!$'*+,;=%#]|&amp;)*(?:[A-Za-z0-9/_~=#%-]|&amp;)"
)


def _line_breaks(html: str, source: Source) -> str:
    return _outside_pre(html, _join_han_lines) if "\n" in html else html


def _outside_pre(html: str, rule: Callable[[str], str]) -> str:
    if "<pre" not in html:
        return rule(html)
    parts: list[str] = []
    end = 0
    for block in _PRE.finditer(html):
        parts += [rule(html[end : block.start()]), block[0]]
        end = block.end()
    parts.append(rule(html[end:]))
    return "".join(parts)


def _join_han_lines(html: str) -> str:
    """Drop the line break between two Han characters: there it would show as a space."""
    html = _BREAK.sub("", html)

    def after_tag(match: re.Match[str]) -> str:
        # only a window before the break is looked at: linear whatever the length
        before = html[max(match.start() - 400, 0) : match.start()]
        return "" if _TAGS_AFTER_HAN.search(before) else "\n"

    return _BREAK_AFTER_TAG.sub(after_tag, html)


def _bare_addresses(html: str, source: Source) -> str:
    if "://" not in html:
        return html
    if _BARE.search(html):
        html = _link_bare_addresses(html)
    return html.replace('<a href="http', f'<a {_REL} href="http')


def _link_bare_addresses(html: str) -> str:
    """Link addresses in running text; they end where ASCII ends, so before Chinese punctuation."""
    parts = re.split(f"({TAG})", html)
    depth = 0
    for index, part in enumerate(parts):
        if index % 2:
            name = re.match(r"<(/?)(a|code|pre)\b", part)
            if name:
                depth += -1 if name[1] else 1
        elif depth == 0 and "://" in part:
            parts[index] = _URL.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', part)
    return "".join(parts)


LINE_BREAKS = BodyPass("line-breaks", _line_breaks, over="markdown")
BARE_ADDRESSES = BodyPass("bare-addresses", _bare_addresses, over="markdown")
