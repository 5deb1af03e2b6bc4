"""Drawings: an SVG is a document of its own when it is opened alone, so it may only draw."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from contextlib import suppress
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, mislabelled
from zhuanlan.features.pictures.labels import label_drawing, label_in_drawing
from zhuanlan.features.pictures.raster import Made, embedded
from zhuanlan.model.settings import PictureSettings

_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_HREFS = ("href", f"{_XLINK}href")
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan "
    "textPath image linearGradient radialGradient stop pattern clipPath mask marker filter style "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence switch a metadata".split()
)
_DATA_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]*)")
_STYLE = re.compile(
    r"@import|@font-face|expression|image-set|src\(|url\((?!\s*[\"']?#)|\\", re.IGNORECASE
)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")

_DEPTH = 100
_COUNT = 100_000
"""How deep elements may lie in one another, and how many there may be."""

ElementTree.register_namespace("", _SVG[1:-1])
ElementTree.register_namespace("xlink", _XLINK[1:-1])


def drawing(path: str, data: bytes, settings: PictureSettings, label: str) -> Made:
    """Return a drawing without what its editor noted in it; raises ProblemError.

    What an office's drawing program adds (metadata, its own elements, comments with paths of a
    disk) is taken out, pictures of pixels within it are encoded anew; what would act, or load
    something, is a problem, since it was hardly put there by chance. Its AI label is kept, or that
    of a picture within it; `label` is the one that it gets if it has none.
    """
    root = _root(path, data)
    _check_size(path, root)
    for element in root.iter():
        if found := _beyond_drawing(element):
            raise _active(path, found)
    width, height = _size(root)
    labels = [label_in_drawing(path, root)]
    _clean(path, root, settings, labels)
    found = next(filter(None, labels), "")
    if found or label:
        label_drawing(root, found or label)
    return Made(width, height, ElementTree.tostring(root, encoding="utf-8"), found=found)


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


def _check_size(path: str, root: Element) -> None:
    """Refuse what is nested or divided beyond all drawing, level by level."""
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > _DEPTH or count > _COUNT:
            message = N_("the drawing has too many elements, or elements too deep in one another")
            hint = N_("export it again more simply, or as PNG")
            raise ProblemError([Problem(path, 0, 0, message, {}, hint)])
        level = [child for element in level for child in element]


def _is_foreign(name: str) -> bool:
    """Tell whether an element or attribute is a drawing program's own."""
    return name.startswith("{") and not name.startswith((_SVG, _HTML, _XLINK, _XML))


def _clean(path: str, element: Element, settings: PictureSettings, labels: list[str]) -> None:
    """Take out what does not draw, and encode the pictures within anew; note their labels."""
    for name in [name for name in element.attrib if _is_foreign(name)]:
        del element.attrib[name]
    for key in _HREFS:
        if embedded_one := _DATA_PICTURE.fullmatch(element.get(key, "")):
            kind, coded = embedded_one.groups()
            with suppress(ValueError):  # what is no base64 shows nothing
                made, label = embedded(path, kind, b64decode(coded), settings)
                labels.append(label)
                element.set(key, f"data:image/{kind};base64,{b64encode(made).decode()}")
    before: Element | None = None
    for child in list(element):
        if _is_foreign(str(child.tag)) or child.tag == f"{_SVG}metadata":
            if before is None:
                element.text = (element.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
            element.remove(child)
        else:
            _clean(path, child, settings, labels)
            before = child


def _beyond_drawing(element: Element) -> str:
    """Return what an element has that a drawing needs not, or an empty string."""
    tag = str(element.tag)
    name = tag.removeprefix(_SVG)
    if _is_foreign(tag):
        return ""  # taken out
    if name not in _ELEMENTS:
        return f"<{name.rpartition('}')[2]}>"
    if name == "style" and _STYLE.search("".join(element.itertext())):
        return "<style>"
    for key, value in element.attrib.items():
        leads_out = key in _HREFS and not value.startswith("#")
        embedded_one = name == "image" and _DATA_PICTURE.fullmatch(value)
        styled = key == "style" or "(" in value
        if (
            key.lower().startswith("on")
            or (leads_out and not embedded_one)
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
