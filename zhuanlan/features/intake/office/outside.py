"""What an office file refers to outside of itself, found before any program opens it.

In zips (ODF, OOXML) by their XML, in RTF by its control words. The old binary formats cannot be
looked through: there LibreOffice is told to follow no link.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

_LARGEST = 32 << 20
_MOST = 2000
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External")
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"'<>]*)")
_UNREADABLE = re.compile(rb"<!DOCTYPE|<!ENTITY|\0")
"""XML that does not say here what it says to a parser."""
_LINKED = re.compile(rb"<([\w-]+:[\w-]+)\b[^<>]*?xlink:href\s*=\s*[\"']([^\"'<>]*)[\"']")
_ALLOWED = (b"text:a", b"draw:a", b"form:form")
"""Elements that only lead somewhere when a reader clicks."""
_ELSEWHERE = re.compile(rb"(?:[a-zA-Z][\w+.-]*:|//|\\\\|/|\.\./)")
_RTF = re.compile(
    rb"\\(?:objautlink|linkself|objupdate)\b"
    rb"|\\\*\\template\s*([^{}\\]{1,200})"
    rb"|(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK)\s+\\?\"?([^\"{}]{1,200})"
)


def refers_outside(file: Path) -> str:
    """Return an address that a program would follow on opening the file, or nothing."""
    if is_zipfile(file):
        try:
            with ZipFile(file) as zipped:
                found = next(_in_zip(zipped), b"")
        except (BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
            found = b"?"  # what we cannot look through is not opened
    else:
        data = file.read_bytes()
        rtf = _RTF.search(data) if data.startswith(b"{\\rtf") else None
        found = (rtf[1] or rtf[2] or rtf[0]) if rtf else b""
    return found.decode("utf-8", "replace").strip()


def _in_zip(zipped: ZipFile) -> Iterator[bytes]:
    parts = zipped.infolist()
    if len(parts) > _MOST:
        yield b"?"
    for part in parts:
        name = part.filename
        is_odf = name in ("content.xml", "styles.xml") or name.endswith(
            ("/content.xml", "/styles.xml")
        )
        if not (is_odf or name.endswith(".rels")):
            continue
        with zipped.open(part) as opened:
            data = opened.read(_LARGEST + 1)
        if len(data) > _LARGEST or _UNREADABLE.search(data[:4096]):
            yield b"?"
        yield from _in_odf(data) if is_odf else _in_relations(data)


def _in_relations(data: bytes) -> Iterator[bytes]:
    for relation in _RELATION.findall(data):
        if _EXTERNAL.search(relation) and b"/hyperlink" not in relation:
            target = _TARGET.search(relation)
            yield target[1] if target else b"?"


def _in_odf(data: bytes) -> Iterator[bytes]:
    for tag, address in _LINKED.findall(data):
        if tag not in _ALLOWED and _ELSEWHERE.match(address):
            yield address
