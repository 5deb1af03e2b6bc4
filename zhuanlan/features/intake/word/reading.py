"""What all that reads a Word file shares: the parts, what was lost, pictures and notes so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss
from zhuanlan.features.intake.word.numbering import Numbering
from zhuanlan.features.intake.word.package import Relation, WordPackage
from zhuanlan.features.intake.word.styles import Styles
from zhuanlan.features.intake.xml import find, is_on, texts, value

_THROUGH = frozenset("w:ins w:moveTo w:smartTag w:customXml w:dir w:bdo w:sdtContent".split())
"""Elements whose content counts as if they were not there."""
_DROPPED = frozenset({"w:del", "w:moveFrom"})
_ASKING = re.compile(r"\s*(?:[\[【（(]\s*)?(?:单击|点击|选择|请|單擊|Click|Choose|Enter|Select)")
"""How a field begins that nobody has filled in; its mark alone is kept by some programs."""
CONTENTS = N_("a table of contents is left out: “{text}”")
_PICTURED = ("pic:pic", "v:imagedata")


@dataclass(slots=True)
class Reading:
    """One file while it is read."""

    package: WordPackage
    styles: Styles
    numbering: Numbering
    part: str
    """The part that is read now: its relationships count."""
    place: int = 0
    """The number of the paragraph that is read now."""
    losses: list[Loss] = field(default_factory=list)
    pictures: dict[bytes, str] = field(default_factory=dict)
    """The name of each; the same picture has one."""
    stored: dict[str, str] = field(default_factory=dict)
    """The name of the picture in each part that was read."""
    numbered_notes: dict[tuple[str, str], int] = field(default_factory=dict)
    comments: dict[str, Element] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)

    def lost(self, message: str, dropped: str = "", **values: object) -> None:
        """Note what is lost or guessed here; `dropped` is the text of it, which is a value, too."""
        shown = " ".join(dropped.split())
        self.losses.append(Loss(message, self.place, {"text": shown, **values}, dropped))

    def once(self, message: str, **values: object) -> None:
        """Note something that is said once for a file."""
        if message not in self._said:
            self._said.add(message)
            self.losses.append(Loss(message, 0, values))

    @property
    def relations(self) -> dict[str, Relation]:
        """What the part refers to."""
        return self.package.relations(self.part)

    def flat(self, element: Element) -> Iterator[Element]:
        """Yield what is in an element once all changes are accepted.

        Of alternatives the one is taken that holds a text or a picture that we read.
        """
        for child in element:
            tag = child.tag
            if tag in _THROUGH:
                yield from self.flat(child)
            elif tag == "w:sdt":
                yield from self._control(child)
            elif tag == "mc:AlternateContent":
                chosen = _alternative(child)
                yield from self.flat(chosen) if chosen is not None else ()
            elif tag in _DROPPED:
                self.deleted(child)
            else:
                yield child

    def _control(self, element: Element) -> Iterator[Element]:
        """Yield the content of a control; what it says before anybody fills it in is no text."""
        content = find(element, "w:sdtContent")
        if content is None:
            return
        shown = "".join(texts(content, "w:t"))
        if value(element, "w:sdtPr/w:docPartObj/w:docPartGallery") == "Table of Contents":
            self.lost(CONTENTS, shown)
            return
        is_empty = is_on(find(element, "w:sdtPr"), "w:showingPlcHdr") and _ASKING.match(shown)
        if is_empty:
            self.lost(N_("an empty field of the form is left out: “{text}”"), shown)
            return
        yield from self.flat(content)

    def deleted(self, element: Element) -> None:
        """Say what is in an element that is gone once all changes are accepted."""
        deleted = "".join(texts(element, "w:delText", "w:t"))
        if not deleted:
            return
        if element.tag == "w:moveFrom":
            self.lost(N_("“{text}” was moved, and is read at its new place"), deleted)
        else:
            self.lost(N_("“{text}” was deleted as a tracked change, and is left out"), deleted)


def _alternative(element: Element) -> Element | None:
    """Return the best of several forms of the same thing."""
    choices = [one for one in element if one.tag == "mc:Choice"]
    fallback = find(element, "mc:Fallback")
    for one in choices:
        if any(inner.tag in ("w:txbxContent", "pic:pic") for inner in one.iter()):
            return one
    if fallback is not None and any(inner.tag in _PICTURED for inner in fallback.iter()):
        return fallback
    return choices[0] if choices else fallback


def goes_on(paragraph: Element) -> bool:
    """Tell whether a paragraph is the beginning of the next: an initial, or its end was deleted."""
    if value(paragraph, "w:pPr/w:framePr", "w:dropCap") in ("drop", "margin"):
        return True
    mark = find(paragraph, "w:pPr/w:rPr")
    return mark is not None and any(find(mark, tag) is not None for tag in _DROPPED)


def relation_of(element: Element, reading: Reading, attribute: str) -> Relation | None:
    """Return what an element refers to by an attribute."""
    return reading.relations.get(element.get(attribute, ""))


def title_of(element: Element) -> str:
    """Return the alternative text that somebody wrote for a drawing."""
    properties = next(element.iter("wp:docPr"), element)
    return properties.get("descr") or properties.get("title") or ""
