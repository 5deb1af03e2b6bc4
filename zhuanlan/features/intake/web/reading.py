"""Bytes → text → a tree: encodings as pages declare them, and limits on what is parsed."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, missing_package
from zhuanlan.load.source import decoded

Element = Any
"""An element of lxml, which has no types of its own."""

MOST_BYTES = 40 << 20
"""A page with all its pictures inside, as phones save them."""

_MOST_TAGS = 300_000
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_AS_WINDOWS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252"}
"""Browsers take these names for the larger sets that contain them."""


def text_of(data: bytes, path: str) -> str:
    """Return the text of a page: by its byte order mark, its declaration, or its bytes.

    Raises ProblemError for a page that is too large, or whose encoding nothing tells.
    """
    if len(data) > MOST_BYTES:
        raise too_large(path)
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = None if marked else _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(as_browsers_do(name))
    return decoded(data, path)[0]


def as_browsers_do(name: str) -> str:
    """Return the encoding that browsers use for a declared name."""
    return _AS_WINDOWS.get(name.lower(), name)


def too_large(path: str) -> ProblemError:
    """Return the problem of a page that is larger than any that a person saved."""
    message, values = N_("the page is too large: more than {most} MB"), {"most": MOST_BYTES >> 20}
    return ProblemError([Problem(path, 0, 0, message, values)])


def tree_of(text: str, path: str) -> Element:
    """Return the root of a page; raises ProblemError where it is no page that a person wrote."""
    try:
        from lxml import etree, html
    except ImportError:
        message = N_("web pages need the package {package}")
        raise missing_package(path, "lxml", "office", message) from None

    if len(text) > MOST_BYTES or text.count("<") > 2 * _MOST_TAGS:
        raise _too_much(path)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    # a character that XML does not know would end the text there
    source = _CONTROL.sub("", text).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(source or b"<p></p>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments, or nested too deeply
        root = html.document_fromstring(b"<p></p>")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _too_much(path)
    return root


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def _too_much(path: str) -> ProblemError:
    message = N_("the page is nested too deeply or has too many elements")
    hint = N_("copy its text, and paste that")
    return ProblemError([Problem(path, 0, 0, message, {}, hint)])
