"""Postprocess clean HTML: line breaks, links, figures, tables, headings, excerpts."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable

from zhuanlan.load.han import HAN
from zhuanlan.model.fields import CONTROL
from zhuanlan.model.post import Heading

_TAG = r'<(?:"[^"]*"|[^">])*>'
_ANY_TAG = re.compile(_TAG)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_INLINE = (
    r"(?:</?(?:strong|em|b|i|u|a|del|ins|span|mark|cite|q|code|sup|sub)\b(?:\"[^\"]*\"|[^\">])*>)"
)
# each begins with the line break: a literal is found fast, and looked around from there
_BREAK = re.compile(rf"\n(?<={HAN}\n)(?={_INLINE}{{0,4}}{HAN})")
_BREAK_AFTER_TAG = re.compile(rf"\n(?<=>\n)(?={_INLINE}{{0,4}}{HAN})")
_TAGS_AFTER_HAN = re.compile(rf"{HAN}{_INLINE}{{1,4}}$")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_BARE = re.compile(r"http(?<![\"=]http)s?://")
_LONE_PICTURE = re.compile(rf"<p>(<img {_TAG[1:]})</p>")
_INPUT = re.compile(rf"<input\b{_TAG[1:]}")
_TABLE = re.compile(r"<table\b[^<>]*>")
_ALIGN = re.compile(r'(<t[dh][^>]*?) align="(left|center|right)"')
_REL = 'rel="noopener noreferrer"'
_TITLE = re.compile(r' title="([^"]*)"')
_URL = re.compile(
    r"https?://(?:[A-Za-z0-9\-._~:/?\[\]@!$'*+,;=%#]|&amp;)*(?:[A-Za-z0-9/_~=#%-]|&amp;)"
)


def tidy(html: str) -> str:
    """Apply the rules that clean HTML obeys: line breaks, bare addresses, figures, tables."""
    if "\n" in html:
        html = _outside_pre(html, _join_han_lines)
    if "://" in html:
        if _BARE.search(html):
            html = _link_bare_addresses(html)
        html = html.replace('<a href="http', f'<a {_REL} href="http')
    if "<input" in html:  # whatever it was meant to be; nh3 would order the attributes by chance
        html = _INPUT.sub(_check_box, html)
    if "<img " in html:
        html = html.replace("<img ", '<img loading="lazy" decoding="async" ')
        html = _LONE_PICTURE.sub(_figure, html)
    if "<table" in html:
        html = _ALIGN.sub(r'\1 class="align-\2"', html)
        html = _TABLE.sub(r'<div class="table-scroll" tabindex="0">\g<0>', html)
        html = html.replace("</table>", "</table></div>")
    return html


def _check_box(match: re.Match[str]) -> str:
    checked = " checked" if " checked" in match[0] else ""
    return f'<input type="checkbox" disabled{checked}>'


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


def _link_bare_addresses(html: str) -> str:
    """Link addresses in running text; they end where ASCII ends, so before Chinese punctuation."""
    parts = re.split(f"({_TAG})", html)
    depth = 0
    for index, part in enumerate(parts):
        if index % 2:
            name = re.match(r"<(/?)(a|code|pre)\b", part)
            if name:
                depth += -1 if name[1] else 1
        elif depth == 0 and "://" in part:
            parts[index] = _URL.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', part)
    return "".join(parts)


def _figure(match: re.Match[str]) -> str:
    """A picture alone in its paragraph is a figure; its title is the caption."""
    title = _TITLE.search(match[1])
    picture = _TITLE.sub("", match[1])
    caption = f"<figcaption>{title[1]}</figcaption>" if title else ""
    return f"<figure>{picture}{caption}</figure>"


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
