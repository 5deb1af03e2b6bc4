"""One golden file: what it holds, and what Word shows beside its text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A Word file, and the numbers that Word shows in it, from top to bottom."""

    name: str
    data: bytes
    numbers: list[str] = field(default_factory=list)
    reordered: bool = False
    """Whether the draft has the text in another order, as its losses say."""
    deviates: str = ""
    """Why LibreOffice shows something else than the specification wants."""
