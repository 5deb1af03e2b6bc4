"""Personal data in cells: masked or refused, as in what posts say."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.privacy.personal import DECLARE, Personal, not_shown, personal
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.model.book import Value
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.fields import refuse
from zhuanlan.model.privacy import NAMES, PrivacySettings


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
                if figure >= _LONG and (one := next(personal(f"{figure:f}"), None)):
                    raise _refused(one, DECLARE)
            return value
        if not isinstance(value, str) or column.type == "file":
            return value
        if public:
            return self._shown(value)
        if one := next((one for one in personal(value) if one.kind in _NEVER), None):
            raise _refused(one, N_("delete it: no book needs it"))
        return value

    def _shown(self, text: str) -> str:
        for one in sorted(not_shown(text, self.settings), key=lambda one: -one.start):
            if self.settings.treatment(one.kind) == "refuse":
                raise _refused(one, DECLARE)
            text = text[: one.start] + one.masked + text[one.end :]
        return text


_LONG = 10**10
"""The smallest figure that may be the number of somebody: mobile numbers have eleven digits."""


_NEVER = frozenset({"id", "passport", "bank"})
"""What is kept in no book, not even for the office."""


def _refused(one: Personal, hint: str) -> Exception:
    message = N_("the cell holds {kind}: {value}")
    return refuse(message, hint, kind=Word(NAMES[one.kind]), value=one.masked)
