"""What the press took up, by the level of the medium."""

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.booked import Booked, books
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker
from zhuanlan.model.book import Row


class _Press(TableMaker):
    name, title = "press", N_("Taken up by the press")

    def tables(self, facts: Facts) -> Iterator[Table]:
        found = [one for one in books(facts, ("press",)) if one.reader.has("level")]
        for booked in found:
            slug = booked.reader.book.slug
            yield self._table(booked, self.name if len(found) == 1 else f"{self.name}-{slug}")

    def _table(self, booked: Booked, slug: str) -> Table:
        _, reader = booked.facts.translate, booked.reader
        rows = booked.dated("date")
        levels = reader.column("level").choices
        by_level = {
            level: [r for r in rows if reader.text(r, "level") == level] for level in levels
        }
        return Table(
            slug=slug,
            title=_(self.title),
            note=_("By the date of the medium."),
            columns=(
                Column(reader.column("level").name),
                Column(_("Reports"), "number"),
                Column(_("Of a story of this site"), "number"),
            ),
            rows=tuple((Cell(level), *_cells(booked, own)) for level, own in by_level.items()),
            total=(Cell(_("Total")), *_cells(booked, rows)),
            internal=booked.internal,
        )


PRESS = _Press()


def _cells(booked: Booked, rows: Sequence[Row]) -> tuple[Cell, Cell]:
    ours = [row for row in rows if booked.reader.value(row, "story") is not None]
    return booked.count(rows), booked.count(ours)
