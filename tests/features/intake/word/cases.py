"""One golden file: what it holds, and what Word shows beside its text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A Word file, and the numbers that Word shows in it, from top to bottom."""

    name: str
    data: bytes
    numbers: list[str] = field(default_factory=list)
    deviates: str = ""
    """Where LibreOffice 7 prints something else than ECMA-376 says."""
