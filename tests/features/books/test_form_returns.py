"""Returns of a form: corrections with their history, who is late or missing, and sums."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.features.books.form import (
    AROUND,
    FOLDER,
    HEAD,
    SETTINGS,
    UNITS,
    account,
    annex,
    form,
    read,
    wrong,
)
from tests.features.books.tables import REGIONS
from zhuanlan.features.books.forms.account import Account
from zhuanlan.features.books.forms.returned import of_line, of_return
from zhuanlan.features.books.forms.tables import of_form, sums_of
from zhuanlan.features.books.kinds.form import FORM
from zhuanlan.features.books.sections import Bars, Grid, Section
from zhuanlan.features.books.sums import by_region
from zhuanlan.model.book import Row
from zhuanlan.model.place import Place

FACE = "“面对面、心贴心”活动"
MEETINGS, VISITS, TALKS = form().settings.lines


def returned(unit: str, *lines: str, head: str = "") -> str:
    return annex(*lines, head=f"单位：{unit} 时间：2012年 {head}")


def grid(sections: Iterable[Section], title: str) -> list[list[str]]:
    """Return the texts of a table."""
    [found] = [one for one in sections if isinstance(one, Grid) and one.title == title]
    return [[cell.text for cell in row] for row in found.rows]


FIRST = returned("市中区总工会", f"{FACE},召开座谈会,120/3", ",走访职工群众,40", "巡讲,,5/6")
FIRST = FIRST.replace("巡讲", "学雷锋巡讲")
LATER = returned(
    "市中区总工会",
    f"{FACE},召开座谈会,130/4",
    "学雷锋巡讲,,5/6",
    head="更正日期：2012年11月2日",
)


def test_a_correction_replaces_the_earlier_return_and_both_are_shown() -> None:
    rows = read({f"{FOLDER}a.csv": FIRST, f"{FOLDER}b.csv": LATER})
    made = account(rows)
    assert sums_of(made, made.rows(MEETINGS), MEETINGS) == (130, 4)
    assert sums_of(made, made.rows(VISITS), VISITS) == (None,)
    [one] = made.returns
    assert len(one.versions) == 2
    assert grid(of_return(made, one), "What was corrected") == [
        ["2012-11-02", "召开座谈会", "人/次", "120/3", "130/4"],
        ["2012-11-02", "走访职工群众", "人", "40", "–"],
    ]


def test_the_order_of_files_does_not_matter() -> None:
    one = account(read({f"{FOLDER}a.csv": FIRST, f"{FOLDER}b.csv": LATER}))
    other = account(read({f"{FOLDER}a.csv": LATER, f"{FOLDER}b.csv": FIRST}))
    assert grid(of_form(one), "Totals by item") == grid(of_form(other), "Totals by item")


def test_a_row_of_the_flat_table_corrects_its_line_only() -> None:
    head = "单位,时间,项目,类别,数量,更正日期\n"
    rows = f"市中区总工会,2012年,{FACE},召开座谈会,120/3,\n"
    rows += f"市中区总工会,2012年,{FACE},走访职工群众,40,\n"
    rows += f"市中区总工会,2012年,{FACE},走访职工群众,50,2012-11-02\n"
    made = account(read({"leshan/books/statistics.csv": head + rows}))
    assert sums_of(made, made.rows(MEETINGS), MEETINGS) == (120, 3)
    assert sums_of(made, made.rows(VISITS), VISITS) == (50,)


def test_the_export_says_which_rows_were_corrected() -> None:
    rows = read({f"{FOLDER}a.csv": FIRST, f"{FOLDER}b.csv": LATER})
    place = [column.slug for column in form().all_columns].index("replaced")
    dates = {row.path[-5:]: row.values[place] for row in rows}
    assert str(dates["a.csv"]).startswith("2012-11-02")
    assert dates["b.csv"] is None


WRONG = {
    "the same return twice": (
        {"a.csv": FIRST, "b.csv": FIRST},
        "b.csv A4: the return of 市中区总工会 for 2012年 is there twice, also "
        f"{FOLDER}a.csv A4; delete one; one that corrects the other has a 更正日期 in its head",
    ),
    "the same correction twice": (
        {"a.csv": FIRST, "b.csv": LATER, "c.csv": LATER},
        "c.csv A4: the return of 市中区总工会 for 2012年 is there twice, also "
        f"{FOLDER}b.csv A4; delete one; one that corrects the other has a 更正日期 in its head",
    ),
    "a correction of nothing": (
        {"b.csv": LATER},
        "b.csv A4: no return of 市中区总工会 for 2012年 is there that this one corrects; "
        "take its 更正日期 away, or add the earlier return",
    ),
    "a line twice": (
        {"a.csv": returned("市中区总工会", "学雷锋巡讲,演讲,5/6", ",演讲,1/1")},
        "a.csv A5: the line “演讲” is there twice, also at A4; write it once, with the sum of both",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_between_returns(name: str) -> None:
    files, said = WRONG[name]
    assert wrong({f"{FOLDER}{file}": data for file, data in files.items()}) == [f"{FOLDER}{said}"]


def test_who_owes_it_must_be_known() -> None:
    due = [
        {"to": "市总", "date": "2012-10-25", "who": ["市中区", "沙湾区总工", "某某", "channels"]}
    ]
    said = wrong({f"{FOLDER}a.csv": FIRST}, form(due=due))
    assert sorted(line.partition(";")[0] for line in said) == [
        "leshan/campaign.yaml: “channels” owe a return, and the campaign declares none",
        "leshan/campaign.yaml: “某某” owes a return, and is neither a unit nor a region",
        "leshan/campaign.yaml: “沙湾区总工” owes a return, and is neither a unit nor a region",
    ]


def states(made: Account) -> dict[str, str]:
    return {one.debtor.name if one.debtor else "": one.state for one in made.standings}


def test_late_missing_and_not_yet_due() -> None:
    files = {
        f"{FOLDER}a.csv": returned("市中区总工会", head="收到日期：2012-10-25"),
        f"{FOLDER}b.csv": returned("沙湾区总工会", head="收到日期：2012-10-26"),
    }
    rows = read(files)
    before = {"市中区": "done", "沙湾区": "late", "成都市": "planned"}
    assert states(account(rows)) == before
    assert states(account(rows, now="2012-10-26T00:00:00")) == before | {"成都市": "missing"}
    moments = {f"{moment:%F}" for moment in FORM.moments(rows, form())}
    assert moments == {"2012-10-26", "2012-11-01"}


def test_a_time_of_day_counts() -> None:
    due = [{"to": "市总", "date": "2012-10-25 17:00", "who": "units"}]
    rows = read({f"{FOLDER}a.csv": returned("市中区总工会", head="收到：2012-10-25 17:30")})
    assert states(account(rows, form(due=due)))["市中区总工会"] == "late"


def test_a_correction_after_the_deadline_does_not_make_a_return_late() -> None:
    first = returned("市中区总工会", "学雷锋巡讲,,5/6", head="收到日期：2012-10-20")
    later = returned("市中区总工会", head="收到日期：2012-11-02 更正日期：2012-11-02")
    made = account(read({f"{FOLDER}a.csv": first, f"{FOLDER}b.csv": later}))
    assert states(made)["市中区"] == "done"


def test_by_period() -> None:
    periods = ["2012年上半年", "2012年下半年"]
    rows = [
        f"市中区总工会,{period},{FACE},召开座谈会,{n}/1"
        for period, n in zip(periods, (5, 7), strict=True)
    ]
    of = form(periods=periods, due=[])
    made = account(read({"leshan/books/statistics.csv": HEAD + "\n".join(rows)}, of), of)
    assert grid(of_form(made), "By period")[0] == ["召开座谈会（人/次）", "5/1", "7/1"]


figures = st.none() | st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
returns = st.dictionaries(st.sampled_from([*UNITS]), st.tuples(figures, figures, figures))
Figures = tuple[tuple[int, int] | None, ...]


def made_of(given: dict[str, Figures]) -> list[Row]:
    files = {}
    for number, (unit, (meetings, visits, talks)) in enumerate(given.items()):
        lines = [
            f"{FACE},召开座谈会,{'/'.join(map(str, meetings)) if meetings else ''}",
            f",走访职工群众,{visits[0] if visits else ''}",
            f"学雷锋巡讲,演讲,{'/'.join(map(str, talks)) if talks else ''}",
        ]
        files[f"{FOLDER}{number}.csv"] = returned(unit, *lines)
    return read(files)


def number(value: Decimal | None) -> Decimal | int:
    return value or 0


@given(returns)
def test_regions_units_and_the_total_agree(given: dict[str, Figures]) -> None:
    made = account(made_of(given))
    for line, place in ((MEETINGS, 0), (VISITS, 1), (TALKS, 2)):
        rows = made.rows(line)
        whole = sums_of(made, rows, line)
        units = {made.reader.text(row, "unit") for row in rows}
        of_units = [
            sums_of(made, [row for row in rows if made.reader.text(row, "unit") == unit], line)
            for unit in units
        ]
        column = made.reader.column("region")
        regions = by_region(rows, made.reader.book, column, REGIONS, "510000")
        for index, expected in enumerate(whole):
            given_figures = [one[place] for one in given.values()]
            reported = [one[index] for one in given_figures if one is not None]
            assert expected == (sum(reported) if reported else None)  # a blank is no zero
            assert number(expected) == sum(number(one[index]) for one in of_units)
            slot = made.reader.columns.index(made.reader.column(("quantity", "second")[index]))
            leaves = ("511102", "511111", "510100")
            below = [row for row in rows if _code(row) in leaves]
            assert number(expected) == sum(number(_figure(row, slot)) for row in below)
        if rows:
            assert regions["510000"].rows == len(rows)
            county = sum(regions[code].rows for code in ("511102", "511111") if code in regions)
            assert (regions["511100"].rows if "511100" in regions else 0) == county


def _code(row: Row) -> str:
    place = row.values[0]
    return place.code if isinstance(place, Place) else ""


def _figure(row: Row, slot: int) -> Decimal | None:
    value = row.values[slot]
    return value[0] if isinstance(value, tuple) else None


@given(returns, st.data())
def test_taking_a_return_away_takes_what_it_brought(
    given: dict[str, Figures], data: st.DataObject
) -> None:
    if not given:
        return
    gone = data.draw(st.sampled_from([*given]))
    whole, less = (
        account(made_of(given)),
        account(made_of({unit: one for unit, one in given.items() if unit != gone})),
    )
    alone = account(made_of({gone: given[gone]}))
    for line in (MEETINGS, VISITS, TALKS):
        parts = zip(
            *(sums_of(one, one.rows(line), line) for one in (whole, less, alone)), strict=True
        )
        for both, rest, own in parts:
            assert number(both) - number(rest) == number(own)


@given(returns)
def test_a_city_has_what_its_counties_have(given: dict[str, Figures]) -> None:
    made = account(made_of(given))
    [table] = [one for one in of_form(made) if one.title == "By region"] or [None]
    if not isinstance(table, Grid):
        return
    lines = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    counties = [lines[name] for name in ("市中区", "沙湾区") if name in lines]
    if "乐山市" in lines:
        for index, shown in enumerate(lines["乐山市"]):
            parts = [row[index] for row in counties if row[index] != "–"]
            whole = sum(int(one.replace(",", "")) for one in parts)
            assert shown == (f"{whole:,}" if parts else "–")


def test_a_line_has_a_chart_by_region_and_its_units() -> None:
    made = account(
        made_of({"市中区总工会": ((1, 2), None, None), "沙湾区总工会": ((3, 4), None, None)})
    )
    sections = [*of_line(made, MEETINGS)]
    bars = [one for one in sections if isinstance(one, Bars)]
    assert [[bar.shown for bar in one.bars] for one in bars] == [
        ["4", "4", "1", "3"],
        ["6", "6", "2", "4"],
    ]
    assert [row[-1] for row in grid(sections, "By unit")] == ["1/2", "3/4"]


def test_what_only_the_office_sees_gives_no_tables() -> None:
    hidden = form().model_copy(update={"public": False})
    rows = read({f"{FOLDER}a.csv": FIRST}, hidden)
    assert [*FORM.sections(account(rows, hidden).reader)] == []
    assert [*FORM.pages(account(rows, hidden).reader)] == []
    assert SETTINGS["periods"] == ["2012年"]
    assert AROUND.scope == "510000"


def test_a_second_unit_of_a_region_has_a_line_of_its_own_and_counts_once() -> None:
    second = returned(
        "市中区教育工会",
        f"{FACE},召开座谈会,30/2",
        head="地区：市中区 收到日期：2012-10-24",
    )
    first = FIRST.replace("时间：2012年", "时间：2012年 收到日期：2012-10-23")
    rows = read({f"{FOLDER}a.csv": first, f"{FOLDER}b.csv": second})
    made = account(rows, now="2012-10-26T00:00:00")
    table = grid(of_form(made), "Returned, late and missing")
    assert [(row[0], row[1], row[4]) for row in table] == [
        ("市中区", "市中区总工会", "returned"),
        ("沙湾区", "–", "missing"),
        ("成都市", "–", "missing"),
        ("–", "市中区教育工会", "returned"),
    ]
    assert [str(one) for one in sums_of(made, made.rows(MEETINGS), MEETINGS)] == ["150", "5"]
    [county] = [row for row in grid(of_form(made), "By region") if row[0] == "市中区"]
    assert county[1:3] == ["150", "5"]
    assert [row[-1] for row in grid(of_line(made, MEETINGS), "By unit")] == ["120/3", "30/2"]
