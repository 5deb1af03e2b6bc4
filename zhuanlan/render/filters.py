"""Filters of the templates: dates, sizes, bodies, in the language of the page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup
from msgspec import json

from zhuanlan.core.i18n import N_, Translator, Word
from zhuanlan.model.declared import Phase
from zhuanlan.model.page import REPEALED, Download, Link
from zhuanlan.model.post import Body
from zhuanlan.render.colours import palette
from zhuanlan.render.drawn import qr, ridges
from zhuanlan.render.pictures import ai_mark, picture, picture_html

_CONTENT_ADDRESS = re.compile(
    r'(<[a-z]+\b[^<>]*? (?:href|src|poster)=")zhuanlan:([^"#]*)(#[^"]*)?("[^<>]*>)(</a>)?'
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def filters(
    translate: Translator, own_words: Translator, url: Callable[[str], str], label: str
) -> dict[str, Callable[..., object]]:
    """Return the filters for one language; `label` stands beside AI-generated pictures."""
    return {
        **_dates(translate),
        "tr": own_words,
        "word": translate,
        "initial": initial,
        "stamp": stamp,
        "size": size,
        "prose": partial(prose, url, label, translate(N_("Repealed"))),
        "picture": partial(picture, url, label),
        "palette": palette,
        "qr": qr,
        "ridges": ridges,
        "page_tag_time": page_tag_time,
    }


def own_words_in(translate: Translator) -> Translator:
    """Return what translates a text of zhuanlan's own, and returns one of content as it is."""

    def own_words(text: str) -> str:
        return translate(text) if isinstance(text, Word) else text

    return own_words


def _dates(translate: Translator) -> dict[str, Callable[..., object]]:
    def day(moment: datetime) -> str:
        """2012年3月5日."""
        return translate(N_("{year}-{month:02}-{day:02}")).format(
            year=moment.year, month=moment.month, day=moment.day
        )

    def minute(moment: datetime) -> str:
        """2012年3月5日 08:30, without the time where none was given."""
        return (
            day(moment) if not (moment.hour or moment.minute) else (f"{day(moment)} {moment:%H:%M}")
        )

    def span(phase: Phase) -> str:
        """When a phase is: in the campaign's own words, or from day to day."""
        if phase.when:
            return phase.when
        if not phase.start:
            return translate(N_("no exact dates"))
        if not phase.end:
            return translate(N_("from {start}")).format(start=day(phase.start))
        return f"{day(phase.start)}—{day(phase.end)}"

    return {"day": day, "minute": minute, "span": span}


def as_json(value: Any, **_: Any) -> str:
    """Return a value as JSON, in the form in which Jinja2 asks for it."""
    return json.encode(value, enc_hook=_as_text).decode()


def _as_text(value: Any) -> str:
    """Return words and marked-up texts, which are texts of their own kinds, as plain ones."""
    if isinstance(value, str):
        return str.__str__(value)
    raise NotImplementedError


def prose(
    url: Callable[[str], str],
    label: str,
    repealed: str,
    text: Body,
    links: Mapping[str, Link | Download],
    sizes: str = "100vw",
    thumbs: str = "50vw",
) -> Markup:
    """Return a body with the addresses that its links have on this site, and its pictures.

    `sizes` says how wide a picture is shown, as HTML's attribute of that name does, and `thumbs`
    how wide one of a gallery. Beside AI-generated pictures stands `label`, beside the
    title of a document that holds no longer `repealed`.
    """

    def address(match: re.Match[str]) -> str:
        start, path, fragment, rest, empty = match.groups()
        link = links[unquote(html.unescape(path))]
        title = html.escape(link.title) + empty if empty else ""
        if empty and isinstance(link, Link) and link.state == REPEALED:
            title += f' <span class="chip chip-repealed">{repealed}</span>'
        if link.url is None:  # not published now
            return f"<a>{title}"
        if isinstance(link, Download) and link.picture and start.startswith("<img "):
            attributes = {
                name: html.unescape(value) for name, value in _ATTRIBUTE.findall(match[0])
            }
            del attributes["src"]
            wide = thumbs if attributes.get("class") == "thumb" else sizes
            shown = picture_html(url, label, link.url, link.picture, wide, attributes)
            return shown + (empty or "")
        if isinstance(link, Download) and start.startswith("<a "):
            rest = _link_to_file(link, rest)
        whole = start + html.escape(url(link.url + html.unescape(fragment or ""))) + rest + title
        if start.startswith("<video ") and isinstance(link, Download) and link.picture:
            return ai_mark(label) + whole if link.picture.aigc else whole  # the poster's
        return whole

    # clean since loading; only our own addresses are put in
    return Markup(_CONTENT_ADDRESS.sub(address, text.html))  # noqa: S704


_OPENED = frozenset("AVIF GIF JPEG JPG M4A MP3 MP4 OGG PDF PNG SVG TXT VTT WEBM WEBP".split())
"""Types of files that browsers show; others they save."""


def _link_to_file(file: Download, rest: str) -> str:
    """Return the end of a link's tag, after its address, with the name the file is saved as."""
    name = f'="{html.escape(file.own_name)}"' if file.own_name else ""
    if rest == '" download>':  # what it is, and how large
        return f'" download{name} data-size="{file.type} · {size(file.size)}">'
    return f'" download{name}{rest[1:]}' if name and file.type not in _OPENED else rest


def initial(name: str) -> str:
    """The first character of a name that is a letter, for a portrait that is missing."""
    return next((char for char in name if char.isalnum()), "·")


def stamp(moment: datetime) -> str:
    """2012-03-05T08:30:00+08:00, for machines."""
    return moment.isoformat(timespec="seconds") + "+08:00"


def page_tag_time(moment: datetime) -> str:
    """2012-03-05 08:30, as 国办发〔2017〕47号 wants PubDate."""
    return moment.isoformat(" ", "minutes")


def size(count: int) -> str:
    """2.4 MB; sizes are in bytes and powers of 1,000, as systems show them today."""
    amount = float(count)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if amount >= 10 or unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
