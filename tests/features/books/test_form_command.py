"""The command `form`, and the pages of a form as a build makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.features.books.form import SETTINGS, annex
from zhuanlan.cli.main import main
from zhuanlan.testing import SmallSite

BOOK = {"slug": "statistics", "name": "统计表", "kind": "报表"}
DUE = [{"to": "乐山市总工会", "date": "2013-05-25", "who": "units"}]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def site(folder: Path, **campaign: Any) -> SmallSite:
    units = [
        {"name": "市中区总工会", "region": "乐山市/市中区"},
        {"name": "沙湾区总工会", "region": "沙湾区"},
    ]
    books = [{**BOOK, "settings": {**SETTINGS, "due": DUE}}]
    return SmallSite(
        folder, campaign={"scope": "四川省", "units": units, "books": books, **campaign}
    )


def run(made: SmallSite, *arguments: str) -> int:
    content, config = made.folder / "content", made.folder / "config.yaml"
    folders = ["--content", str(content), "--config", str(config)]
    return main(["form", *arguments, *folders])


def test_it_writes_a_form_that_is_read_back(tmp_path: Path) -> None:
    made = site(tmp_path)
    file = tmp_path / "content/spring/books/statistics/a.xlsx"
    assert (
        run(made, "statistics", "--unit", "市中区总工会", "--period", "2012年", "-o", str(file))
        == 0
    )
    book = openpyxl.load_workbook(file)
    book.active["D7"] = 40
    book.save(file)
    made.build()
    [page] = (tmp_path / "output/spring/books/statistics/returns").glob("*/index.html")
    assert ">40<" in page.read_text("utf-8")
    assert "未报" in made.page("spring/books/statistics/index.html")
    offered = tmp_path / "output/spring/books/statistics/statistics-blank.xlsx"
    assert openpyxl.load_workbook(offered).active.protection.sheet


REFUSED = {
    "form": (
        ["stations"],
        "form: no campaign has a form “stations”; did you mean “statistics”? allowed: statistics",
    ),
    "unit": (
        ["statistics", "--unit", "市中曲总工会"],
        "--unit: unknown unit “市中曲总工会”; did you mean “市中区总工会”? "
        "allowed: 市中区总工会, 沙湾区总工会",
    ),
    "period": (
        ["statistics", "--period", "2013年"],
        "--period: unknown period “2013年”; allowed: 2012年",
    ),
    "campaign": (
        ["statistics", "--campaign", "sprig"],
        "--campaign: unknown campaign “sprig”; did you mean “spring”? allowed: spring",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_names_that_nobody_declared(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, said = REFUSED[name]
    assert run(site(tmp_path), *arguments, "-o", str(tmp_path / "a.xlsx")) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.xlsx").exists()


def test_another_kind_of_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site(tmp_path), "statistics", "-o", str(tmp_path / "a.csv")) == 1
    assert "the form is an XLSX file; write a name that ends in .xlsx" in capsys.readouterr().err


def test_settings_are_checked_where_they_are_written(tmp_path: Path) -> None:
    items = [
        {"name": "甲"},
        {"name": "乙", "counts": ["人", "次", "件"]},
        {"name": "丙", "counts": "人"},
        {"name": "丙", "counts": "人"},
    ]
    books = [{**BOOK, "settings": {"items": items[:2]}}]
    said = site(tmp_path, books=books).problems()
    assert [line.partition(": ")[2] for line in said] == [
        "the item “甲” needs categories, or counts",
        "a cell holds two figures at most",
    ]
    books = [{**BOOK, "settings": {"items": items[2:]}}]
    [line] = site(tmp_path, books=books).problems()
    assert "“丙” occurs twice in items" in line


def test_a_column_of_the_kind_keeps_its_type(tmp_path: Path) -> None:
    column = {"slug": "quantity", "name": "数"}
    books = [{**BOOK, "columns": [column], "settings": SETTINGS | {"due": DUE}}]
    [line] = site(tmp_path, books=books).problems()
    assert "the column “quantity” of this kind holds another type; write type: number" in line


def test_a_return_that_came_is_missing_no_more_and_one_taken_away_is_again(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.build()
    page = "spring/books/statistics/index.html"
    before = made.page(page)
    file = made.write("content/spring/books/statistics/a.csv", annex("学雷锋巡讲,演讲,5/6"))
    made.build()
    assert "5/6" in made.page(page)
    file.unlink()
    made.build()
    assert made.page(page) == before
