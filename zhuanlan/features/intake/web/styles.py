"""What a style says about a text that matters here: bold, italic, its size, hidden, centred."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from zhuanlan.features.intake.web.reading import Element

Rules = Mapping[str, Mapping[str, str]]
"""Declarations by class, of the page's own style sheet."""


class Look(NamedTuple):
    """How a text is shown; what lies within inherits it."""

    strong: bool = False
    em: bool = False
    mark: str = ""
    """`sup`, `sub`, `del` or `u`, of which a text has one."""
    href: str = ""
    size: float = 0
    """In pixels; 0 where nothing says it."""
    align: str = ""
    """`center`, `right`, or nothing."""
    pre: bool = False


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a `style` attribute, all in lower case."""
    found: dict[str, str] = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower()
    return found


_CLASS = re.compile(r"[a-z]{0,10}\.([\w-]+)", re.IGNORECASE)
_LONGEST = 2000
"""Characters of the selectors of a rule."""
_TOLD = ("display", "visibility", "font-weight", "font-style", "font-size", "text-align",
         "vertical-align", "mso-hide", "mso-list")  # fmt: skip


def rules_of(root: Element) -> Rules:
    """Return what the page's own style sheets say of single classes.

    Only selectors such as `.xl65` and `p.MsoTitle` are read: Word and Excel write those.
    """
    found: dict[str, dict[str, str]] = {}
    for sheet in root.iter("style"):
        text = (sheet.text or "")[:1_000_000].replace("<!--", "").replace("-->", "")
        for rule in text.split("}"):
            selectors, _, body = rule.rpartition("{")
            names = [_CLASS.fullmatch(one.strip()) for one in selectors[-_LONGEST:].split(",")]
            if not any(names):
                continue
            told = {key: value for key, value in declarations(body).items() if key in _TOLD}
            for name in filter(None, names):
                found.setdefault(name[1], {}).update(told)
    return found


def style_of(element: Element, rules: Rules) -> Mapping[str, str]:
    """Return what holds for an element by its classes and its `style` attribute."""
    told: dict[str, str] = {}
    if rules:
        for name in (element.get("class") or "").split():
            told.update(rules.get(name, {}))
    if style := element.get("style"):
        told.update(declarations(style))
    return told


def is_hidden(element: Element, style: Mapping[str, str]) -> bool:
    """Tell whether readers of the page do not see an element."""
    if element.get("id") == "js_content":  # WeChat shows its text by a script
        return False
    return (
        element.get("hidden") is not None
        or style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide") == "all"
    )


_SIZES = {"x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
_FONT = {"1": 10, "2": 13, "3": 16, "4": 18, "5": 24, "6": 32, "7": 48}
_LENGTH = re.compile(r"([\d.]{1,8})(px|pt|em|rem|%)")


def _size(value: str, before: float) -> float:
    """Return a font size in pixels, or that before where none is given."""
    if match := _LENGTH.match(value):
        try:
            number = float(match[1])
        except ValueError:
            return before
        own = before or 16
        return number * {"px": 1, "pt": 4 / 3, "em": own, "rem": 16, "%": own / 100}[match[2]]
    return float(_SIZES.get(value, before))


_STRONG = frozenset({"b", "strong", "th"})
_EM = frozenset({"i", "em", "cite", "dfn", "var"})
_MARKS = {
    "sup": "sup",
    "sub": "sub",
    "del": "del",
    "s": "del",
    "strike": "del",
    "u": "u",
    "ins": "u",
}
_DECORATED = (
    ("vertical-align", "super", "sup"),
    ("vertical-align", "sub", "sub"),
    ("text-decoration", "line-through", "del"),
    ("text-decoration-line", "line-through", "del"),
    ("text-decoration", "underline", "u"),
    ("text-decoration-line", "underline", "u"),
)


def look_of(element: Element, style: Mapping[str, str], before: Look) -> Look:
    """Return how the text of an element is shown, given how that around it is."""
    tag = element.tag
    strong, em = before.strong or tag in _STRONG, before.em or tag in _EM
    mark = _MARKS.get(tag, before.mark)
    size, align = before.size, "center" if tag == "center" else before.align
    if weight := style.get("font-weight"):
        strong = weight.startswith("bold") or (weight.isdigit() and int(weight[:4]) >= 600)
    if slant := style.get("font-style"):
        em = slant.startswith(("italic", "oblique"))
    for name, value, says in _DECORATED:
        if style and value in style.get(name, ""):
            mark = says
    if tag == "font":
        size = _FONT.get(element.get("size") or "", size)
    if given := style.get("font-size"):
        size = _size(given, size)
    if given := style.get("text-align") or element.get("align"):
        align = given.lower() if given.lower() in ("center", "right") else ""
    pre = before.pre or tag == "pre" or style.get("white-space", "").startswith("pre-wrap")
    return Look(strong, em, mark, before.href, size, align, pre)
