"""A book that is declared has a file, so that no page is emptied without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.books.form import SETTINGS
from tests.features.books.places import said, site_with, table
from zhuanlan.core.problems import ProblemError

VISITS = {"slug": "visits", "name": "走访", "columns": [{"slug": "a", "name": "甲"}]}
STATIONS = {"slug": "stations", "name": "示范点", "kind": "stations"}
ROWS = "名称,责任单位,状态\n梅庵,文广新局,筹备\n"


def test_a_declared_book_needs_a_file(tmp_path: Path) -> None:
    site = site_with(tmp_path, VISITS, STATIONS)
    table(site, "visits", "")
    [problem] = site.problems()
    place, _, message = problem.partition(": ")
    written = (site.folder / "content/spring/campaign.yaml").read_text("utf-8").splitlines()
    line = int(place.split(":")[1]) - 1
    assert written[line].endswith("slug: stations")
    assert message == (
        "the book “示范点” has no file with its rows; put books/stations.csv / "
        "books/stations.xlsx / books/stations.yaml / books/stations/ beside campaign.yaml, if need "
        "be an empty file, or take the book out"
    )


def test_a_file_that_is_gone_empties_no_page(tmp_path: Path) -> None:
    site = site_with(tmp_path, STATIONS)
    table(site, "stations", ROWS)
    site.build()
    (site.folder / "content/spring/books/stations.csv").unlink()
    with pytest.raises(ProblemError, match="has no file with its rows"):
        site.build()
    assert "梅庵" in said(site, "stations/index.html")


def test_no_unit_may_have_returned_a_form_yet(tmp_path: Path) -> None:
    form = {"slug": "statistics", "name": "统计表", "kind": "form"}
    settings = {key: value for key, value in SETTINGS.items() if key != "due"}
    site = site_with(tmp_path, form | {"settings": settings})
    site.build()
    assert "Returns 0" in said(site, "statistics/index.html")


def test_migrate_makes_the_file_of_what_campaign_yaml_says(tmp_path: Path) -> None:
    book = {"slug": "units", "name": "单位表", "kind": "units"}
    site = site_with(tmp_path, book, units=["文化馆"])
    [problem] = site.problems()
    assert problem.endswith("run zhuanlan migrate, which moves them there")


@pytest.mark.parametrize("name", ["station.csv", "stations.txt"])
def test_a_file_that_is_not_read_is_named_once(tmp_path: Path, name: str) -> None:
    site = site_with(tmp_path, STATIONS)
    site.write(f"content/spring/books/{name}", ROWS)
    [problem] = site.problems()
    assert f"books/{name}" in problem
