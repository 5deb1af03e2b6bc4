"""A page's tree → blocks, in the order in which readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.embedded import described
from zhuanlan.features.intake.web import lists
from zhuanlan.features.intake.web.blocks import Break, Item, Paragraph, Picture, Piece, Text
from zhuanlan.features.intake.web.losses import Losses
from zhuanlan.features.intake.web.reading import Element
from zhuanlan.features.intake.web.styles import Look, Rules, is_hidden, look_of, style_of

_SILENT = frozenset(
    "script style head title meta link noscript template base datalist rp param source track xml "
    "col colgroup".split()
)
"""What no reader sees."""

_LOST = {
    "iframe": N_("embedded content is not taken over: {what}"),
    "object": N_("embedded content is not taken over: {what}"),
    "embed": N_("embedded content is not taken over: {what}"),
    "video": N_("a video is not taken over: {what}"),
    "mpvideo": N_("a video is not taken over: {what}"),
    "audio": N_("a sound is not taken over: {what}"),
    "mpvoice": N_("a sound is not taken over: {what}"),
    "svg": N_("a drawing inside the page is not taken over: {what}"),
    "canvas": N_("a drawing inside the page is not taken over: {what}"),
    "math": N_("a formula is not taken over: {what}"),
    "select": N_("a field of a form is not taken over: {what}"),
    "textarea": N_("a field of a form is not taken over: {what}"),
    "button": N_("a button is not taken over: {what}"),
}

_BLOCKS = frozenset(
    "p div section article main header footer aside nav address center form fieldset figure "
    "dl dt dd details summary pre body html hgroup legend caption menu dir marquee "
    "tr td th tbody thead tfoot".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url", "_src", "src")
"""Where pages name pictures that a script loads later; `src` holds a blank one then."""


_EDGES = frozenset({"header", "footer"})


def _is_at_edge(element: Element, style: Mapping[str, str]) -> bool:
    """Tell whether Word or LibreOffice wrote an element as a header or footer of its pages."""
    return style.get("mso-element") in _EDGES or (
        element.tag == "div" and element.get("title") in _EDGES
    )


@dataclass(slots=True)
class Walk:
    """Turns elements into blocks."""

    rules: Rules
    losses: Losses
    base: str = ""
    """The address of the page, for its relative links."""
    blocks: list[Paragraph] = field(default_factory=list)
    _open: Paragraph | None = None
    _tag: str = "p"
    _items: tuple[Item, ...] = ()
    _quoted: bool = False
    _numbers: int = 0

    def take(self, element: Element) -> list[Paragraph]:
        """Walk through an element and what it holds, and return all paragraphs."""
        self._element(element, Look())
        self._end()
        return self.blocks

    def _end(self) -> None:
        """End a paragraph, if one is open."""
        self._open = None

    def _add(self, piece: Piece, look: Look, line: int = 0) -> None:
        if self._open is None:
            self._open = Paragraph(self._tag, [], self._items, self._quoted, look.align, line)
            self.blocks.append(self._open)
        self._open.pieces.append(piece)

    def _text(self, text: str | None, look: Look, line: int) -> None:
        if not text or (self._open is None and not text.strip(" \t\r\n\f")):
            return
        if look.pre:
            for number, part in enumerate(text.replace("\r\n", "\n").split("\n")):
                if number:
                    self._add(Break(), look)
                if part:
                    self._add(Text(part.replace(" ", "\u00a0"), look), look, line)
        else:
            self._add(Text(text, look), look, line)

    def _inside(self, element: Element, look: Look) -> None:
        self._text(element.text, look, element.sourceline)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look, child.sourceline)

    def _element(self, element: Element, look: Look) -> None:
        tag = element.tag
        style = style_of(element, self.rules)
        if tag in _SILENT or self._is_hidden(element, style):
            return
        message = _LOST.get(tag)
        if message is None and _is_at_edge(element, style):
            message = N_("the header or footer “{what}” is left out")
        if message is not None:
            self._lose(element, message)
            return
        self._shown(element, style, look_of(element, style, look))

    def _is_hidden(self, element: Element, style: Mapping[str, str]) -> bool:
        hidden = is_hidden(element, style)
        if hidden and (text := "".join(element.itertext()).strip()):
            self.losses.count(N_("hidden text was left out: {count} characters"), len(text))
        return hidden

    def _shown(self, element: Element, style: Mapping[str, str], look: Look) -> None:
        tag = element.tag
        if "url(" in (background := style.get("background-image") or style.get("background", "")):
            message = N_("a picture in the background of a text is not taken over: {address}")
            address = background.partition("url(")[2].partition(")")[0].strip("\"' ")
            self.losses.add(message, element.sourceline, address=address)
        if marker := lists.marker(element, style):
            self._end()
            self._marked(element, look, marker)
        elif tag in ("ul", "ol"):
            self._list(element, style, look)
        elif tag == "table":
            self._table(element, look)
        elif tag in _HEADINGS:
            self._tagged(element, tag, look._replace(strong=False))
        elif tag == "figcaption":
            self._tagged(element, tag, look)
        elif tag == "blockquote":
            self._quote(element, look)
        elif tag in _BLOCKS or style.get("display", "") in ("block", "table", "flex", "list-item"):
            self._end()
            self._inside(element, look)
            self._end()
        else:
            self._inline(element, style, look)

    def _inline(self, element: Element, style: Mapping[str, str], look: Look) -> None:
        tag, line = element.tag, element.sourceline
        if tag == "br":
            self._add(Break(), look, line)
        elif tag == "hr":
            self._end()
            self.losses.count(N_("lines between paragraphs were left out: {count}"))
        elif tag in ("img", "v:imagedata", "image"):
            sources = tuple(dict.fromkeys(filter(None, (element.get(name) for name in _LAZY))))
            alt = described(element.get("alt") or "") or described(element.get("title") or "")
            self._add(Picture(sources, alt, line), look, line)
        elif tag == "rt":
            self._add(Text("（", look), look)
            self._inside(element, look)
            self._add(Text("）", look), look)
        elif tag == "input":
            if element.get("type") != "hidden":
                message = N_("a field of a form is not taken over: {what}")
                self._lose(element, message, element.get("value") or "")
        elif tag == "a":
            self._inside(element, look._replace(href=self._address(element) or look.href))
        else:
            self._inside(element, look)

    def _lose(self, element: Element, message: str, value: str = "") -> None:
        texts = (part.strip() for part in element.itertext() if isinstance(part, str))
        text = " ".join(filter(None, texts))
        names = ("data-src", "src", "data", "href", "aria-label", "title", "name", "type")
        address = next(filter(None, (element.get(name) for name in names)), "")
        self.losses.add(message, element.sourceline, text, what=value or text or address or "…")

    def _address(self, element: Element) -> str:
        """Return the address of a link, or an empty string where readers could not use it."""
        given = (element.get("href") or "").strip()
        if not given or given.startswith("#"):
            return ""
        scheme = "".join(given.split()).lower().partition(":")[0]
        if scheme in ("http", "https", "mailto"):
            return given
        try:
            whole = urljoin(self.base, given) if self.base else ""
        except ValueError:
            whole = ""
        if whole.startswith(("http://", "https://")):
            return whole
        message = N_("the link “{address}” leads nowhere for readers, and is plain text now")
        self.losses.add(message, element.sourceline, address=given)
        return ""

    def _tagged(self, element: Element, tag: str, look: Look) -> None:
        self._end()
        before, self._tag = self._tag, tag
        self._inside(element, look)
        self._tag = before
        self._end()

    def _quote(self, element: Element, look: Look) -> None:
        self._end()
        before, self._quoted = self._quoted, True
        self._inside(element, look)
        self._quoted = before
        self._end()

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    def _list(self, element: Element, style: Mapping[str, str], look: Look) -> None:
        self._end()
        before, number = self._items, self._next()
        counts = lists.numbers(element, style, self.losses)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag == "li" and counts:
                self._items = (*before, Item(element.tag, number, counts(child)))
            elif child.tag not in ("ul", "ol"):  # one beside its item belongs to it
                self._items = before
            own = style_of(child, self.rules)
            if child.tag == "li" and not self._is_hidden(child, own):
                self._inside(child, look_of(child, own, look))
            else:
                self._element(child, look)
            self._end()
        self._items = before

    def _marked(self, element: Element, look: Look, marker: lists.Marker) -> None:
        """Take a paragraph that Word numbers: an item of a list, or its number as text."""
        before = self._items
        self._items = (*before, *lists.items(self.blocks, marker, self._next, len(before)))
        lists.drop_marker(element, marker, keep=self._items == before)
        self._inside(element, look)
        self._items = before
        self._end()

    def _table(self, element: Element, look: Look) -> None:
        from zhuanlan.features.intake.web import tables

        self._end()
        if tables.is_layout(element, self.rules):
            self._inside(element, look)
            self._end()
            return
        block = Paragraph("table", [], self._items, self._quoted, "", element.sourceline)
        for caption in element.findall("caption"):
            self._element(caption, look)
        block.rows = tables.rows(element, look, self._cell, self.rules, self.losses)
        self.blocks.append(block)

    def _cell(self, element: Element, look: Look) -> list[Paragraph]:
        walk = Walk(self.rules, self.losses, self.base, _numbers=self._numbers)
        walk._inside(element, look)
        self._numbers = walk._numbers
        return walk.blocks
