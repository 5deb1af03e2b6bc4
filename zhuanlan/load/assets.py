"""Files that are published as they are: whether they are what they claim, and do nothing."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhuanlan.i18n import N_
from zhuanlan.problems import Problem, ProblemError

_ZIP, _OLE = (0, b"PK"), (0, b"\xd0\xcf\x11\xe0")
_BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    **dict.fromkeys(("jpg", "jpeg"), ((0, b"\xff\xd8\xff"),)),
    "png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    "webp": ((8, b"WEBP"),),
    "avif": ((4, b"ftyp"),),
    "pdf": ((0, b"%PDF-"),),
    **dict.fromkeys(("mp4", "m4a"), ((4, b"ftyp"),)),
    "webm": ((0, b"\x1aE\xdf\xa3"),),
    "ogg": ((0, b"OggS"),),
    "mp3": ((0, b"ID3"), (0, b"\xff")),
    "vtt": ((0, b"WEBVTT"), (3, b"WEBVTT")),
    **dict.fromkeys(("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd"), (_ZIP,)),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), (_OLE, _ZIP)),
    "rar": ((0, b"Rar!"),),
    "7z": ((0, b"7z\xbc\xaf"),),
}
"""By extension, what a file holds at which offset."""


def check_asset(path: str, data: bytes) -> None:
    """Refuse a file whose bytes are not what its name says, and an SVG that is more than a drawing.

    Raises ProblemError.
    """
    suffix = path.rpartition(".")[2].lower()
    if not data:
        raise ProblemError([Problem(path, 0, 0, N_("the file is empty"))])
    beginnings = _BEGINNINGS.get(suffix, ())
    if beginnings and not any(data[at : at + len(mark)] == mark for at, mark in beginnings):
        raise _no(path, suffix)
    if suffix == "svg":
        _check_svg(path, data)


def _no(path: str, suffix: str) -> ProblemError:
    message = N_("the file is no {type}, whatever its name says")
    hint = N_("save it again as what it is, or correct the name")
    return ProblemError([Problem(path, 0, 0, message, {"type": suffix.upper()}, hint)])


_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan "
    "textPath image linearGradient radialGradient stop pattern clipPath mask marker filter style "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence switch a metadata".split()
)
_DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_STYLE = re.compile(r"@import|expression|url\(\s*[\"']?(?!#)|\\", re.IGNORECASE)


def _check_svg(path: str, data: bytes) -> None:
    """Allow drawings only: an SVG is a document of its own when it is opened alone.

    Elements are allow-listed, references lead within the file, and there is no DOCTYPE, entity,
    processing instruction or encoding but UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
        if re.search(r"<\?(?!xml\s)|encoding\s*=\s*[\"'](?!utf-8)", text, re.IGNORECASE):
            raise _active(path, "<?")
        root: Element = fromstring(text.encode(), forbid_dtd=True)
    except DefusedXmlException:
        raise _active(path, "<!DOCTYPE") from None
    except (UnicodeDecodeError, ParseError, ValueError, RecursionError):
        raise _no(path, "svg") from None
    if root.tag != _SVG + "svg":
        raise _no(path, "svg")
    for element in root.iter():
        if found := _beyond_drawing(element):
            raise _active(path, found)


def _beyond_drawing(element: Element) -> str:
    """Return what an element has that a drawing needs not, or an empty string."""
    name = str(element.tag).removeprefix(_SVG)
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


def _active(path: str, found: str) -> ProblemError:
    message = N_("the SVG holds more than a drawing: {found}")
    hint = N_("export it again as a plain SVG, or as PNG")
    return ProblemError([Problem(path, 0, 0, message, {"found": found}, hint)])
