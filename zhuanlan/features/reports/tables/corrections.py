"""What was corrected."""

from collections.abc import Iterator

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker


class _Corrections(TableMaker):
    name, title = "corrections", N_("Corrections")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, span = facts.translate, facts.span
        found = sorted(
            (
                (one.date, post.path, post, one)
                for post in facts.whole.posts
                for one in post.matter.corrections
                if one.date <= facts.now and span.has(one.date)
            ),
            key=lambda one: one[:2],
        )
        if not found:
            return
        rows = tuple(
            (
                Cell(post.matter.title),
                Cell(one.date.date(), facts.sources.of([post])),
                Cell(one.wrong),
                Cell(one.right),
            )
            for _date, _path, post, one in found
        )
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_("By the day of the correction, whenever the story was published."),
            columns=(
                Column(_("Story")),
                Column(_("Corrected on"), "date"),
                Column(_("Wrong"), named=False),
                Column(_("Right"), named=False),
            ),
            rows=rows,
        )


CORRECTIONS = _Corrections()
