"""House rules: what every body obeys, whichever engine rendered it."""

from __future__ import annotations

import html as entities
import posixpath
import re
from urllib.parse import quote, unquote

import nh3

from zhuanlan.i18n import N_
from zhuanlan.load.han import HAN
from zhuanlan.model.post import Heading, Reference
from zhuanlan.problems import Problem

SCHEME = "zhuanlan:"
"""Stands before content paths in clean HTML; the sanitiser lets no contributor write it."""

_TAGS = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
}
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "time": {"datetime"},
    "details": {"open"},
    "input": {"checked"},
    "col": {"span"},
    "bdo": {"dir"},
}
_CLASSES = {
    "section": {"footnotes"},
    "div": {"footnote"},
    "sup": {"footnote-ref"},
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list", "contains-task-list"},
    "li": {"task-list-item"},
}
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)


class Links:
    """Resolves the addresses of one body, and remembers what they refer to."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self.references: list[Reference] = []
        self.problems: list[Problem] = []

    def resolve(self, url: str) -> str:
        """Return `zhuanlan:<content path>` for a relative address; others stay as they are."""
        if not url or url.startswith("#"):
            return url
        if url.startswith("//"):
            return "https:" + url
        bare, _, fragment = url.partition("#")
        bare = unquote(bare.partition("?")[0])
        base = "" if bare.startswith("/") else posixpath.dirname(self.path)
        target = posixpath.normpath(posixpath.join(base, bare.lstrip("/")))
        line, column = self.spot(url)
        if target.startswith("..") or "\\" in target:
            self.problems.append(
                Problem(
                    self.path,
                    line,
                    column,
                    N_("“{value}” leads out of the content folder"),
                    {"value": bare},
                )
            )
            return "#"
        if bare.endswith("/") and target != ".":
            target += "/"
        kind = "picture" if _PICTURE.search(target) else "link"
        self.references.append(Reference(target, kind, line, column))
        return SCHEME + quote(target) + (f"#{fragment}" if fragment else "")

    def spot(self, url: str) -> tuple[int, int]:
        """Return line and column where an address is written, after a bracket if possible."""
        for written in dict.fromkeys((url, unquote(url), entities.escape(url))):
            for before in ("](", "](<", "]: ", '="', "='", ""):
                at = self.text.find(before + written)
                if at >= 0:
                    at += len(before)
                    line = self.text.count("\n", 0, at)
                    return line + self.first_line, at - self.text.rfind("\n", 0, at)
        return self.first_line, 1


def clean(html: str, links: Links) -> str:
    """Sanitise raw HTML: allow-listed tags, attributes and schemes, resolved addresses."""
    cleaner = nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative=links.resolve,
        link_rel=None,
    )
    return cleaner.clean(html)


_TAG = r'<(?:"[^"]*"|[^">])*>'
_INLINE = (
    r"(?:</?(?:strong|em|b|i|u|a|del|ins|span|mark|cite|q|code|sup|sub)\b(?:\"[^\"]*\"|[^\">])*>)"
)
# each begins with the line break: a literal is found fast, and looked around from there
_BREAK = re.compile(rf"\n(?<={HAN}\n)(?={_INLINE}{{0,4}}{HAN})")
_BREAK_AFTER_TAG = re.compile(rf"\n(?<=>\n)(?={_INLINE}{{0,4}}{HAN})")
_TAGS_AFTER_HAN = re.compile(rf"{HAN}{_INLINE}{{1,4}}$")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_BARE = re.compile(r"(?<![\"=])https?://")
_LONE_PICTURE = re.compile(rf"<p>(<img {_TAG[1:]})</p>")
_INPUT = re.compile(rf"<input\b{_TAG[1:]}")
_ALIGN = re.compile(r'(<t[dh][^>]*?) align="(left|center|right)"')
_REL = 'rel="noopener noreferrer"'
_TITLE = re.compile(r' title="([^"]*)"')
_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?\[\]@!$&'*+,;=%#]*[A-Za-z0-9/_~=#&%-]")


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
        html = html.replace("<table>", '<div class="table-scroll" tabindex="0"><table>')
        html = html.replace("</table>", "</table></div>")
    return html


def _check_box(match: re.Match[str]) -> str:
    checked = " checked" if " checked" in match[0] else ""
    return f'<input type="checkbox" disabled{checked}>'


def _outside_pre(html: str, rule: object) -> str:
    parts: list[str] = []
    end = 0
    for block in _PRE.finditer(html):
        parts += [rule(html[end : block.start()]), block[0]]  # type: ignore[operator]
        end = block.end()
    parts.append(rule(html[end:]))  # type: ignore[operator]
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
    if "<h" not in html:
        return html, ()
    found: list[Heading] = []
    used = set(re.findall(r' id="([^"]*)"', html))
    given: set[str] = set()
    shift = 1 if "<h1" in html else 0

    def number(match: re.Match[str]) -> str:
        level = min(int(match[1]) + shift, 6)
        text = entities.unescape(re.sub(_TAG, "", match[5])).strip()
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
    """Return the beginning of the running text, for summaries."""
    text: list[str] = []
    size = 0
    for paragraph in re.finditer(r"<p>(.*?)</p>", html, re.DOTALL):
        plain = entities.unescape(re.sub(_TAG, "", paragraph[1]))
        plain = re.sub(r"\s+", " ", plain).strip()
        text.append(plain)
        size += len(plain)
        if size >= length:
            break
    return "".join(text)[:length]
