"""What an office file refers to outside of itself, found before any program opens it.

In zips (ODF, OOXML) by their XML, in RTF by its control words. The old binary formats cannot be
looked through: there LibreOffice is told to follow no link.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile, is_zipfile

from zhuanlan.features.intake.xml import BrokenError, tree

_LARGEST = 32 << 20
_MOST = 2000
_ALLOWED = frozenset({"a", "form"})
"""Elements of ODF that only lead somewhere when a reader clicks."""
_ELSEWHERE = re.compile(r"(?:[a-zA-Z][\w+.-]*:|//|\\|/|\.\./)")
_UNCLEAR = "?"
"""What we cannot look through is not opened."""


def refers_outside(file: Path) -> str:
    """Return an address that a program would follow on opening the file, or nothing."""
    if is_zipfile(file):
        try:
            with ZipFile(file) as zipped:
                return next(_in_zip(zipped), "")
        except (BadZipFile, BrokenError, zlib.error, OSError, ValueError, RuntimeError, EOFError):
            return _UNCLEAR
    data = file.read_bytes()
    return next(_in_rtf(data), "") if data.startswith(b"{\\rtf") else ""


def _in_zip(zipped: ZipFile) -> Iterator[str]:
    parts = zipped.infolist()
    if len(parts) > _MOST:
        yield _UNCLEAR
    for part in parts:
        is_odf = part.filename.rpartition("/")[2] in ("content.xml", "styles.xml")
        if not (is_odf or part.filename.endswith(".rels")):
            continue
        with zipped.open(part) as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            yield _UNCLEAR
        if data:
            yield from _in_odf(tree(data)) if is_odf else _in_relations(tree(data))


def _in_relations(root: Element) -> Iterator[str]:
    for one in root.iter():
        if one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink"):
            yield one.get("Target") or _UNCLEAR


def _in_odf(root: Element) -> Iterator[str]:
    for one in root.iter():
        for name, address in one.attrib.items():
            is_link = name.rpartition(":")[2] == "href" and _local(one) not in _ALLOWED
            if is_link and _ELSEWHERE.match(address.strip()):
                yield address.strip()


def _local(element: Element) -> str:
    return element.tag.rpartition(":")[2]


_CONTROL = re.compile(rb"\\'([0-9a-fA-F]{2})|\\\*|\\[a-z]+-?\d*[ ]?|[{}\r\n]")
_FIELD = re.compile(
    rb"\0\s*(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK)\b[\s\\\"]*([^\"]{0,200})",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb"\\(?:objautlink|linkself|objupdate)(?![a-z])|\\sn\s+pibName\b")
_TEMPLATE = re.compile(rb"\\\*\\template(?![a-z])\s*([^{}\\]{0,200})")


def _in_rtf(data: bytes) -> Iterator[str]:
    for found in (*_OBJECT.finditer(data), *_TEMPLATE.finditer(data)):
        yield found[found.re.groups].decode("utf-8", "replace").strip() or _UNCLEAR
    if b"\\fldinst" in data:
        # a field's words may be written in pieces, or by the numbers of their letters
        plain = _CONTROL.sub(_plain, data.replace(b"\0", b"").replace(b"\\fldinst", b"\0"))
        for found in _FIELD.finditer(plain):
            yield found[1].decode("utf-8", "replace").strip() or _UNCLEAR


def _plain(control: re.Match[bytes]) -> bytes:
    return bytes([int(control[1], 16)]) if control[1] else b""
