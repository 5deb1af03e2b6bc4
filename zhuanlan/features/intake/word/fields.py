"""Fields: what a program computes, such as a link, a page number or a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.inline_html import is_linked
from zhuanlan.features.intake.word.reading import CONTENTS, Reading
from zhuanlan.features.intake.xml import find, is_on, number, value

_DROPPED = {
    **dict.fromkeys(("TOC", "INDEX", "TOA"), CONTENTS),
    **dict.fromkeys(
        ("PAGE", "NUMPAGES", "SECTIONPAGES"), N_("a page number is left out: “{text}”")
    ),
}
"""Fields whose result means nothing on a page of a site."""
_NAME = re.compile(r"\s*([A-Za-z=]+)")
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))', re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    dropped: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        found = _NAME.match(self.instruction)
        return found[1].upper() if found else ""


class Fields:
    """The fields that are open; they nest, and may span paragraphs."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._open: list[_Field] = []

    def begin(self, instruction: str = "") -> None:
        """Open a field; one of XML's own has its whole instruction."""
        self._open.append(_Field(instruction, bool(instruction)))

    def instruct(self, text: str) -> None:
        """Take a part of an instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """Begin the result of the innermost field."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> None:
        """Close the innermost field, and say what is lost with it."""
        if not self._open:
            return
        done = self._open.pop()
        if message := _DROPPED.get(done.name):
            outer = self._dropping
            if outer:
                outer.dropped += done.dropped
            else:
                self._reading.lost(message, "".join(done.dropped))
        elif done.name == "EQ":
            message = N_("a field that draws characters is left out: {instruction}")
            self._reading.lost(message, instruction=" ".join(done.instruction.split()))

    def close(self) -> None:
        """Close all fields that the file leaves open."""
        while self._open:
            self.end()

    @property
    def _dropping(self) -> _Field | None:
        return next((one for one in self._open if one.in_result and one.name in _DROPPED), None)

    def drops(self, text: str) -> bool:
        """Tell whether a text is part of what is left out, and remember it if so."""
        dropping = self._dropping
        if dropping:
            dropping.dropped.append(text)
        return dropping is not None

    @property
    def link(self) -> str:
        """The address of the innermost link whose text is read, or nothing."""
        for one in reversed(self._open):
            if one.in_result and one.name == "HYPERLINK":
                found = _LINK.match(one.instruction)
                return (found[1] or found[2] or "") if found else ""
        return ""


def filled(element: Element) -> str:
    """Return what a field of an old form shows that has no result: its box or its choice."""
    if (box := find(element, "w:ffData/w:checkBox")) is not None:
        checked = is_on(box, "w:checked")
        return "☒" if (is_on(box, "w:default") if checked is None else checked) else "☐"
    if (choices := find(element, "w:ffData/w:ddList")) is not None:
        entries = [one.get("w:val", "") for one in choices.iter("w:listEntry")]
        chosen = number(value(choices, "w:result") or value(choices, "w:default"))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def linked(marks: tuple[str, ...], address: str, reading: Reading) -> tuple[str, ...]:
    """Return marks with a link; one that no page may have is named, and its text stays."""
    address = address.strip()
    if not address or any(mark.startswith("a ") for mark in marks):
        return marks
    if is_linked(address) and not re.search(r"\s", address):
        return (f'a href="{escape(address)}"', *marks)
    reading.lost(N_("the link to {address} is left out; its text stays"), address=address)
    return marks
