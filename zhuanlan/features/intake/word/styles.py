"""Styles of paragraphs and characters, with what they inherit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from zhuanlan.features.intake.xml import find, is_on, number, value

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_DEEPEST = 20
"""Styles that are based on each other; a circle ends here."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it inherits."""

    name: str = ""
    align: str = ""
    outline: int | None = None
    """0 for the highest level of headings."""
    instance: str = ""
    """The list that numbers its paragraphs."""
    level: int | None = None
    bold: bool = False
    hidden: bool = False
    size: float = 0
    font: str = ""


class Styles:
    """The styles of a document; `root` is that of `styles.xml`."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._made: dict[str, Style] = {}
        self._root = root
        for one in root.iter("w:style") if root is not None else ():
            self._elements[one.get("w:styleId", "")] = one

    @cached_property
    def default(self) -> str:
        """The style of paragraphs that name none."""
        return next(
            (
                name
                for name, one in self._elements.items()
                if one.get("w:type") == "paragraph" and one.get("w:default") in ("1", "true")
            ),
            "",
        )

    @property
    def linked(self) -> dict[str, str]:
        """The instance of a list that each style of lists stands for."""
        return {name: value(one, "w:pPr/w:numPr/w:numId") for name, one in self._elements.items()}

    def get(self, name: str) -> Style:
        """Return a style by its id; an unknown one says nothing."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(name)
        return made

    def _make(self, name: str) -> Style:
        chain: list[Element] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[name])
            name = value(chain[-1], "w:basedOn")
        if self._root is not None:
            chain += [one for one in self._root if one.tag == "w:docDefaults"]

        def first(*paths: str, attribute: str = "w:val") -> str:
            found = (value(one, path, attribute) for one in chain for path in paths)
            return next(filter(None, found), "")

        def on(switch: str) -> bool:
            said = (is_on(find(one, "w:rPr"), switch) for one in chain)
            return bool(next((one for one in said if one is not None), False))

        own = value(chain[0], "w:name") if chain else ""
        outline = first("w:pPr/w:outlineLvl")
        heading = _HEADING.match(own)
        if not outline and heading:
            outline = str(int(heading[1]) - 1)
        level = first("w:pPr/w:numPr/w:ilvl")
        return Style(
            own,
            aligned(first("w:pPr/w:jc", "w:pPrDefault/w:pPr/w:jc")),
            number(outline) if outline and number(outline, 9) < 9 else None,
            first("w:pPr/w:numPr/w:numId"),
            number(level) if level else None,
            on("w:b"),
            on("w:vanish"),
            number(first("w:rPr/w:sz", "w:rPrDefault/w:rPr/w:sz")) / 2,
            first("w:rPr/w:rFonts", "w:rPrDefault/w:rPr/w:rFonts", attribute="w:eastAsia"),
        )


def aligned(name: str) -> str:
    """Return how a paragraph is aligned, as blocks say it."""
    return {"center": "center", "right": "right", "end": "right"}.get(name, "")
