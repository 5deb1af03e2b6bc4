"""How many stories have pictures, and how many."""

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker, counted_columns
from zhuanlan.model.post import Post


class _Pictures(TableMaker):
    name, title = "pictures", N_("Stories with pictures")

    def tables(self, facts: Facts) -> Iterator[Table]:
        _, by_column = facts.translate, facts.counted.by("column")
        if not facts.counted.posts:
            return
        rows = [
            (Cell(name), *_cells(facts, by_column.get(slug, ())))
            for slug, name in facts.links("column")
        ]
        heads = [_("Stories"), _("With pictures"), _("Without pictures")]
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_("A picture that a story shows twice counts once."),
            columns=(
                Column(_("Column")),
                *counted_columns(facts, heads),
                Column(_("Pictures"), "number", _("pictures")),
            ),
            rows=tuple(rows),
            total=(Cell(_("Total")), *_cells(facts, facts.counted.posts)),
        )


PICTURES = _Pictures()


def pictures_of(post: Post) -> frozenset[str]:
    """Return the pictures that a story shows, by their paths in the content."""
    shown = (*post.references, *post.mentions)
    return frozenset(one.target for one in shown if one.kind == "picture")


def _cells(facts: Facts, posts: Sequence[Post]) -> tuple[Cell, ...]:
    numbers = [len(pictures_of(post)) for post in posts]
    having = [post for post, number in zip(posts, numbers, strict=True) if number]
    without = [post for post, number in zip(posts, numbers, strict=True) if not number]
    count = facts.sources.count
    shown = count(having)
    return count(posts), shown, count(without), Cell(sum(numbers), shown.sources)
