"""Service logs: sums for readers; certificates and tables with names for the office only."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.features.books.test_awards import everything
from zhuanlan.cli import main
from zhuanlan.testing import SmallSite

ROWS = """\
志愿者编号,姓名,服务日期,组织单位,服务地点,服务内容,服务人数,服务时间,受益人数,服务质量,负责人
示例001,王示例甲,2013-03-05,市图书馆,一楼,整理书架,1,2.5,30,好,赵示例丁
示例001,王示例甲,2013-04-06,市图书馆,一楼,导览,1,3,,好,赵示例丁
示例002,王示例甲,2013-04-06,市博物馆,展厅,=导览,1,4,12,,
示例003,李示例乙,2013-04-07,市博物馆,展厅,导览,2,,,,
"""
NAMES = ("王示例甲", "李示例乙", "赵示例丁", "示例001", "示例003")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


HOSTS = {"hosts": ["示例市文明办"]}


def made(folder: Path, organisers: dict[str, Any] = HOSTS, **keys: Any) -> SmallSite:
    book = {"slug": "services", "name": "志愿服务记录", "kind": "service_log", **keys}
    site = SmallSite(folder, campaign={"books": [book], "organisers": organisers})
    site.write("content/spring/books/services.csv", ROWS)
    site.post("news/a.md")
    return site


def test_readers_see_sums_and_no_names(site: SmallSite) -> None:
    site.build()
    page = site.page("spring/books/services/index.html")
    months = page[page.index("按月</h2>") :]
    assert months.index("2013-03") < months.index(">2.5 ") < months.index("2013-04")
    assert months.index("2013-04") < months.index(">7 ")
    assert ">9.5 <small>小时" in page
    for path, data in everything(site).items():
        for name in NAMES:
            assert name.encode() not in data, path


def test_an_identity_number_is_refused(site: SmallSite) -> None:
    text = ROWS.replace("示例003", "11010519491231002X")
    site.write("content/spring/books/services.csv", text)
    [problem] = site.problems()
    assert "services.csv A5: the cell holds an identity number: 11***" in problem


def test_a_day_has_24_hours(site: SmallSite) -> None:
    site.write("content/spring/books/services.csv", ROWS.replace(",1,2.5,", ",1,24.5,"))
    [problem] = site.problems()
    assert problem.endswith(
        "A2: 24.5 hours are more than there are in a day: 24; "
        "write one row for each day, and the number of people"
    )
    site.write("content/spring/books/services.csv", ROWS.replace(",1,2.5,", ",2,24.5,"))
    assert site.problems() == []


def test_a_certificate_says_what_somebody_did(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [
        "service-log",
        "certificate",
        "services",
        "--person",
        "王示例甲",
        "--number",
        "示例001",
    ]
    assert main([*command, "-o", "paper/wang.html", "--date", "2013-06-01"]) == 0
    told = capsys.readouterr()
    assert told.out == "paper/wang.html\n"
    assert "must not be published" in told.err
    page = (site.folder / "paper/wang.html").read_text("utf-8")
    assert "2 services, 5.5 小时 in all" in page
    assert '<th scope="col">服务时间（小时）</th>' in page
    assert page.index("整理书架") < page.index("导览")
    assert "市博物馆" not in page
    assert "Issued by: 示例市文明办 (seal)" in page
    assert "Issued on: 2013-06-01" in page


@pytest.mark.parametrize(
    ("organisers", "settings", "number", "issuer"),
    [
        ({"hosts": ["甲办"]}, {"issuer": "乙协会"}, "示例001", "乙协会"),
        ({}, None, "示例001", "市图书馆"),
    ],
)
def test_a_certificate_names_its_issuer(
    site: SmallSite, organisers: Any, settings: Any, number: str, issuer: str
) -> None:
    made(site.folder, organisers, settings=settings)
    command = ["service-log", "certificate", "services", "--person", "王示例甲"]
    assert main([*command, "--number", number, "-o", "a.html"]) == 0
    assert f"Issued by: {issuer} (seal)" in (site.folder / "a.html").read_text("utf-8")


def test_a_certificate_that_nobody_issues_is_not_made(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    made(site.folder, {})
    site.write(
        "content/spring/books/services.csv",
        ROWS.replace("一楼,导览", "一楼,讲解").replace(
            "2013-04-06,市图书馆", "2013-04-06,市美术馆"
        ),
    )
    command = ["service-log", "certificate", "services", "--person", "王示例甲"]
    assert main([*command, "--number", "示例001", "-o", "a.html"]) == 1
    assert "nobody is named who issues the certificate; write issuer" in capsys.readouterr().err
    assert not (site.folder / "a.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["services", "--person", "王示例甲", "-o", "a.html"],
            "spring/services: several people are called “王示例甲”: 示例001, 示例002; "
            "name one with --number",
        ),
        (
            ["services", "--person", "王示例丙", "-o", "a.html"],
            "spring/services: no service of “王示例丙” is recorded",
        ),
        (
            ["service", "--person", "王示例甲", "-o", "a.html"],
            "content: no campaign has a service log “service”; did you mean “services”? "
            "Allowed: spring/services",
        ),
        (
            ["services", "--person", "王示例甲", "-o", "a.pdf"],
            "a.pdf: the file has to end in .html",
        ),
        (
            ["services", "--person", "王示例甲", "-o", "content/spring/a.html"],
            "content/spring/a.html: a file with names must not lie below content: "
            "it could be published",
        ),
        (
            ["services", "--person", "王示例甲", "-o", "output/a.html"],
            "output/a.html: a file with names must not lie below output: it could be published",
        ),
    ],
)
def test_what_keeps_a_certificate_from_being_made(
    site: SmallSite, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["service-log", "certificate", *arguments]) == 1
    assert message.casefold() in capsys.readouterr().err.casefold()
    assert not (site.folder / arguments[-1]).exists()


EXPORT = [
    {"head": "志愿者姓名", "column": "person"},
    {"head": "服务类型", "text": "文化服务"},
    {"head": "服务时长", "column": "hours"},
    {"head": "内容", "column": "content"},
]


def test_a_table_has_the_columns_of_the_platform(
    tmp_path: Path, site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    made(tmp_path, settings={"export": EXPORT})
    assert main(["service-log", "export", "spring/services", "-o", "a.csv"]) == 0
    assert main(["service-log", "export", "services", "-o", "a.xlsx"]) == 0
    assert capsys.readouterr().err.count("must not be published") == 2
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    table = [*csv.reader(io.StringIO(text))]
    assert table[0] == ["志愿者姓名", "服务类型", "服务时长", "内容"]
    assert table[1] == ["王示例甲", "文化服务", "2.5", "整理书架"]
    assert table[3] == ["王示例甲", "文化服务", "4", "'=导览"]
    assert table[4] == ["李示例乙", "文化服务", "", "导览"]
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert cells["D4"].value == "=导览"
    assert cells["D4"].data_type == "s"


def test_without_a_platform_all_columns_are_written(
    site: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["service-log", "export", "services", "-o", "a.csv"]) == 0
    head = (site.folder / "a.csv").read_text("utf-8-sig").splitlines()[0]
    assert head.startswith("志愿者编号,姓名,服务日期,组织单位,主办单位,")
    assert head.endswith(",负责人")


@pytest.mark.parametrize(
    ("export", "message"),
    [
        (
            [{"head": "姓名", "column": "name"}],
            "the book has no column “name”; did you mean “number”? allowed: number, person, date, "
            "unit, organiser, region, place, activity, content, "
            "people, hours, beneficiaries, quality, responsible",
        ),
        ([{"head": "姓名"}], "“姓名” needs a column or a text, and not both"),
        (
            [{"head": "姓名", "column": "person", "text": "甲"}],
            "“姓名” needs a column or a text, and not both",
        ),
    ],
)
def test_columns_of_a_platform_are_checked(
    tmp_path: Path, export: list[dict[str, str]], message: str
) -> None:
    site = made(tmp_path, settings={"export": export})
    [problem] = site.problems()
    assert problem.endswith(message)
    assert "campaign.yaml:" in problem
