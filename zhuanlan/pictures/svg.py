"""Drawings: an SVG is a document of its own when it is opened alone, so it may only draw."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from py_svg_hush import filter_svg

from zhuanlan.i18n import N_
from zhuanlan.pictures.raster import Made
from zhuanlan.problems import Problem, ProblemError, mislabelled

_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan "
    "textPath image linearGradient radialGradient stop pattern clipPath mask marker filter style "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence switch a metadata".split()
)
_EMBEDDED = {"image": ["png", "jpeg", "gif", "webp"]}
_DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_STYLE = re.compile(r"@import|expression|url\(\s*[\"']?(?!#)|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


def drawing(path: str, data: bytes) -> Made:
    """Return a drawing without what its editor noted in it; raises ProblemError.

    What an office's drawing program adds (metadata, its own elements, comments with paths of a
    disk) is taken out; what would act is a problem, since it was hardly put there by chance.
    """
    root = _root(path, data)
    for element in root.iter():
        if found := _beyond_drawing(element):
            raise _active(path, found)
    width, height = _size(root)
    try:
        cleaned = filter_svg(data, _EMBEDDED)
    except ValueError:
        raise mislabelled(path) from None
    return Made(width, height, bytes(cleaned))


def _root(path: str, data: bytes) -> Element:
    try:
        text = data.decode("utf-8-sig")
        if re.search(r"<\?(?!xml\s)|encoding\s*=\s*[\"'](?!utf-8)", text, re.IGNORECASE):
            raise _active(path, "<?")
        root: Element = fromstring(text.encode(), forbid_dtd=True)
    except DefusedXmlException:
        raise _active(path, "<!DOCTYPE") from None
    except (UnicodeDecodeError, ParseError, ValueError, RecursionError):
        raise mislabelled(path) from None
    if root.tag != _SVG + "svg":
        raise mislabelled(path)
    return root


def _beyond_drawing(element: Element) -> str:
    """Return what an element has that a drawing needs not, or an empty string."""
    tag = str(element.tag)
    name = tag.removeprefix(_SVG)
    if tag.startswith("{") and not tag.startswith((_SVG, _HTML)):
        return ""  # a drawing program's own, which is taken out
    if name not in _ELEMENTS:
        return f"<{name.rpartition('}')[2]}>"
    if name == "style" and _STYLE.search(element.text or ""):
        return "<style>"
    for key, value in element.attrib.items():
        leads_out = key in _HREFS and not value.startswith("#")
        embedded = name == "image" and _DATA_PICTURE.fullmatch(value)
        styled = key == "style" or "url(" in value.lower()
        if (
            key.lower().startswith("on")
            or (leads_out and not embedded)
            or (styled and _STYLE.search(value))
        ):
            return f"{key.rpartition('}')[2]}={value[:40]}"
    return ""


def _size(root: Element) -> tuple[int, int]:
    """Return width and height as the drawing says them, or those of its view box, or zeros."""
    sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    found = [float(side[1]) for side in sides if side]
    if len(found) < 2:
        found = []
        with suppress(ValueError):
            found = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
        found = found[2:4] if len(found) == 4 else [0.0, 0.0]
    width, height = (round(side) if 0 < side < 1e6 else 0 for side in found)
    return (width, height) if width and height else (0, 0)


def _active(path: str, found: str) -> ProblemError:
    message = N_("the SVG holds more than a drawing: {found}")
    hint = N_("export it again as a plain SVG, or as PNG")
    return ProblemError([Problem(path, 0, 0, message, {"found": found}, hint)])
