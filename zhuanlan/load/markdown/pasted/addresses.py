"""Addresses and pictures that lead nowhere, and HTML that came as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Fix
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.pasted.find import Find

_MAILBOX = re.compile(
    r"(?:\]\(<?|href=[\"'])(?P<box>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})(?=[>)\"' ])",
    re.ASCII,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|mp4|md|html?)$", re.IGNORECASE)


def mailboxes(text: str, code: Code) -> Iterator[Find]:
    """Find links to a mailbox that would be taken for a file."""
    for found in _MAILBOX.finditer(text):
        box = found["box"]
        if not _FILE.search(box):
            yield Find(
                found.start("box"),
                N_("“{value}” is a mailbox, and would be taken for a file"),
                N_("write mailto:{value}"),
                box,
                Fix(box, f"mailto:{box}"),
            )


_IMG = re.compile(r"<img\b(?:\"[^\"]*\"|'[^']*'|[^\"'<>]){0,99}>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*(?:\"\s*[^\"\s]|'\s*[^'\s]|[^\"'\s>])", re.IGNORECASE)


def pictures(text: str, code: Code) -> Iterator[Find]:
    """Find pictures without a file, as WeChat writes them."""
    for found in _IMG.finditer(text):
        if _SOURCE.search(found[0]):
            continue
        if "data-src" in found[0]:
            yield Find(
                found.start(),
                N_("this picture still lies with WeChat, and readers would not see it"),
                N_("save it beside the post and write ![what it shows](file.jpg)"),
            )
        else:
            yield Find(
                found.start(),
                N_("this picture has no file"),
                N_("write ![what it shows](file.jpg), or take it away"),
            )


_WIDE_MARK = re.compile(
    r"^！(?=\[[^\]\n]{0,200}\]\([^()\n]{0,300}\.(?:jpe?g|png|gif|webp|svg)\))",
    re.MULTILINE | re.IGNORECASE,
)


def pictures_as_links(text: str, code: Code) -> Iterator[Find]:
    """Find pictures with a full-width mark, which become links."""
    for found in _WIDE_MARK.finditer(text):
        yield Find(
            found.start(),
            N_("a full-width “！” makes a link of this picture"),
            N_("write ![what it shows](file.jpg) with a half-width !"),
            fix=Fix("！", "!"),
        )


_TWICE = re.compile(
    r"&amp;(?P<name>nbsp|e[nm]sp|[lr][ds]quo|hellip|mdash|middot|quot|#\d{2,6});"
    r"|&lt;/(?:p|div|span|strong|b|em|i|u|font|section|a|table|t[rdh]|[uo]l|li|h[1-6])&gt;"
    r"|&lt;br ?/?&gt;"
)


def escaped(text: str, code: Code) -> Iterator[Find]:
    """Find HTML that was escaped twice on its way, so that readers would see its tags."""
    for found in _TWICE.finditer(text):
        yield Find(
            found.start(),
            N_("“{value}” was escaped, and is shown as typed"),
            N_("copy the text from the page, not from its source"),
            unescape(found[0]),
            Fix(found[0], f"&{found['name']};") if found["name"] else None,
        )
