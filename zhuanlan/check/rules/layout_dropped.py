"""Rule of layout that came along with pasted HTML, and that the sanitiser takes away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.load.markdown.clean import ATTRIBUTES
from zhuanlan.load.markdown.code import Code
from zhuanlan.load.markdown.pasted import spot
from zhuanlan.load.markdown.tags import DROPPED, TAG
from zhuanlan.model.checks import Rule

_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w.:-]*)\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`]+)""")
_LAYOUT = frozenset(
    "align background bgcolor border cellpadding cellspacing color face height hspace size style "
    "valign vspace width".split()
)
"""Attributes by which a text looks otherwise; nobody misses the others."""


def layout_dropped(source: Source) -> Iterator[Finding]:
    """Find the first tag or attribute of a text whose effect readers do not see."""
    if not source.is_markdown:
        return
    body = source.manuscript.body
    code = Code(body) if "<" in body else None
    first, count = None, 0
    for tag in TAG.finditer(body) if code else ():
        if tag["close"] or code.holds(tag.start()):  # type: ignore[union-attr]
            continue
        if dropped := _dropped_of(tag):
            first = first or (tag.start(), dropped)
            count += 1
    if first:
        yield finding(
            "layout-dropped",
            source.path,
            spot(body, first[0], source.manuscript.body_line),
            N_("“{value}” is taken away; readers see the words without it ({count} such tags)"),
            N_("write Markdown: **bold**, lists, tables; colours and sizes are those of the theme"),
            value=first[1],
            count=count,
        )


def _dropped_of(tag: re.Match[str]) -> str:
    """Return what of a tag has no effect, as it is written, or an empty string."""
    name = tag["name"].lower()
    if name in DROPPED:
        return f"<{tag['name']}>"
    kept = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
    for attribute in _ATTRIBUTE.finditer(tag[0]):
        if attribute[1].lower() in _LAYOUT - kept:
            return f"<{tag['name']} {attribute[1]}>"
    return ""


LAYOUT_DROPPED = Rule(
    "layout-dropped",
    "notice",
    N_("layout of pasted HTML that readers do not see"),
    {"source": layout_dropped},
)
