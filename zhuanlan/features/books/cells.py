"""What the cells of one file hold: values are read, guarded, and remembered."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.tables import Raw
from zhuanlan.features.books.values import value_of
from zhuanlan.model.book import Book, Value
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import refuse

Meant = Callable[[BookColumn, Mapping[str, Raw]], tuple[BookColumn, Raw]]
"""Returns the column by which a cell is read, and what the cell holds, where both depend on the
other cells of its row. It may raise `Refused`."""


_KNOWN = 20_000
"""Values of a file that are remembered."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Reads the cells of one file."""

    path: str
    book: Book
    around: InCampaign
    guard: CellGuard | None
    known: dict[tuple[str, Raw], Value] = field(default_factory=dict)
    """Values by column and what is written: most cells of a large table repeat others."""

    def value(self, raw: Raw, column: BookColumn) -> Value:
        """Return the value of a cell; raises `Refused`."""
        if not (raw is None or isinstance(raw, str)):
            return self._value(raw, column)
        key = (column.slug, raw)
        if key not in self.known:
            value = self._value(raw, column)
            if len(self.known) >= _KNOWN:
                return value
            self.known[key] = value
        return self.known[key]

    def _value(self, raw: Raw, column: BookColumn) -> Value:
        value = value_of(raw, column, self.around)
        if value is None:
            return None
        if column.type in ("file", "post") and value not in column.choices:
            value = self._target(str(value))
        if self.guard:
            public = self.book.public and column.public
            value = self.guard.guarded(value, column, public=public)
        return value

    def read(
        self, column: BookColumn, raws: Mapping[str, Raw], meant: Meant | None = None
    ) -> Value:
        """Return the value of a cell among those of its row by column; raises `Refused`."""
        if meant is None:
            return self.value(raws.get(column.slug), column)
        column, raw = meant(column, raws)
        return self._value(raw, column)  # the same text may mean something else in another row

    def _target(self, written: str) -> str:
        """Return the path of a file that is named from the campaign's folder on."""
        folder = self.path.partition("/")[0]
        target = posixpath.normpath(posixpath.join(folder, written.replace("\\", "/").lstrip("/")))
        if target.startswith(f"{folder}/"):
            return target
        message = N_("“{value}” lies outside of the campaign's folder")
        raise refuse(message, N_("name it from that folder on: news/a.md"), value=written)
