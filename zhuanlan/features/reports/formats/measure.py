"""How wide the columns of a table are, in half-width characters."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.features.reports.formats.references import rows_of
from zhuanlan.features.reports.formats.shown import Forms
from zhuanlan.features.reports.report import Table

_NARROWEST = 6
_SPARE = (3, 5)
"""What is left beside a text, and beside a day, which must not wrap."""


def wide(text: str) -> int:
    """Return how wide a text is in half-width characters: a Chinese one is two wide."""
    return sum(2 if char > "\u2e7f" or char in "“”‘’…—·" else 1 for char in text)


def widths(
    table: Table, forms: Forms, widest: int, head: int = 12, spare: int = 3
) -> Iterator[int]:
    """Yield the width of each column, at most `widest` and some room to spare.

    The heads of figures wrap after `head`; figures may have less to spare than texts, as they are
    narrow in whatever font they are shown.
    """
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in rows_of(table)]
        body = max((wide(forms.cell(one, column)) + 2 * one.depth for one in cells), default=0)
        own = wide(forms.head(column))
        own = own if column.holds == "text" else min(own, head)
        room = spare if column.holds == "number" else _SPARE[column.holds == "date"]
        yield min(max(body, own, _NARROWEST), widest) + room
