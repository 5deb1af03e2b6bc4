"""Regions × phases: the matrix of the site, for a range of time."""

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker, counted_columns, region_chart, region_lines
from zhuanlan.model.post import Post


class _Regions(TableMaker):
    name, title = "regions", N_("Stories by region and phase")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, counted, sources = facts.translate, facts.counted, facts.sources
        phases = [] if facts.span.phase else _phases(facts)
        keys = [slug for slug, _name in phases]
        names = [name for _slug, name in phases]
        outside = [post for post in counted.posts if post.phase is None]
        if phases and outside:
            keys.append("")
            names.append(_("in no phase"))
        rows = [*region_lines(facts, keys, lambda post: post.phase or "")]
        by_phase = counted.by("phase")
        of_phases: list[Sequence[Post]] = [by_phase.get(slug, ()) for slug, _name in phases]
        of_phases += [outside] if "" in keys else []
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_(
                "A story counts for its region and for all above it, so the rows below a region "
                "are part of it."
            ),
            columns=(Column(_("Region")), *counted_columns(facts, [*names, _("Total")])),
            rows=tuple(rows),
            total=(
                Cell(_("Total")),
                *map(sources.count, of_phases),
                sources.count(counted.posts),
            ),
            charts=(
                *region_chart(_("Stories by region"), [row[0] for row in rows], len(keys) + 1),
            ),
        )


REGIONS = _Regions()


def _phases(facts: Facts) -> list[tuple[str, str]]:
    """Return the phases that have stories or days in the range, with their names."""
    span, found = facts.span, facts.counted.by("phase")
    open_ = span.start is None and span.end is None
    return [
        (phase.slug, phase.name)
        for phase in facts.campaign.phases
        if open_
        or phase.slug in found
        or (
            phase.start
            and (span.end is None or phase.start <= span.end)
            and (span.start is None or phase.end is None or span.start <= phase.end)
        )
    ]
