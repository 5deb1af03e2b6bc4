"""The rule of returns that say nothing: their unit counts as one that has returned the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhuanlan.check.finding import Finding
from zhuanlan.check.scopes import Published
from zhuanlan.core.i18n import N_
from zhuanlan.features.books.forms.returns import by_return
from zhuanlan.features.books.kinds.form import FORM
from zhuanlan.features.books.packing import unpacked
from zhuanlan.features.books.reader import data_name
from zhuanlan.features.books.rows import at
from zhuanlan.model.book import Pick, Row, picker
from zhuanlan.model.checks import Rule

_ID = "return-blank"
_SAYS = ("quantity", "second", "received")
"""Columns of which one is filled in unless a return is blank."""


def blank_returns(published: Published) -> Iterator[Finding]:
    """Find returns without a figure and without the date on which they came in.

    They are legal, since a unit may have nothing to report. Where readers do not see one of the
    columns, nothing is known of it here.
    """
    site = published.site
    for campaign in site.campaigns.values():
        for book in campaign.books:
            shown = {column.slug for column in book.public_columns}
            if book.of_kind is not FORM or not shown.issuperset((*_SAYS, "unit", "period")):
                continue
            rows = unpacked(site.data[data_name(campaign, book)], book)
            yield from _blank(rows, picker(book.public_columns))


def _blank(rows: Sequence[Row], value: Pick) -> Iterator[Finding]:
    for versions in by_return(rows, value).values():
        own = [row for version in versions.values() for row in version]
        if all(value(row, slug) is None for row in own for slug in _SAYS):
            message = N_("the return holds no figure and no date of receipt; it counts as returned")
            hint = N_("write the date of receipt, or take it out until the unit returns it")
            yield Finding(_ID, replace(at(own[0], message, hint), rule=_ID))


RETURN_BLANK = Rule(
    _ID,
    "warning",
    N_("a return of a form is blank, and counts as returned"),
    {"published": blank_returns},
)
