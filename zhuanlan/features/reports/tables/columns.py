"""Regions × columns."""

from collections.abc import Iterator

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker, counted_columns, region_lines


class _Columns(TableMaker):
    name, title = "columns", N_("Stories by region and column")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, counted, sources = facts.translate, facts.counted, facts.sources
        columns = dict(facts.links("column"))
        if not columns:
            return
        by_column = counted.by("column")
        rows = region_lines(facts, [*columns], lambda post: post.column)
        totals = (sources.count(by_column.get(slug, ())) for slug in columns)
        yield Table(
            slug=self.name,
            title=_(self.title),
            columns=(
                Column(_("Region")),
                *counted_columns(facts, [*columns.values(), _("Total")]),
            ),
            rows=tuple(rows),
            total=(Cell(_("Total")), *totals, sources.count(counted.posts)),
        )


COLUMNS = _Columns()
