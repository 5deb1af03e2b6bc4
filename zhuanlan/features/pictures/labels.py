"""The label of AI-generated pictures in their metadata: found in what tools write, written cleanly.

Tools write the key `AIGC` (GB 45438-2025) into XMP, into EXIF, or into a text of a PNG. Nobody may
delete it, so it is the one thing that is kept of a file's metadata: checked, and in a packet of XMP
that holds nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.model.ai import KEY
from zhuanlan.model.fields import CONTROL

_TC260 = "{http://www.tc260.org.cn/ns/AIGC/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_X = "{adobe:ns:meta/}"

_LONGEST = 8_000
"""Characters of a whole value; XMP in a JPEG has 64 kB."""

_MOST_XMP = 4_000_000
"""Characters of metadata that are looked through; editors keep their history there."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_GIF_XMP = b"\x21\xff\x0bXMP DataXMP"
_GIF_TRAILER = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
_DESCRIPTION, _EXIF, _COMMENT = 0x010E, 0x8769, 0x9286
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="r"?>'

register_namespace("TC260", _TC260[1:-1])
register_namespace("rdf", _RDF[1:-1])
register_namespace("x", _X[1:-1])


def label_in(path: str, image: Image.Image, data: bytes) -> str:
    """Return the value of `AIGC` of a decoded file as compact JSON, or an empty string.

    `data` are the file's bytes. Raises ProblemError for a label that cannot be read: to drop it is
    not allowed.
    """
    for claim in _claims(path, image, data):
        return _checked(path, claim)
    return ""


def label_in_drawing(path: str, root: Element) -> str:
    """Return the value of `AIGC` of an SVG, or an empty string; raises ProblemError."""
    for claim in _in_tree(root):
        return _checked(path, claim)
    return ""


def packet(label: str) -> bytes:
    """Return XMP that holds a label and nothing else; empty where there is none."""
    if not label:
        return b""
    meta = Element(f"{_X}xmpmeta")
    meta.append(_rdf(label))
    return f"{_BEGIN}{tostring(meta, encoding='unicode')}{_END}".encode()


def label_drawing(root: Element, label: str) -> None:
    """Put a label into an SVG, whose metadata were taken out."""
    metadata = Element(f"{root.tag.rpartition('}')[0]}}}metadata")
    metadata.append(_rdf(label))
    root.insert(0, metadata)


def labelled_gif(data: bytes, label: str) -> bytes:
    """Return a GIF with a label, which Pillow does not write: an application extension."""
    flags = data[10]
    head = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    if not label:
        return data
    return b"GIF89a" + data[6:head] + _GIF_XMP + packet(label) + _GIF_TRAILER + data[head:]


def _rdf(label: str) -> Element:
    rdf = Element(f"{_RDF}RDF")
    description = SubElement(rdf, f"{_RDF}Description", {f"{_RDF}about": ""})
    SubElement(description, f"{_TC260}{KEY}").text = label
    return rdf


def _claims(path: str, image: Image.Image, data: bytes) -> Iterator[Any]:
    """Yield what a file says under the key: a text, or the parts of a structure."""
    xmp = image.info.get("xmp", b"")
    if image.format == "GIF":
        _, found, rest = data.partition(_GIF_XMP)
        xmp = rest.partition(_GIF_TRAILER[:9])[0] if found else b""
    yield from _in_xmp(path, xmp.encode() if isinstance(xmp, str) else xmp)
    for name, text in _texts(image):
        written = text.strip("\0 \t\r\n")
        if name == KEY or (written.startswith("{") and f'"{KEY}"' in written):
            yield written


def _texts(image: Image.Image) -> Iterator[tuple[str, str]]:
    """Yield the texts beside the picture: those of a PNG with their names, EXIF's, a comment."""
    if image.format == "PNG":
        image.load()  # texts may stand behind the pixels
        yield from ((name, str(text)) for name, text in getattr(image, "text", {}).items())
    exif = image.getexif()
    for raw in (
        exif.get_ifd(_EXIF).get(_COMMENT),
        exif.get(_DESCRIPTION),
        image.info.get("comment"),
    ):
        if isinstance(raw, str):
            yield "", _as_utf8(raw)
        elif isinstance(raw, bytes):
            yield "", _comment(raw)


def _as_utf8(text: str) -> str:
    """Pillow reads what should be ASCII as Latin-1; tools write UTF-8."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _comment(raw: bytes) -> str:
    """Return a comment of EXIF, before which eight bytes name its encoding."""
    code, text = raw[:8], raw[8:]
    if code == b"UNICODE\0":  # in the byte order of the file, which is seldom the one that is said
        return text.decode("utf-16-be" if text[:1] == b"\0" else "utf-16-le", "replace")
    known = code in (b"ASCII\0\0\0", b"\0\0\0\0\0\0\0\0", b"JIS\0\0\0\0\0")
    return (text if known else raw).decode("utf-8", "replace")


def _in_xmp(path: str, xmp: bytes) -> Iterator[Any]:
    if KEY.encode() not in xmp:
        return
    if len(xmp) > _MOST_XMP:
        raise _unreadable(path, N_("the AI label (AIGC) cannot be read: the metadata are too long"))
    try:
        root = fromstring(xmp.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        if b":AIGC" not in xmp:
            return  # a word of a description
        raise _unreadable(
            path, N_("the AI label (AIGC) cannot be read: the XMP is damaged")
        ) from None
    yield from _in_tree(root)


def _in_tree(root: Element) -> Iterator[Any]:
    """Yield what elements and attributes of that name hold, whatever tools call its namespace."""
    ending = f"}}{KEY}"
    for element in root.iter():
        if str(element.tag).endswith(ending):
            below = [one for one in element.iter() if one is not element and not len(one)]
            parts = {str(one.tag).rpartition("}")[2]: one.text or "" for one in below}
            text = "".join(element.itertext()).strip()
            yield parts if parts and not text.startswith("{") else text
        for name, value in element.attrib.items():
            if name.endswith(ending):
                yield value


def _checked(path: str, claim: Any) -> str:
    """Return a label as compact JSON: an object of short texts; raises ProblemError."""
    value = claim
    for _ in range(3):  # some tools put it under the key once more, or write JSON within JSON
        if isinstance(value, str):
            if len(value) > _LONGEST:
                raise _unreadable(path, N_("the AI label (AIGC) is too long"))
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                raise _unreadable(
                    path, N_("the AI label (AIGC) cannot be read: it is no JSON")
                ) from None
        if isinstance(value, dict) and KEY in value:
            value = value[KEY]
    if not isinstance(value, dict) or not value or not all(map(_NAME.fullmatch, value)):
        raise _unreadable(path, _NO_TEXTS)
    texts = {name: str(part) if type(part) is int else part for name, part in value.items()}
    for part in texts.values():
        if not isinstance(part, str) or CONTROL.search(part) or not _is_unicode(part):
            raise _unreadable(path, _NO_TEXTS)
    written = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    if len(written) > _LONGEST:
        raise _unreadable(path, N_("the AI label (AIGC) is too long"))
    return written


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" for char in text)


def _unreadable(path: str, message: str) -> ProblemError:
    return ProblemError([Problem(path, 0, 0, message, {}, _AGAIN)])


_NO_TEXTS = N_("the AI label (AIGC) cannot be read: it must hold names and texts")
_AGAIN = N_("ask for the file as the tool made it; labels of AI-generated pictures must be kept")
