"""What a page loses on its way: one by one, or as a number where only that matters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Loss

_MOST = 200
"""Losses that are told one by one: nobody reads more."""


@dataclass(slots=True)
class Losses:
    """Losses in the order of the page, and kinds of which only the number matters."""

    _told: list[Loss] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, message: str, line: int = 0, dropped: str = "", **values: object) -> None:
        """Tell of one loss; `dropped` is the text that readers saw and that is gone."""
        if len(self._told) < _MOST:
            self._told.append(Loss(message, line or 0, values, dropped))
        else:
            self.count(N_("and {count} more losses"))

    def count(self, message: str, number: int = 1) -> None:
        """Add to a number; `message` has the field `{count}`."""
        self._counts[message] += number

    def all(self) -> list[Loss]:
        """Return all losses."""
        counted = [Loss(message, 0, {"count": n}) for message, n in self._counts.items() if n]
        return [*self._told, *counted]
