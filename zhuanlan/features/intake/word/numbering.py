"""The automatic numbers of paragraphs (`w:numPr`), as Word shows them.

Word counts for each abstract list, whichever of its instances a paragraph names; an instance with a
`startOverride` begins again where it is used first. A paragraph restarts the levels below its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from zhuanlan.features.intake.word.formats import FORMATS, formatted
from zhuanlan.features.intake.xml import find, is_on, number, value

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_SIMPLE = re.compile(r"%[1-9]\.?$")
_CUSTOM = re.compile(r"(0*)\d")


class Number(NamedTuple):
    """The number of a paragraph."""

    text: str
    """As Word shows it, with what separates it from the text."""
    level: int
    list: str
    """`ul` for a bullet, `ol` for plain 1. 2. 3., nothing for a number that is written as text."""
    value: int
    unknown: str = ""
    """The name of its format, where that is not known."""


@dataclass(slots=True)
class _Level:
    """What a level of a list says."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    suffix: str = "tab"
    style: str = ""
    zeros: int = 0


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, _Level]
    link: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Instance:
    abstract: _Abstract
    starts: dict[int, int]
    levels: dict[int, _Level]

    def level(self, index: int) -> _Level:
        return self.levels.get(index) or self.abstract.levels.get(index) or _Level()


class Numbering:
    """The lists of a document, and how far each was counted. `root` is that of `numbering.xml`."""

    def __init__(self, root: Element | None, linked: dict[str, str]) -> None:
        """`linked` names for each style of lists the instance that it stands for."""
        self._instances: dict[str, _Instance] = {}
        if root is None:
            return
        abstracts = {
            one.get("w:abstractNumId", ""): _abstract(one) for one in root.iter("w:abstractNum")
        }
        targets = {
            one.get("w:numId", ""): value(one, "w:abstractNumId") for one in root.iter("w:num")
        }
        for one in root.iter("w:num"):
            abstract = abstracts.get(value(one, "w:abstractNumId"))
            if abstract and abstract.link:
                abstract = abstracts.get(targets.get(linked.get(abstract.link, ""), ""), abstract)
            if abstract:
                self._instances[one.get("w:numId", "")] = _instance(one, abstract)

    def level_of_style(self, instance: str, style: str) -> int | None:
        """Return the level of a list that numbers paragraphs of a style, if one does."""
        known = self._instances.get(instance)
        if known is None:
            return None
        return next((n for n in range(LEVELS) if known.level(n).style == style), None)

    def next(self, instance: str, index: int) -> Number | None:
        """Count a paragraph, and return its number; None where it has none."""
        known = self._instances.get(instance)
        if known is None:
            return None
        index = max(0, min(index, LEVELS - 1))
        counts = known.abstract.counts
        if index in known.starts:
            counts[index] = known.starts.pop(index)
        else:
            counts[index] = counts[index] + 1 if index in counts else known.level(index).start
        for lower in range(index + 1, LEVELS):
            restart = known.level(lower).restart
            if restart is None or index < restart:
                counts.pop(lower, None)
        return _written(known, index)


def _written(known: _Instance, index: int) -> Number:
    level, counts = known.level(index), known.abstract.counts
    own = counts[index]
    if level.format == "bullet":
        return Number("", index, "ul", own)

    def part(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        shown = known.level(at)
        n = counts.get(at, shown.start)
        name = "decimal" if level.legal and shown.format != "decimalZero" else shown.format
        return f"{n:0{shown.zeros}}" if shown.zeros else formatted(n, name)

    text = "" if level.hidden else _PLACE.sub(part, level.text)
    plain = level.format == "decimal" and _SIMPLE.match(level.text) and not level.legal
    plain = plain and level.text == f"%{index + 1}." and own > 0
    blank = level.suffix == "space" or (level.suffix == "tab" and text[-1:].isascii())
    unknown = "" if level.format in FORMATS or level.zeros else level.format
    return Number(text + " " * bool(text and blank), index, "ol" * bool(plain), own, unknown)


def _abstract(element: Element) -> _Abstract:
    levels = {number(one.get("w:ilvl", "")): _level(one) for one in element if one.tag == "w:lvl"}
    return _Abstract(levels, value(element, "w:numStyleLink"))


def _instance(element: Element, abstract: _Abstract) -> _Instance:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for one in element.iter("w:lvlOverride"):
        index = number(one.get("w:ilvl", ""))
        own = find(one, "w:lvl")
        if own is not None:
            levels[index] = _level(own)
        if start := value(one, "w:startOverride"):
            starts[index] = number(start, 1)
    return _Instance(abstract, starts, levels)


def _level(element: Element) -> _Level:
    formats = [*element.iter("w:numFmt")]
    name = formats[0].get("w:val", "decimal") if formats else "decimal"
    zeros = 0
    if name == "custom":  # such as 001, 002
        found = _CUSTOM.match(formats[0].get("w:format", ""))
        zeros = len(found[0]) if found else 0
    restart = value(element, "w:lvlRestart")
    return _Level(
        name,
        value(element, "w:lvlText"),
        number(value(element, "w:start"), 1) if value(element, "w:start") else 1,
        number(restart) if restart else None,
        bool(is_on(element, "w:isLgl")),
        bool(is_on(find(element, "w:rPr"), "w:vanish")),
        value(element, "w:suff") or "tab",
        value(element, "w:pStyle"),
        zeros,
    )
