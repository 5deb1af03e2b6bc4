"""`next --reports` names when the time of a report is over, for a timer."""

from __future__ import annotations

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import main

REPORTS = """reports:
  - {slug: start, name: 启动阶段小结, phase: start}
  - {slug: spring, name: 春季情况, start: 2013-03-01, end: 2013-05-15 18:00}
"""


def next_of(site: SiteFolder, date: str) -> list[str]:
    return [
        *("next", "--reports", f"--content={site.root / 'content'}", f"--date={date}"),
        f"--config={site.root / 'config.yaml'}",
    ]


def test_the_time_of_a_report_is_over(site: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    file = site.root / "content/spring/campaign.yaml"
    file.write_text(file.read_text("utf-8") + REPORTS, "utf-8")
    for date, moment in (
        ("2013-03-05", "2013-04-01T00:00:00+08:00"),
        ("2013-04-01", "2013-05-15T18:00:01+08:00"),
    ):
        assert main(next_of(site, date)) == 0
        assert capsys.readouterr().out == f"{moment}\n"
    monthly = "  - {slug: monthly, name: 月报, month: last}\n"
    file.write_text(file.read_text("utf-8") + monthly, "utf-8")
    assert main(next_of(site, "2013-06-10")) == 0
    assert capsys.readouterr().out == "2013-07-01T00:00:00+08:00\n"


def test_no_report_is_to_come(site: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(next_of(site, "2013-03-05")) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "没有待出的汇报" in shown.err
