"""Personal data in cells: masked or refused, as in what posts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.privacy.personal import not_shown, personal
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.model.book import BookColumn, Value
from zhuanlan.model.fields import refuse
from zhuanlan.model.privacy import KINDS, NAMES, Kind, PrivacySettings

_DECLARE = N_("take it out, or declare it under contact in campaign.yaml or privacy in config.yaml")


@dataclass(frozen=True, slots=True)
class CellGuard:
    """Looks through the cells of a book."""

    settings: PrivacySettings
    ledgers: Ledgers = field(default_factory=Ledgers)
    """Whose names may be shown."""

    def guarded(self, value: Value, column: BookColumn, *, public: bool) -> Value:
        """Return a value as it may be kept; raises a pydantic error where it is refused.

        Readers see no office-only cell, so these may hold telephones. An identity number is
        refused in them, too: no notice asks for any (民发〔2015〕149号).
        """
        if isinstance(value, tuple):
            for figure in value:
                if figure >= _LONG and (found := next(_found(f"{figure:f}"), None)):
                    raise _refused(*found)
            return value
        if not isinstance(value, str):
            return value
        if not public:
            if found := next(_found(value, _IDENTITIES), None):
                raise _refused(*found)
            return value
        return self._shown(value) if column.type != "file" else value

    def _shown(self, text: str) -> str:
        for one in sorted(not_shown(text, self.settings), key=lambda one: -one.start):
            if self.settings.treatment(one.kind) == "refuse":
                raise _refused(Word(NAMES[one.kind]), one.masked)
            text = text[: one.start] + one.masked + text[one.end :]
        return text


_LONG = 10**10
"""The smallest figure that may be the number of somebody: mobile numbers have eleven digits."""


_IDENTITIES: tuple[Kind, ...] = ("id", "passport", "bank")
"""What the office needs of nobody; it does need telephones."""


def _found(text: str, kinds: tuple[Kind, ...] = KINDS) -> Iterator[tuple[Word, str]]:
    for one in personal(text):
        if one.kind in kinds:
            yield Word(NAMES[one.kind]), one.masked


def _refused(kind: Word, masked: str) -> Exception:
    return refuse(N_("the cell holds {kind}: {value}"), _DECLARE, kind=kind, value=masked)
