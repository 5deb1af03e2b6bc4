"""Who has sent nothing, and since when."""

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker
from zhuanlan.model.post import Post


class _Silent(TableMaker):
    name, title = "silent", N_("Who has sent nothing")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _ = facts.translate
        rows = []
        regions, units = facts.counted.by("region"), facts.counted.by("unit")
        ever, sent = facts.whole.by("region"), facts.whole.by("unit")
        for code, label in facts.regions[1:]:  # the first is the campaign's scope
            if code not in regions:
                rows.append(_row(facts, _("region"), str(label.value), ever.get(code, ())))
        rows += [
            _row(facts, _("unit"), unit.name, sent.get(unit.name, ()))
            for unit in facts.campaign.units
            if unit.name not in units
        ]
        if not rows:
            return
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_(
                "Regions and declared units without any story in this time. Of a region, stories "
                "from below it count, too. The last story is the last until the end of this time."
            ),
            columns=(
                Column(_("Kind")),
                Column(_("Who")),
                Column(_("Last story"), "date"),
                Column(_("Days since then"), "number", _("days")),
                Column(_("Remark"), named=False),
            ),
            rows=tuple(rows),
        )


SILENT = _Silent()


def _row(facts: Facts, kind: str, name: str, posts: Sequence[Post]) -> tuple[Cell, ...]:
    _, end = facts.translate, min(facts.span.end or facts.now, facts.now)
    last = next((post for post in posts if post.matter.date <= end), None)  # newest first
    if last is None:
        return Cell(kind), Cell(name), Cell(), Cell(), Cell(_("never"))
    sources = facts.sources.of([last])
    days = (end.date() - last.matter.date.date()).days
    return (
        Cell(kind),
        Cell(name),
        Cell(last.matter.date.date(), sources),
        Cell(days, sources),
        Cell(),
    )
