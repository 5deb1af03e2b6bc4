"""Spreadsheets that fit a form of the campaign are filed as its returns."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.features.books.form import SETTINGS, annex
from tests.features.intake.conftest import Office
from zhuanlan.scaffold import dumped

BOOK = {"slug": "statistics", "name": "统计表", "kind": "form", "settings": SETTINGS}
LEAVES_BLANK = annex("“面对面、心贴心”活动,召开座谈会（人/次）,12/3", ",走访职工群众（人）,")


@pytest.fixture
def union(office: Office) -> Office:
    """An office whose campaign has a form."""
    settings = {
        "title": "职工学雷锋",
        "scope": "四川省",
        "units": [{"name": "市中区总工会", "region": "乐山市/市中区"}],
        "columns": [{"slug": "news", "name": "动态", "kind": "news"}],
        "books": [BOOK],
    }
    office.write("content/spring/campaign.yaml", dumped(settings))
    return office


def test_a_return_is_filed_as_it_is(union: Office) -> None:
    union.write("inbox/市中区.csv", LEAVES_BLANK)
    shown = union.take("inbox/市中区.csv")
    assert (shown.returncode, shown.stdout) == (
        0,
        "content/spring/books/statistics/shi-zhong-qu.csv\n",
    ), shown.stderr
    filed = union.root / "content/spring/books/statistics/shi-zhong-qu.csv"
    assert filed.read_text("utf-8") == LEAVES_BLANK
    assert "it is filed as a return of “统计表”" in shown.stderr
    assert "imported before" in union.take("inbox/市中区.csv").stderr
    union.write("other/市中区.csv", LEAVES_BLANK.replace("12/3", "13/3"))
    assert union.take("other/市中区.csv").stdout.endswith("shi-zhong-qu-2.csv\n")
    assert filed.read_text("utf-8") == LEAVES_BLANK


def test_what_is_almost_a_return_says_why_it_is_none(union: Office) -> None:
    union.write("inbox/a.csv", annex("“面对面、心贴心”活动,开了会,12/3"))
    shown = union.take("inbox/a.csv")
    assert shown.stdout.startswith("content/spring/news/")
    assert "it is no return of “统计表”: " in shown.stderr


def test_another_table_is_a_story(union: Office) -> None:
    union.write("inbox/a.csv", "志愿者名单,\n姓名,服务时长\n张三,3\n")
    shown = union.take("inbox/a.csv")
    assert shown.stdout.startswith("content/spring/news/zhi-yuan-zhe-ming-dan")
    assert "no return" not in shown.stderr


@pytest.mark.tools
def test_an_old_workbook_becomes_a_table(office: Office) -> None:
    soffice = shutil.which("soffice")
    assert soffice
    office.write("made/名单.csv", "姓名,时长\n张三,3\n李四,\n")
    made = office.root / "made"
    profile = f"-env:UserInstallation=file://{made}/profile"
    args = [soffice, profile, "--headless", "--infilter=CSV:44,34,76", "--convert-to", "xls"]
    subprocess.run([*args, "--outdir", made, made / "名单.csv"], check=True, capture_output=True)
    office.write("inbox/名单.xls", (made / "名单.xls").read_bytes())
    draft = office.draft(office.take("inbox/名单.xls", "--column", "news"))
    assert draft.endswith("| 姓名 | 时长 |\n| --- | --- |\n| 张三 | 3 |\n| 李四 |  |\n")
