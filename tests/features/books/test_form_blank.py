"""The empty form: what may be written into it, and that it is read back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.features.books.form import FOLDER, cells, form, read, wrong
from zhuanlan.features.books.forms.blank import blank_form

FACE = "“面对面、心贴心”活动"
PATH = f"{FOLDER}a.xlsx"


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def filled(values: dict[str, object], unit: str = "市中区总工会") -> bytes:
    """Return the empty form with cells filled in, as Excel would save it."""
    made = opened(blank_form(form(), unit, "2012年"))
    for cell, value in values.items():
        assert not made.active[cell].protection.locked
        made.active[cell] = value
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def test_equal_forms_have_equal_bytes() -> None:
    assert blank_form(form(), "市中区总工会") == blank_form(form(), "市中区总工会")


def test_only_what_is_filled_in_may_be_written() -> None:
    sheet = opened(blank_form(form(), "市中区总工会", "2012年")).active
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_ = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    # figures, blank lines of two columns, and the days of correction and receipt
    assert open_ == {*"B3 D3 D6 E6 D7 B8 D8 E8 B9 D9 E9".split()}
    assert (sheet["B2"].value, sheet["D2"].value) == ("市中区总工会", "2012年")


def test_figures_must_be_numbers() -> None:
    sheet = opened(blank_form(form(), "市中区总工会", "2012年")).active
    rules = {str(one.sqref): one.type for one in sheet.data_validations.dataValidation}
    assert {cell for cell, kind in rules.items() if kind == "whole"} == {
        *"D6 E6 D7 D8 E8 D9 E9".split()
    }


def test_an_empty_form_is_a_return_without_figures() -> None:
    blank = [
        (FACE, "召开座谈会", "人/次", "", ""),
        (FACE, "走访职工群众", "人", "", ""),
        ("学雷锋巡讲", "", "场/次", "", ""),
    ]
    assert cells(read({PATH: blank_form(form(), "市中区总工会", "2012年")})) == blank


def test_a_form_without_a_unit_says_so() -> None:
    assert wrong({PATH: blank_form(form())}) == [f"{PATH} 报表!A2: “单位” is missing"]


numbers = st.none() | st.integers(0, 10**9)
pairs = st.none() | st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))


@settings(max_examples=25, deadline=None)
@given(pairs, numbers, pairs, st.sampled_from([None, "演讲", "影评会"]))
def test_it_is_read_back_without_change(
    meetings: tuple[int, int] | None,
    visits: int | None,
    talks: tuple[int, int] | None,
    category: str | None,
) -> None:
    first, second = meetings or (None, None)
    other, another = talks or (None, None)
    values = {"D6": first, "E6": second, "D7": visits, "B8": category, "D8": other, "E8": another}
    assert cells(read({PATH: filled(values)})) == [
        (FACE, "召开座谈会", "人/次", said(first), said(second)),
        (FACE, "走访职工群众", "人", said(visits), ""),
        ("学雷锋巡讲", category or "", "场/次", said(other), said(another)),
    ]


def said(value: int | None) -> str:
    return "" if value is None else str(value)


def test_a_correction_is_said_in_the_form() -> None:
    first, later = filled({"D7": 40}), filled({"D7": 50, "B3": "2012-11-02"})
    rows = read({PATH: first, f"{FOLDER}b.xlsx": later})
    assert [one[3] for one in cells(rows) if one[1] == "走访职工群众"] == ["40", "50"]


def test_text_in_a_figure_is_named_with_its_cell() -> None:
    assert wrong({PATH: filled({"D7": "四十"})}) == [f"{PATH} 报表!D7: “四十” is not a number"]
