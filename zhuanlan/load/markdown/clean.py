"""Cleaning: raw HTML of an engine → allow-listed HTML with resolved addresses."""

from __future__ import annotations

import html as entities
import posixpath
import re
from urllib.parse import quote, unquote

import nh3
from markupsafe import Markup, escape
from msgspec.structs import replace

from zhuanlan.core.budget import OverBudgetError
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.model.post import Reference

SCHEME = "zhuanlan:"
"""Stands before content paths in clean HTML; the sanitiser lets no contributor write it."""

PUBLISHED = {
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
"""The tags that are published."""
REFUSED = {"script", "style", "iframe", "object", "embed", "video", "audio", "form"}
"""The tags that are a problem: what they do or hold would vanish silently."""
ATTRIBUTES = {
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
"""The attributes that are published, by tag."""
_CLASSES = {
    "section": {"footnotes"},
    "div": {"footnote"},
    "sup": {"footnote-ref"},
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list", "contains-task-list"},
    "li": {"task-list-item"},
}

_OF_VIDEOS = ("iframe", "embed", "object", "video", "audio", "source")
"""Tags by which videos of other sites are pasted."""


class Links:
    """Resolves the addresses of one body, and remembers what they refer to."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self._looked = 0
        self.references: list[Reference] = []
        self.problems: list[Problem] = []

    def resolve(self, url: str, kind: str = "link") -> str:
        """Return `zhuanlan:<content path>` for a relative address; others stay as they are."""
        if url.startswith("#"):
            return url
        if not url:
            self.problem("]()", N_("an address is missing here"), N_("write it between ( and )"))
            return "#"
        if url.startswith("//"):
            return "https:" + url
        bare, _, fragment = url.partition("#")
        bare = unquote(bare.partition("?")[0])
        base = "" if bare.startswith("/") else posixpath.dirname(self.path)
        target = posixpath.normpath(posixpath.join(base, bare.lstrip("/")))
        if "\\" in target:
            self.problem(bare, N_("“{value}” is no path"), N_("write / between folders, not \\"))
            return "#"
        if target.startswith(".."):
            self.problem(url, N_("“{value}” leads out of the content folder"), shown=bare)
            return "#"
        if bare.endswith("/") and target != ".":
            target += "/"
        self.references.append(Reference(target, kind, *self.spot(url)))
        return SCHEME + quote(target) + (f"#{fragment}" if fragment else "")

    def address(self, file: str, kind: str = "attachment") -> Markup:
        """Return the address of a file of the content, escaped; what is no path is a problem.

        `file` is its path from the source's folder on; `kind` is that of the reference.
        """
        before = len(self.problems)
        url = self.resolve(file, kind) if "://" not in file else ""
        if not url.startswith(SCHEME) and len(self.problems) == before:
            self.problem(
                file,
                N_("“{value}” is no path of a file beside this one"),
                N_("write the path from this file, with / between folders"),
            )
        return escape(url)

    def are_pictures(self, targets: set[str]) -> None:
        """Note which of the links are shown as pictures."""
        self.references = [
            replace(ref, kind="picture") if ref.kind == "link" and ref.target in targets else ref
            for ref in self.references
        ]

    def problem(self, written: str, message: str, hint: str = "", shown: str = "") -> None:
        """Note a problem with what is written somewhere in the text; `shown` is how to name it."""
        values = {"value": shown or written}
        self.problems.append(Problem(self.path, *self.spot(written), message, values, hint))

    def refuse(self, found: re.Match[str]) -> None:
        """Note an address or a tag that must not be published, and would vanish silently."""
        if found["tag"]:
            message = N_("<{value}> is not published")
            hint = N_("take it away")
            if found["tag"].lower() in _OF_VIDEOS:
                hint = N_("write a link, [its title](address), or ::video file.mp4 for your own")
            self.problem("<" + found["tag"], message, hint, shown=found["tag"].lower())
            return
        self.problem(
            unquote(entities.unescape(found["url"])),
            N_("“{value}” is no address that may be linked"),
            N_("put the file beside the post and write its name, or write https://…"),
        )

    def spot(self, url: str) -> tuple[int, int]:
        """Return line and column where an address is written, after a bracket if possible.

        That of the text, where there are more addresses than anybody writes: looking is dear.
        """
        self._looked += 1
        if self._looked > _MOST_PLACES:
            return self.first_line, 1
        for written in dict.fromkeys((url, unquote(url), entities.escape(url))):
            for before in ("](", "](<", "]: ", '="', "='", ""):
                at = self.text.find(before + written)
                if at >= 0:
                    at += len(before)
                    line = self.text.count("\n", 0, at)
                    return line + self.first_line, at - self.text.rfind("\n", 0, at)
        return self.first_line, 1


_MOST_PLACES = 2000
"""Addresses whose places are looked up in one text."""


class _Resolver:
    """Resolves for the body in hand; making a cleaner costs more than cleaning a short text."""

    links: Links
    stopped: OverBudgetError | None = None

    def __call__(self, url: str) -> str:
        if self.stopped:
            return "#"
        try:
            return self.links.resolve(url)
        except OverBudgetError as error:  # nh3 would pass over it
            self.stopped = error
            return "#"


_resolver = _Resolver()
_cleaner = nh3.Cleaner(
    tags=PUBLISHED,
    attributes=ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative=_resolver,
    link_rel=None,
)


def clean(html: str, links: Links) -> str:
    """Sanitise raw HTML: allow-listed tags, attributes and schemes, resolved addresses."""
    for found in _REFUSED.finditer(html):
        links.refuse(found)
    _resolver.links, _resolver.stopped = links, None
    html = _cleaner.clean(html)
    if _resolver.stopped:
        raise _resolver.stopped
    if "<img " in html:
        links.are_pictures({unquote(url) for url in _OWN_PICTURE.findall(html)})
    for found in _FOREIGN_PICTURE.finditer(html):
        links.problem(
            entities.unescape(found[1]),
            N_("the picture “{value}” lies on another host"),
            N_("save it beside the post: nothing is loaded from elsewhere"),
        )
    return html


_REFUSED = re.compile(
    r"""<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*["']?\s*(?P<url>(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:[^"'>]*)"""
    rf"""|<(?P<tag>{"|".join(sorted(REFUSED))})\b""",
    re.IGNORECASE,
)
_OWN_PICTURE = re.compile(r'<img\b[^<>]*? src="zhuanlan:([^"#]*)')
_FOREIGN_PICTURE = re.compile(r'<img\b[^<>]*? src="(?!zhuanlan:)([^"#][^"]*)"')
