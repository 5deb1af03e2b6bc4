"""What a family of tables says of itself, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, ClassVar

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.report import Cell, Chart, Column, Table
from zhuanlan.model.post import Post

if TYPE_CHECKING:
    from zhuanlan.features.reports.gather import Facts


class TableMaker:
    """A family of tables, registered by `registry.report_tables.add("units", "…:UNITS")`."""

    name: ClassVar[str]
    """As it is registered; `tables:` and `--tables` name it."""
    title: ClassVar[str]
    """What it tells (untranslated)."""

    def tables(self, facts: Facts) -> Iterable[Table]:
        """Yield its tables in the language of the campaign; none where it has nothing to tell.

        One that shows what only the office may see is `internal`; it is asked for where
        `facts.internal` is set.
        """
        raise NotImplementedError


STORIES = N_("stories")
"""The unit of count of stories: 篇."""


def share(part: int, whole: int) -> Decimal | None:
    """Return a part of a whole, between 0 and 1; None where there is none.

    It has three decimals, the one of per cent that is shown: a number rounded twice, as of 1/23 to
    0.0435 and then to 4.4%, is wrong.
    """
    if not whole:
        return None
    return (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)


def counted_columns(facts: Facts, names: Iterable[str]) -> tuple[Column, ...]:
    """Return columns that hold numbers of stories."""
    unit = facts.translate(STORIES)
    return tuple(Column(name, "number", unit) for name in names)


Found = Mapping[tuple[str, str], Sequence[Post]]


def region_lines(
    facts: Facts, keys: Sequence[str], key: Callable[[Post], str]
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each region, and one for the stories of the scope itself.

    Without this one the rows right below the scope would not add up to the total.
    """
    found = facts.crossed("region", lambda post: (key(post),))
    every = facts.counted.by("region")
    for code, label in facts.regions:
        yield line(facts, label, code, keys, found, every.get(code, ()))
    label, own = facts.own(facts.counted)
    if own:
        parts = {("", name): posts for name, posts in grouped(own, key).items()}
        yield line(facts, label, "", keys, parts, own)


def line(
    facts: Facts, label: Cell, row: str, keys: Sequence[str], found: Found, every: Iterable[Post]
) -> tuple[Cell, ...]:
    """Return a row: the numbers of stories of each key, and of all."""
    cells = (facts.sources.count(found.get((row, key), ())) for key in keys)
    return (label, *cells, facts.sources.count(every))


def region_chart(title: str, labels: Sequence[Cell], value: int) -> Iterator[Chart]:
    """Yield a bar for each region right below the campaign's scope."""
    rows = tuple(place for place, cell in enumerate(labels) if cell.depth == 1)
    if len(rows) > 1:
        yield Chart(title, "bar", 0, (value,), rows)


def grouped(posts: Iterable[Post], key: Callable[[Post], str]) -> dict[str, list[Post]]:
    """Return stories by a key."""
    found: dict[str, list[Post]] = {}
    for post in posts:
        found.setdefault(key(post), []).append(post)
    return found
