"""A blank return is legal, and `check` names it since it counts as returned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.books.places import site_with
from zhuanlan.testing import SmallSite

LINES = "项目,类别,数量\n座谈会,召开,{}\n"
FORM = {
    "slug": "report",
    "name": "统计表",
    "kind": "form",
    "settings": {"items": [{"name": "座谈会", "categories": [{"name": "召开", "counts": ["次"]}]}]},
}


def site(folder: Path, head: str, figure: str, **keys: object) -> SmallSite:
    made = site_with(folder, FORM | keys, units=[{"name": "文广新局", "region": "肇庆市"}])
    text = f"单位：文广新局 时间：2017年 {head},,\n{LINES.format(figure)}"
    made.write("content/spring/books/report/a.csv", text)
    return made


@pytest.mark.parametrize(
    ("head", "figure", "found"),
    [("", "", 1), ("收到日期：2017-05-02", "", 0), ("", "0", 0), ("", "3", 0)],
)
def test_only_a_return_that_says_nothing_is_found(
    tmp_path: Path, head: str, figure: str, found: int
) -> None:
    made = site(tmp_path, head, figure)
    made.build()
    assert len(made.check("return-blank")) == found


def test_a_book_of_the_office_is_passed_over(tmp_path: Path) -> None:
    assert site(tmp_path, "", "", public=False).check("return-blank") == []
