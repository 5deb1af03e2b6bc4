"""XML of an office file → a tree whose names are short (`w:p`), read within limits.

The names of both kinds of OOXML, transitional and strict, are the same here. A document type, and
so every entity, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from zhuanlan.core.i18n import N_

DEEPEST = 200
"""Elements within each other; a text box in a table in a text box takes 60."""
MOST = 300_000
"""Elements of one part; a book of 300 pages has 200,000."""

_OPEN = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_PREFIXES = {
    "wordprocessingml/main": "w",
    "officeDocument/relationships": "r",
    "officeDocument/math": "m",
    "drawingml/main": "a",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/picture": "pic",
    "drawingml/chart": "c",
    "drawingml/diagram": "dgm",
    "presentationml/main": "p",
}
_NAMES = {
    **{_STRICT + name: prefix for name, prefix in _PREFIXES.items()},
    **{
        _OPEN + name.replace("/", "/2006/", 1): prefix
        for name, prefix in _PREFIXES.items()
    },
    _OPEN + "package/2006/relationships": "rel",
    _OPEN + "package/2006/metadata/core-properties": "cp",
    _OPEN + "markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    _MICROSOFT + "2010/wordprocessingShape": "wps",
    _MICROSOFT + "2010/wordprocessingGroup": "wpg",
    _MICROSOFT + "2010/wordprocessingCanvas": "wpc",
    _MICROSOFT + "2010/wordml": "w14",
    "http://www.ofdspec.org/2016": "ofd",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
}  # fmt: skip


class BrokenError(Exception):
    """XML that is none, or is not read; `reason` is untranslated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tree(data: bytes) -> Element:
    """Return the root of XML; raises BrokenError."""
    target = _Limited()
    try:
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise BrokenError(
            N_("it declares a document type, which no office program writes")
        ) from None
    except (ParseError, ValueError, LookupError):
        raise BrokenError(N_("its XML is damaged")) from None
    return root


class _Limited:
    """Builds the tree, and counts."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._names: dict[str, str] = {}
        self._depth = self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise BrokenError(N_("it is nested too deep"))
        if self._count > MOST:
            raise BrokenError(N_("it has too many elements"))
        short = self._short
        self._builder.start(short(tag), {short(name): v for name, v in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(self._short(tag))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def close(self) -> Element:
        return self._builder.close()

    def _short(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
            prefix = _NAMES.get(space, "?") if space else ""
            known = self._names[name] = f"{prefix}:{local}" if prefix else local
        return known


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path of names, such as `w:pPr/w:jc`."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next((child for child in element if child.tag == name), None)
    return element


def value(element: Element | None, path: str, attribute: str = "w:val") -> str:
    """Return an attribute of the first element at a path, or nothing."""
    found = find(element, path)
    return found.get(attribute, "") if found is not None else ""


def is_on(element: Element | None, path: str) -> bool | None:
    """Return what a switch such as `w:b` says, or None where it is not there."""
    found = find(element, path)
    if found is None:
        return None
    return found.get("w:val", "1").lower() not in ("0", "false", "off", "none")


def number(text: str, otherwise: int = 0) -> int:
    """Return a number as an attribute has it, within what a document can mean."""
    try:
        return max(min(int(float(text)), 10**7), -(10**7))
    except (ValueError, OverflowError):
        return otherwise


def hexadecimal(text: str) -> int:
    """Return a number that is written in hexadecimal digits; 0 for what is none."""
    try:
        return min(int(text, 16), 0x10FFFF)
    except ValueError:
        return 0


def texts(element: Element | None, *tags: str) -> Iterator[str]:
    """Yield the texts of all elements below that have one of the tags."""
    for one in element.iter() if element is not None else ():
        if one.tag in tags and one.text:
            yield one.text
