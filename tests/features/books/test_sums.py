"""Sums: whatever way rows are added up, no figure is lost and none counts twice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.features.books.tables import REGIONS, book
from zhuanlan.features.books.sums import by_column, by_region, total
from zhuanlan.model.book import Row
from zhuanlan.model.place import Place

BOOK = book()
UNIT, REGION = BOOK.all_columns[0], BOOK.all_columns[1]
LEAVES = ("511102", "511111", "510100")

figures = st.none() | st.integers(0, 10**9).map(lambda n: (Decimal(n),))
rows = st.lists(
    st.builds(
        lambda unit, code, people: Row(
            (unit, Place(code, REGIONS[code].name), people, None, None, None), "r.csv", "A2", 2
        ),
        st.sampled_from("甲乙丙"),
        st.sampled_from(LEAVES),
        figures,
    )
)


def people(sums: object) -> Decimal | None:
    [figure, *_] = sums.figures  # type: ignore[attr-defined]
    return figure[0] if figure else None


@given(rows)
def test_regions_units_and_the_total_agree(rows: list[Row]) -> None:
    whole = people(total(rows, BOOK)) or 0
    units = by_column(rows, BOOK, UNIT)
    regions = by_region(rows, BOOK, REGION, REGIONS, "510000")
    assert sum(people(one) or 0 for one in units.values()) == whole
    assert sum(people(regions[code]) or 0 for code in LEAVES if code in regions) == whole
    if rows:
        assert (people(regions["510000"]) or 0) == whole
        assert regions["510000"].rows == len(rows)


@given(rows)
def test_a_region_has_what_those_below_it_have(rows: list[Row]) -> None:
    regions = by_region(rows, BOOK, REGION, REGIONS, "510000")
    below = [people(regions[code]) for code in ("511102", "511111") if code in regions]
    if "511100" in regions:
        reported = [figure for figure in below if figure is not None]
        assert people(regions["511100"]) == (sum(reported) if reported else None)


@given(rows, st.integers(0, 5))
def test_a_blank_never_counts(rows: list[Row], blanks: int) -> None:
    blank = Row(("甲", Place("511102", "市中区"), None, None, None, None), "r.csv", "A9", 9)
    assert people(total([*rows, *[blank] * blanks], BOOK)) == people(total(rows, BOOK))
    assert people(total([blank] * blanks, BOOK)) is None


@given(rows, rows)
def test_taking_rows_away_takes_what_they_brought(some: list[Row], others: list[Row]) -> None:
    both, one = people(total([*some, *others], BOOK)) or 0, people(total(some, BOOK)) or 0
    assert both - one == (people(total(others, BOOK)) or 0)
