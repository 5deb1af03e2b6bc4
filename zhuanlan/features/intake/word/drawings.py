"""Drawings: their pictures and text boxes, and the names of all else that they are."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.embedded import described, kept, suffix_of
from zhuanlan.features.intake.word.reading import Reading, title_of
from zhuanlan.features.intake.xml import number, texts

_NAMED = {
    "c:chart": N_("a chart is left out: save it as a picture, and insert that"),
    "dgm:relIds": N_("a SmartArt drawing is left out: save it as a picture, and insert that"),
    "wpc:wpc": N_("a drawing canvas is left out, but for its pictures and texts"),
}


_SHAPES = {"wps:wsp", "v:line", "v:rect", "v:shape", "v:oval", "v:roundrect"}


class Drawn(NamedTuple):
    """A part of a drawing: a picture as HTML, or the content of a text box."""

    picture: str = ""
    box: Element | None = None
    text: str = ""
    """Text that is drawn, as WordArt is."""


def drawn(element: Element, reading: Reading) -> list[Drawn]:
    """Return what is in a `w:drawing`, `w:pict` or `w:object`, in its order."""
    said = len(reading.losses)
    found = [*_within(element, reading, title_of(element))]
    if element.tag == "w:object":
        seen = N_("an embedded file is left out; its picture is kept")
        unseen = N_("an embedded file is left out")
        reading.lost(seen if any(one.picture for one in found) else unseen)
    elif not found and len(reading.losses) == said:
        if any(one.tag in _SHAPES for one in element.iter()):
            reading.once(N_("lines and shapes without text are left out"))
        elif len(element):
            reading.lost(N_("a drawing of an unknown kind is left out"))
    return found


def _within(element: Element, reading: Reading, alt: str) -> Iterator[Drawn]:
    for child in reading.flat(element):
        alt = child.get("alt") or child.get("o:title") or alt
        match child.tag:
            case "w:txbxContent":
                yield Drawn(box=child)
            case "a:blip":
                yield from picture(child, reading, ("r:embed", "r:link"), alt)
            case "v:imagedata":
                yield from picture(child, reading, ("r:id", "r:href"), alt)
            case "a:srcRect" if any(number(side) > 0 for side in child.attrib.values()):
                reading.lost(N_("a picture is cropped in Word; the whole of it is taken"))
            case "a:p":
                yield Drawn(text="".join(texts(child, "a:t")))
            case "v:textpath" if child.get("string"):
                yield Drawn(text=child.get("string", ""))
            case tag if tag in _NAMED:
                reading.lost(_NAMED[tag])
                yield from _within(child, reading, alt)
            case _:
                yield from _within(child, reading, alt)


def picture(
    element: Element, reading: Reading, attributes: tuple[str, ...], alt: str
) -> Iterator[Drawn]:
    """Yield the picture that an element refers to by one of its attributes, if it can be shown."""
    ids = (element.get(attribute, "") for attribute in attributes)
    relation = next((reading.relations[one] for one in ids if one in reading.relations), None)
    if relation is None:
        reading.lost(N_("a picture is missing in the file"))
    elif relation.external:
        message = N_("a picture lies outside of the file, at {address}; nothing is fetched")
        reading.lost(message, address=relation.target)
    elif name := _stored(relation.target, reading):
        yield Drawn(f'<img src="{name}" alt="{escape(described(alt))}">')


def _stored(part: str, reading: Reading) -> str:
    """Keep a picture, and return its name; nothing where it cannot be shown.

    A part is read once, however often it is shown.
    """
    if part not in reading.stored:
        reading.stored[part] = _kept(part, reading)
    return reading.stored[part]


def _kept(part: str, reading: Reading) -> str:
    data = reading.package.read(part)
    suffix = suffix_of(data)
    if not suffix:
        kind = part.rpartition(".")[2].upper() if data else ""
        if kind:
            message = N_("a picture of the kind {kind} cannot be shown: save it as PNG or JPEG")
            reading.lost(message, kind=kind)
        else:
            reading.lost(N_("a picture is missing in the file"))
        return ""
    return kept(reading.pictures, data, suffix)
