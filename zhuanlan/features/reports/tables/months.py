"""Months × columns, also months without any story."""

from collections.abc import Iterator
from datetime import datetime

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Chart, Column, Table
from zhuanlan.features.reports.table import TableMaker, counted_columns, line


class _Months(TableMaker):
    name, title = "months", N_("Stories by month and column")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, counted, sources = facts.translate, facts.counted, facts.sources
        months = _months(facts)
        if not months:
            return
        columns = dict(facts.links("column"))
        found = facts.crossed("month", lambda post: (post.column,))
        every, by_column = counted.by("month"), counted.by("column")
        name = facts.site.taxonomies["month"].label
        rows = [
            line(facts, Cell(name(counted, month)), month, [*columns], found, every.get(month, ()))
            for month in months
        ]
        totals = (sources.count(by_column.get(slug, ())) for slug in columns)
        chart = Chart(_("Stories by month"), "line", 0, (len(columns) + 1,))
        yield Table(
            slug=self.name,
            title=_(self.title),
            columns=(Column(_("Month")), *counted_columns(facts, [*columns.values(), _("Total")])),
            rows=tuple(rows),
            total=(Cell(_("Total")), *totals, sources.count(counted.posts)),
            charts=(chart,) if len(months) > 1 else (),
        )


MONTHS = _Months()


def _months(facts: Facts) -> list[str]:
    """Return the months of the range: as far as stories go where it is open."""
    dates = [post.matter.date for post in facts.counted.posts]
    span = facts.span
    first = min([*dates, *([span.start] if span.start else [])], default=None)
    ends = [min(span.end, facts.now)] if span.end else []
    last = max([*dates, *ends], default=None)
    return [*_between(first, last)] if first and last else []


def _between(first: datetime, last: datetime) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
