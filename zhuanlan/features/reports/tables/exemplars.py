"""Exemplars by their categories."""

from collections.abc import Iterator

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Chart, Column, Table
from zhuanlan.features.reports.table import STORIES, TableMaker, share
from zhuanlan.model.person import CATEGORIES


class _Exemplars(TableMaker):
    name, title = "exemplars", N_("Exemplars by category")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, unit = facts.translate, facts.translate(STORIES)
        people = [post for post in facts.counted.posts if post.matter.person]
        if not people and not any(one.of_kind.people for one in facts.campaign.columns):
            return
        found = facts.counted.by("category")
        groups = [(_(name), found.get(slug, ())) for slug, name in CATEGORIES.items()]
        without = tuple(p for p in people if p.matter.person and not p.matter.person.category)
        groups += [(_("No category"), without)] if without else []
        rows = []
        for name, posts in groups:
            number = facts.sources.count(posts)
            rows.append((Cell(name), number, Cell(share(len(posts), len(people)), number.sources)))
        every = facts.sources.count(people)
        yield Table(
            slug=self.name,
            title=_(self.title),
            columns=(
                Column(_("Category")),
                Column(_("Stories"), "number", unit),
                Column(_("Share"), "share"),
            ),
            rows=tuple(rows),
            total=(Cell(_("Total")), every, Cell(share(len(people), len(people)), every.sources)),
            charts=(Chart(_("Exemplars by category"), "column", 0, (1,)),) if people else (),
        )


EXEMPLARS = _Exemplars()
