"""What is given to recognition and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhuanlan.core.i18n import N_, Word
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.region import Regions


@dataclass(frozen=True, slots=True)
class Guess:
    """A value for a field of front matter, and what it rests on."""

    field: str
    value: Any
    evidence: str
    """The words of the letter, or its file name."""
    place: int = 0
    """The line or paragraph of the evidence, from 1; 0 where it is no part of the text."""
    sure: bool = False
    alternatives: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What a campaign declares, and what is known of a file besides its text."""

    campaign: Campaign
    regions: Regions
    file: str = ""
    """Its name without the suffix."""
    folders: tuple[str, ...] = ()
    """The folders that it came in, from the outermost."""
    properties: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    """Names of people whom the site tells of already."""
    column: str = ""
    """The column that somebody chose."""


_NAMES = {
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "date": N_("Date"),
    "region": N_("Region"),
    "unit": N_("Unit"),
    "source": N_("Source"),
    "author": N_("Author"),
    "photographer": N_("Photographer"),
    "editor": N_("Editor"),
    "person": N_("Person"),
    "person.portrait": N_("Portrait"),
    "activity": N_("Activity"),
    "column": N_("Column"),
    "phase": N_("Phase"),
}


def name_of(field: str) -> str:
    """Return the name of a field, as readers know it."""
    return Word(_NAMES[field]) if field in _NAMES else field
