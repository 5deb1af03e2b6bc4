"""Passes over single elements: check boxes, figures, tables."""

from __future__ import annotations

import re

from zhuanlan.load.markdown.postprocess import TAG
from zhuanlan.model.markup import BodyPass, Source

_LONE_PICTURE = re.compile(rf"<p>(<img {TAG[1:]})</p>")
_INPUT = re.compile(rf"<input\b{TAG[1:]}")
_TABLE = re.compile(r"<table\b[^<>]*>")
_ALIGN = re.compile(r'(<t[dh][^>]*?) align="(left|center|right)"')
_TITLE = re.compile(r' title="([^"]*)"')


def _check_boxes(html: str, source: Source) -> str:
    if "<input" not in html:
        return html
    # whatever it was meant to be; nh3 would order the attributes by chance
    return _INPUT.sub(_check_box, html)


def _check_box(match: re.Match[str]) -> str:
    checked = " checked" if " checked" in match[0] else ""
    return f'<input type="checkbox" disabled{checked}>'


def _figures(html: str, source: Source) -> str:
    if "<img " not in html:
        return html
    html = html.replace("<img ", '<img loading="lazy" decoding="async" ')
    return _LONE_PICTURE.sub(_figure, html)


def _figure(match: re.Match[str]) -> str:
    """A picture alone in its paragraph is a figure; its title is the caption."""
    title = _TITLE.search(match[1])
    picture = _TITLE.sub("", match[1])
    caption = f"<figcaption>{title[1]}</figcaption>" if title else ""
    return f"<figure>{picture}{caption}</figure>"


def _tables(html: str, source: Source) -> str:
    if "<table" not in html:
        return html
    html = _ALIGN.sub(r'\1 class="align-\2"', html)
    html = _TABLE.sub(r'<div class="table-scroll" tabindex="0">\g<0>', html)
    return html.replace("</table>", "</table></div>")


CHECK_BOXES = BodyPass("check-boxes", _check_boxes, over="markdown")
FIGURES = BodyPass("figures", _figures, over="markdown")
TABLES = BodyPass("tables", _tables, over="markdown")
