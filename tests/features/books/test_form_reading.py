"""Returns of a form are read from a flat table and from files that look like the paper."""

from __future__ import annotations

import pytest

from tests.features.books.form import FOLDER, HEAD, annex, cells, form, read, wrong, wrong_annex
from tests.features.books.tables import workbook

FACE = "“面对面、心贴心”活动"

RETURN = annex(
    f"{FACE},召开座谈会（人/次）,120/3",
    ",走访职工群众（人）,（人）",
    "学雷锋巡讲,演讲,5/6",
    ",,（场/次）",
    "注意：没开展的可不填,,",
)

ROWS = [
    (FACE, "召开座谈会", "人/次", "120", "3"),
    (FACE, "走访职工群众", "人", "", ""),
    ("学雷锋巡讲", "演讲", "场/次", "5", "6"),
]


def test_the_paper_form_and_the_flat_table_say_the_same() -> None:
    flat = HEAD + "\n".join(
        f"市中区总工会,2012年,{row}"
        for row in (f"{FACE},召开座谈会,120/3", f"{FACE},走访职工群众,", "学雷锋巡讲,演讲,5/6")
    )
    paper = read({f"{FOLDER}a.csv": RETURN})
    table = read({"leshan/books/statistics.csv": flat})
    assert cells(paper) == cells(table) == ROWS
    assert [row.values[:3] for row in paper] == [row.values[:3] for row in table]


def test_a_workbook_that_merges_the_cells_of_an_item_as_the_paper_does() -> None:
    def merged(made: object) -> None:
        made.active.merge_cells("A4:A5")  # type: ignore[attr-defined]

    data = workbook(
        ["统计表"],
        ["单位：", "市中区总工会", "时间：2012年"],
        ["项目", "类别", "数量"],
        ["面对面、\n心贴心”活动", "召开座谈会(人/次)", "120人/3次"],
        [None, "走访职工群众(人)"],
        ["学雷锋巡讲", "演讲", "5/6（场/次）"],
        change=merged,
    )
    assert cells(read({f"{FOLDER}a.xlsx": data})) == ROWS


def test_two_figures_may_have_cells_of_their_own_as_in_the_export() -> None:
    head = "单位,时间,项目,类别,计量单位,数量,第二数量\n"
    flat = f"{head}市中区总工会,2012年,{FACE},召开座谈会,人/次,120,3\n"
    assert cells(read({"leshan/books/statistics.csv": flat})) == ROWS[:1]


def test_a_line_that_a_return_leaves_out_is_blank() -> None:
    paper = read({f"{FOLDER}a.csv": annex("学雷锋巡讲,演讲,5/6")})
    blank = [(FACE, "召开座谈会", "", "", ""), (FACE, "走访职工群众", "", "", "")]
    assert [row[:2] for row in cells(paper)] == [ROWS[2][:2], *(row[:2] for row in blank)]
    assert all(row[3:] == ("", "") for row in cells(paper)[1:])


def test_zero_is_a_figure() -> None:
    assert cells(read({f"{FOLDER}a.csv": annex(f"{FACE},召开座谈会,0/0")}))[0][3:] == ("0", "0")


NOTHING = "leave the cell blank where nothing was reported, or write 0 for none"
ITEMS = f"allowed: {FACE}, 学雷锋巡讲"

WRONG = {
    "text for a number": (f"{FACE},走访职工群众,十二", "C4: “十二” is not a number"),
    "nothing": (f"{FACE},走访职工群众,无", f"C4: “无” is not a number; {NOTHING}"),
    "one figure": (f"{FACE},召开座谈会,120", "C4: the cell holds two figures, as 120/3: 人/次"),
    "unit of count of the figure": (
        f"{FACE},走访职工群众,12（件）",
        "C4: the line counts 人, and this says 件",
    ),
    "unit of count of the line": (
        f"{FACE},走访职工群众（人/次）,12",
        "B4: the line counts 人, and this says 人/次",
    ),
    "unit of count after the figure": (
        f"{FACE},走访职工群众,12件",
        "C4: “12件” counts 件, and the column counts 人",
    ),
    "unknown item": (
        "学雷锋巡演,演讲,5/6",
        f"A4: the form has no item “学雷锋巡演”; did you mean “学雷锋巡讲”? {ITEMS}",
    ),
    "unknown line": (
        f"{FACE},走访职工群众们,5",
        "B4: the item has no line “走访职工群众们”; did you mean “走访职工群众”? "
        "allowed: 召开座谈会, 走访职工群众",
    ),
    "no line": (f"{FACE},,5", "B4: “类别” is missing"),
    "total": (
        "合计,,12",
        "A4: this is a row of sums: its figures would count twice; "
        "delete it: sums are made by zhuanlan",
    ),
    "total of an item": (
        f"{FACE},小计,12",
        "A4: this is a row of sums: its figures would count twice; "
        "delete it: sums are made by zhuanlan",
    ),
    "beside the form": (
        f"{FACE},走访职工群众,12,约数",
        "D4: this stands outside of the form: 约数",
    ),
    "decimals": (f"{FACE},走访职工群众,1.5", "C4: “1.5” is not a whole number"),
    "another return below": (
        "单位：市中区总工会 时间：2011年",
        "A4: the file holds returns of two periods: 2012年 and 2011年; "
        "save one file for each unit and period",
    ),
    "the same return again below": (
        "单位：市中区总工会 时间：2012年",
        "A4: another return begins here; save one file for each unit and period",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_line(name: str) -> None:
    line, said = WRONG[name]
    assert wrong_annex(line) == [said]


HEADS = {
    "no unit": ("时间：2012年", ["A1: “单位” is missing"]),
    "a blank unit": ("单位：  时间：2012年", ["A2: “单位” is missing"]),
    "no period": ("单位：市中区总工会", ["A1: “时间” is missing"]),
    "another period": (
        "单位：市中区总工会 时间：2013年",
        ["A2: unknown period “2013年”; allowed: 2012年"],
    ),
    "two periods": (
        "单位：市中区总工会 时间：2012年,时间：2013年",
        [
            "B2: the file holds returns of two periods: 2012年 and 2013年; "
            "save one file for each unit and period"
        ],
    ),
    "a unit nobody knows": (
        "单位：某厂工会 时间：2012年",
        [
            "A3: the region of “某厂工会” is not known; declare it with its region under units "
            "in campaign.yaml, or write its 地区"
        ],
    ),
    "a day for a correction": (
        "单位：市中区总工会 时间：2012年 更正：是",
        ["A2: “是” is no date; write 2012-03-05 or 2012-03-05 08:30"],
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head(name: str) -> None:
    head, said = HEADS[name]
    assert wrong_annex(head=head) == said


def test_the_region_of_an_unknown_unit_may_be_written() -> None:
    [row, *_] = read({f"{FOLDER}a.csv": annex(head="单位：某厂工会 地区：沙湾区 时间：2012年")})
    assert getattr(row.values[0], "code", None) == "511111"


def test_two_sheets_with_two_periods() -> None:
    def second(made: object) -> None:
        sheet = made.create_sheet("表2")  # type: ignore[attr-defined]
        sheet.append(["单位：市中区总工会", "时间：2013年"])
        sheet.append(["项目", "类别", "数量"])

    data = workbook(["单位：市中区总工会 时间：2012年"], ["项目", "类别", "数量"], change=second)
    assert wrong({f"{FOLDER}a.xlsx": data}, form(periods=["2012年", "2013年"])) == [
        f"{FOLDER}a.xlsx 表2!B1: the file holds returns of two periods: 2012年 and 2013年; "
        "save one file for each unit and period"
    ]


def test_a_flat_table_in_the_folder() -> None:
    assert wrong({f"{FOLDER}a.csv": "地区,单位\n市中区,市中区总工会\n"}) == [
        f"{FOLDER}a.csv A1: no row names the columns of the form: 项目、类别、数量; "
        "a table of many returns is named books/statistics.csv or .xlsx"
    ]


def test_an_empty_file() -> None:
    assert wrong({f"{FOLDER}a.csv": ""}) == [f"{FOLDER}a.csv: the file is empty"]


FLAT = {
    "unknown item": ("学雷锋巡演,演讲,5/6", "C2: the form has no item “学雷锋巡演”; did you mean"),
    "unknown line": (f"{FACE},走访,5", "D2: the item has no line “走访”;"),
    "text for a number": (
        "学雷锋巡讲,演讲,五场",
        "E2: the cell holds two figures, as 120/3: 场/次",
    ),
    "unit of count": (f"{FACE},走访职工群众,5件", "E2: “5件” counts 件, and the column counts 人"),
    "total": ("合计,,12", "C2: the form has no item “合计”;"),
}


@pytest.mark.parametrize("name", FLAT)
def test_a_row_of_the_flat_table(name: str) -> None:
    row, said = FLAT[name]
    path = "leshan/books/statistics.csv"
    assert wrong({path: f"{HEAD}市中区总工会,2012年,{row}\n"})[0].startswith(f"{path} {said}")


def test_a_second_figure_without_the_first_and_one_too_many() -> None:
    head = "单位,时间,项目,类别,数量,第二数量\n"
    row = "市中区总工会,2012年"
    rows = f"{row},{FACE},召开座谈会,,3\n{row},{FACE},走访职工群众,5,3\n"
    path = "leshan/books/statistics.csv"
    assert wrong({path: head + rows}) == [
        f"{path} F2: the second figure stands without the first (人/次)",
        f"{path} F3: “走访职工群众” counts 人 only: a second figure has no meaning",
    ]


def test_rows_of_yaml() -> None:
    path = "leshan/books/statistics.yaml"
    row = "单位: 市中区总工会, 时间: 2012年"
    assert (
        cells(read({path: f"- {{{row}, 项目: {FACE}, 类别: 召开座谈会, 数量: 120/3}}\n"}))
        == ROWS[:1]
    )
    assert wrong({path: f"- {{{row}, 项目: [甲], 数量: 5}}\n"}) == [
        f"{path}:1:31: one text is written here, not a list"
    ]


def test_a_head_in_traditional_characters() -> None:
    paper = annex(f"{FACE},召开座谈会,120/3", head="單位：市中区总工会 時間：2012年")
    assert cells(read({f"{FOLDER}a.csv": paper}))[0] == ROWS[0]
