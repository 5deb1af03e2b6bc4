"""Postprocess a body, after all passes: ids of headings, and the excerpt."""

from __future__ import annotations

import html as entities
import re

from zhuanlan.model.fields import CONTROL
from zhuanlan.model.post import Heading

TAG = r'<(?:"[^"]*"|[^">])*>'
_ANY_TAG = re.compile(TAG)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_HEADING = re.compile(
    r'<h([1-6])((?: (?!id=)[a-z]+="[^"]*")*)(?: id="([^"]*)")?([^>]*)>(.*?)</h\1>', re.DOTALL
)
_NOT_IN_ID = re.compile(r"[^\w\u4e00-\u9fff-]+")


def headings(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Give each heading an id that is unique in the page; move them below the page's own h1."""
    html = html.replace(' id="zl-', ' id="x-zl-')  # that prefix is the theme's
    if "<h" not in html:
        return html, ()
    found: list[Heading] = []
    used = set(re.findall(r' id="([^"]*)"', html))
    given: set[str] = set()
    shift = 1 if "<h1" in html else 0

    def number(match: re.Match[str]) -> str:
        level = min(int(match[1]) + shift, 6)
        text = entities.unescape(_ANY_TAG.sub("", match[5])).strip()
        if not text:
            return ""
        own = match[3] if match[3] and match[3] not in given else None
        name = own or _unique(_NOT_IN_ID.sub("-", text.lower()).strip("-") or "h", used | given)
        given.add(name)
        found.append(Heading(level, name, text))
        return f'<h{level}{match[2]} id="{entities.escape(name)}"{match[4]}>{match[5]}</h{level}>'

    return _HEADING.sub(number, html), tuple(found)


def _unique(name: str, used: set[str]) -> str:
    candidate, count = name, 1
    while candidate in used:
        count += 1
        candidate = f"{name}-{count}"
    return candidate


def excerpt(html: str, length: int = 200) -> str:
    """Return the beginning of the running text, or of the quotations if there is no other."""
    if "footnote" in html:
        html = _NOTES.split(_NOTE_MARK.sub("", html))[0]
    running = _QUOTED.sub("", html) if "<blockquote" in html else html
    html = running if "<p>" in running else html
    text: list[str] = []
    size = 0
    for paragraph in _PARAGRAPH.finditer(html):
        plain = paragraph[1]
        if "<" in plain:
            plain = _ANY_TAG.sub("", plain)
        if "&" in plain:
            plain = entities.unescape(plain)
        plain = " ".join(CONTROL.sub("", plain).split())
        text.append(plain if not plain or ord(plain[-1]) > 0x2000 else plain + " ")
        size += len(plain)
        if size >= length:
            break
    return "".join(text)[:length].rstrip()


_NOTE_MARK = re.compile(
    r'<sup class="footnote-ref">.*?</sup>|<sup[^<>]*><a[^<>]*class="footnote-ref"[^<>]*>.*?</sup>'
)
_QUOTED = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
_NOTES = re.compile(r'<(?:section class="footnotes"|div class="footnote")>')
