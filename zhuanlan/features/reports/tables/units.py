"""The ranking of units."""

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Chart, Column, Table
from zhuanlan.features.reports.table import STORIES, TableMaker, share
from zhuanlan.model.post import Post

_MOST_BARS = 20


class _Units(TableMaker):
    name, title = "units", N_("Units by the number of their stories")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, counted, unit = facts.translate, facts.counted, facts.translate(STORIES)
        found = counted.by("unit")
        declared = [one.name for one in facts.campaign.units]
        if not found and not declared:
            return
        order = {name: place for place, name in enumerate(declared)}
        names = sorted(
            dict.fromkeys([*declared, *found]),
            key=lambda name: (-len(found.get(name, ())), order.get(name, len(order)), name),
        )
        rows, rank, last = [], 0, -1
        for place, name in enumerate(names, 1):
            posts = found.get(name, ())
            rank = rank if len(posts) == last else place
            last = len(posts)
            rows.append(_row(facts, rank, _label(name, facts), name, posts))
        if nameless := [post for post in counted.posts if not post.matter.unit]:
            rows.append(_row(facts, None, _("No unit named"), None, nameless))
        change = (Column(_("Change"), "change", unit),) if facts.before else ()
        bars = tuple(range(min(sum(bool(found.get(name)) for name in names), _MOST_BARS)))
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_note(facts),
            columns=(
                Column(_("Rank"), "number"),
                Column(_("Unit")),
                Column(_("Stories"), "number", unit),
                Column(_("Share"), "share"),
                *change,
            ),
            rows=tuple(rows),
            total=_row(facts, None, _("Total"), "", counted.posts),
            charts=(Chart(_("Stories by unit"), "bar", 1, (2,), bars),) if len(bars) > 1 else (),
        )


UNITS = _Units()


def _row(
    facts: Facts, rank: int | None, label: str, name: str | None, posts: Sequence[Post]
) -> tuple[Cell, ...]:
    """Return a row; `name` is that of a unit, None for stories that name none, or "" for all."""
    number = facts.sources.count(posts)
    part = Cell(share(len(posts), len(facts.counted.posts)), number.sources)
    place = Cell() if rank is None else Cell(rank, number.sources)
    cells = (place, Cell(label), number, part)
    if facts.before is None:
        return cells
    old = facts.before.posts
    if name is None:
        old = tuple(post for post in old if not post.matter.unit)
    elif name:
        old = facts.before.by("unit").get(name, ())
    change = Cell(len(posts) - len(old), facts.sources.of([*posts, *old]))
    return (*cells, change)


def _label(name: str, facts: Facts) -> str:
    """Return the name of a unit, with the other names that stories of the range give it."""
    posts = facts.counted.by("unit").get(name, ())
    others = {post.matter.unit for post in posts if post.matter.unit} - {name}
    return f"{name}（{'、'.join(sorted(others))}）" if others else name


def _note(facts: Facts) -> str:
    _ = facts.translate
    before = facts.span.before(facts.now)
    if before is None:
        return _("Units with the same number have the same rank.")
    text = _("Units with the same number have the same rank. The change is against {before}.")
    return text.format(before=before.name(facts.campaign, facts.language, _))
