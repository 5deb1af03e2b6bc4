"""Lists of pages, and paragraphs that Word numbers and calls `mso-list`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.web.blocks import Item, Paragraph
from zhuanlan.features.intake.web.losses import Losses
from zhuanlan.features.intake.web.reading import Element
from zhuanlan.features.intake.web.styles import declarations

_BULLETS = frozenset("·•●○■□◆◇▪▫➢✓✔★☆–-*onlquØüvwp§")
"""What Word writes for a bullet, among it letters that Wingdings shows as one."""


class Marker(NamedTuple):
    """The number or bullet that Word wrote in front of a paragraph."""

    text: str
    level: int

    @property
    def number(self) -> int:
        """Its number where Markdown writes it the same way, as `3.`; else 0."""
        match = re.fullmatch(r"(\d{1,4})\.", self.text)
        return int(match[1]) if match else 0


def marker(element: Element, style: Mapping[str, str]) -> Marker | None:
    """Return the marker of a paragraph of Word's, if it has one."""
    level = re.search(r"level(\d)", style.get("mso-list", ""))
    if not level:
        return None
    ignored = _ignored(element)
    if ignored is None:
        return None
    text = " ".join("".join(ignored.itertext()).split())
    return Marker(text, int(level[1])) if text else None


def _ignored(element: Element) -> Element | None:
    """Return what holds the marker: a span that Word itself passes over."""
    for span in element.iter("span"):
        if declarations(span.get("style") or "").get("mso-list") == "ignore":
            return span
    return None


def drop_marker(element: Element, marker: Marker, *, keep: bool) -> None:
    """Take the marker out of a paragraph, or leave it as text, without the blanks behind it."""
    span: Any = _ignored(element)
    for child in [*span]:
        span.remove(child)
    span.text = marker.text if keep else ""
    if keep and marker.text[-1].isascii():
        span.text += " "
    span.attrib.clear()


def items(
    before: Sequence[Paragraph], marker: Marker, new: Callable[[], int], outside: int
) -> tuple[Item, ...]:
    """Return the place within lists of a marked paragraph; none where its number is text."""
    if marker.text in _BULLETS or "\ue000" <= marker.text <= "\uf8ff":
        tag = "ul"
    elif marker.number:
        tag = "ol"
    else:
        return ()
    above = before[-1].items[outside:] if before else ()
    depth = min(marker.level, len(above) + 1)
    same = above[depth - 1] if len(above) >= depth else None
    if same is None or same.tag != tag:
        same = Item(tag, new(), 0)
    return (*above[: depth - 1], same._replace(number=marker.number or same.number + 1))


def numbers(
    element: Element, style: Mapping[str, str], losses: Losses
) -> Callable[[Element], int] | None:
    """Return what tells the number of an item of a list; None where a page shows no marks."""
    kind = style.get("list-style-type") or style.get("list-style") or element.get("type") or ""
    if kind.startswith("none"):
        return None
    if element.tag == "ol" and kind and not kind.startswith(("decimal", "1", "inherit", "outside")):
        message = N_("a list that had other numbers is numbered 1, 2, 3 now")
        losses.add(message, element.sourceline)
    last = _number(element.get("start"), 1) - 1

    def number(item: Element) -> int:
        nonlocal last
        last = _number(item.get("value"), last + 1)
        return last

    return number


def _number(given: str | None, otherwise: int) -> int:
    match = re.fullmatch(r"[0-9]{1,6}", (given or "").strip())
    return int(match[0]) if match else otherwise
