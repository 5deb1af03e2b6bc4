"""Tables of reports that need more than stories: books, deadlines, signatures, views."""

from __future__ import annotations

import gzip
import shutil

import pytest

from tests.conftest import SITES, SiteFolder
from tests.features.reports.made import command, made
from zhuanlan.cli import main

CAMPAIGN = """title: 春风行动
scope: 黑龙江省
channels: [哈尔滨市, 鸡西市]
units: [哈尔滨市文明办]
columns:
  - {slug: news, name: 动态, kind: news}
  - {slug: exemplars, name: 身边人, kind: exemplars}
phases:
  - {slug: start, name: 启动, start: 2013-03-01, end: 2013-03-31}
  - {slug: advance, name: 推进, when: 四月起}
books:
  - {slug: tasks, name: 报送事项, kind: tasks}
  - slug: secret
    name: 经费
    public: false
    columns:
      - {slug: region, name: 地区, type: region}
      - {slug: money, name: 金额, type: number, counts: 元, decimals: 2}
  - slug: help
    name: 帮扶
    columns:
      - {slug: region, name: 地区, type: region}
      - {slug: people, name: 人数, type: number, counts: 人}
      - {slug: age, name: 年龄, type: number, counts: 岁}
"""
TASKS = """事项,报送单位,报送地区,报送至,截止时间,收到时间
名单,哈尔滨市文明办,,省文明办,2013-03-04 17:00,2013-03-04 16:00
名单,,鸡西,省文明办,2013-03-04 17:00,2013-03-05 09:00
小结,哈尔滨市文明办,,省文明办,2013-04-30,
"""


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    root = tmp_path_factory.mktemp("tables")
    shutil.copytree(SITES / "minimal", root, dirs_exist_ok=True)
    site = SiteFolder(root)
    (root / "content/spring/exemplars/zhang.md").unlink()
    site.write("content/spring/campaign.yaml", CAMPAIGN)
    site.write("content/spring/books/tasks.csv", TASKS)
    site.write("content/spring/books/secret.csv", "地区,金额\n哈尔滨市,12.50\n鸡西市,7.5\n")
    site.write("content/spring/books/help.csv", "地区,人数,年龄\n哈尔滨市,0,9\n鸡西市,,8\n")
    site.post("news/first.md", region="哈尔滨市", date="2013-03-06", title="第一篇")
    site.post("news/second.md", region="鸡西市", date="2013-03-07", title="=1+1")
    site.post("news/draft.md", region="鸡西市", status="draft")
    text = (root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f'{text}signoff: {{columns: {{"*": [editor, approver]}}}}\n')
    return site


def test_office_only_figures_are_there_where_asked_for(
    spring: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    public = made(spring.root)
    assert not public.has("books-secret")
    assert not public.has("signing")
    assert not public.report["internal"]
    assert "12.5" not in public.file.read_text("utf-8")
    office = made(spring.root, "--internal")
    assert office.table("books-secret")["金额/元"] == ["金额", "元", 20, 2]
    assert office.table("books-secret-regions")["哈尔滨市"] == ["哈尔滨市", 1, 12.5]
    assert office.report["internal"]
    marked = [one["slug"] for one in office.report["tables"] if one["internal"]]
    assert marked == ["signing", "books-secret", "books-secret-regions"]
    assert "不得发布" in capsys.readouterr().err


def test_a_blank_is_no_zero(spring: SiteFolder) -> None:
    report = made(spring.root)
    assert report.table("books-help")["人数/人"] == ["人数", "人", 0, 1]
    regions = report.table("books-help-regions")
    assert "年龄/岁" not in report.table("books-help")  # nobody adds ages up
    assert (regions["哈尔滨市"], regions["鸡西市"]) == (["哈尔滨市", 1, 0], ["鸡西市", 1, None])


def test_signatures(spring: SiteFolder) -> None:
    signing = made(spring.root, "--internal").table("signing")
    assert signing[""] == ["合计", 3, 0, 0, 3, 3]  # drafts wait, too


def test_deadlines_as_of_a_moment(spring: SiteFolder) -> None:
    def states(*words: str) -> dict[str, list[object]]:
        report = made(spring.root, *words)
        return {name: row[2:6] for name, row in report.table("deadlines").items()}

    assert states() == {"名单": [1, 1, 0, 0], "小结": [0, 0, 1, 0], "": [1, 1, 1, 0]}
    then = states("--as-of=2013-03-04 20:00")
    assert then == {"名单": [1, 0, 1, 0], "小结": [0, 0, 0, 1], "": [1, 0, 1, 1]}
    assert states("--month=2013-03") == {"名单": [1, 1, 0, 0], "": [1, 1, 0, 0]}
    debtors = made(spring.root).table("deadlines-debtors")
    assert debtors["鸡西市"][1:5] == [0, 1, 0, 0]  # by its own name


def test_a_phase_without_dates_says_so(spring: SiteFolder) -> None:
    notes = made(spring.root, "--phase=推进").report["notes"]
    assert any("没有写明起止日期" in note for note in notes)


LOG = """\
192.0.2.1 - - [07/Mar/2013:09:00:00 +0800] "GET /spring/news/first.html HTTP/1" 200 9 "-" "Fx"
192.0.2.1 - - [07/Mar/2013:09:01:00 +0800] "GET /spring/news/first.html?a HTTP/1" 304 0 "-" "Fx"
192.0.2.2 - - [07/Mar/2013:09:02:00 +0800] "GET /spring/news/second.html HTTP/1" 200 9 "-" "\\"x"
192.0.2.2 - - [06/Mar/2013:16:00:00 +0000] "GET /spring/news/second.html HTTP/1" 200 9 "-" "O"
192.0.2.3 - - [07/Mar/2013:09:03:00 +0800] "GET /spring/news/first.html HTTP/1" 200 9 "-" "Aspider"
192.0.2.3 - - [07/Mar/2013:09:03:00 +0800] "GET /spring/news/first.html HTTP/1" 200 9 "-" "-"
192.0.2.3 - - [07/Mar/2013:09:04:00 +0800] "GET /spring/news/first.html HTTP/1" 404 9 "-" "Fx"
192.0.2.3 - - [07/Mar/2013:09:05:00 +0800] "POST /spring/news/first.html HTTP/1" 200 9 "-" "Fx"
192.0.2.3 - - [07/Apr/2013:09:05:00 +0800] "GET /spring/news/first.html HTTP/1" 200 9 "-" "Fx"
192.0.2.3 - - [31/Feb/2013:09:05:00 +0800] "GET /spring/news/first.html HTTP/1" 200 9 "-" "Fx"
broken
"""


@pytest.mark.parametrize("packed", [False, True])
def test_views_are_counted_from_the_log(spring: SiteFolder, *, packed: bool) -> None:
    log = spring.root / ("access.log.gz" if packed else "access.log")
    log.write_bytes(gzip.compress(LOG.encode()) if packed else LOG.encode())
    assert not made(spring.root).has("views")
    report = made(spring.root, f"--log={log}", "--month=2013-03")
    views = report.table("views")
    assert views == {"第一篇": ["第一篇", 2], "=1+1": ["=1+1", 2], "": ["合计", 4]}
    assert report.table("views-regions")["鸡西市"] == ["鸡西市", 2]
    note = next(one["note"] for one in report.report["tables"] if one["slug"] == "views")
    assert "程序访问2次" in note
    assert "日志2行" in note
    assert log.as_posix() in report.places("views/第一篇/访问量")
    assert "192.0.2" not in report.file.read_text("utf-8")


def test_a_log_that_is_missing(spring: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(spring.root, "--log=none.log", "--format=json")) == 1
    assert "none.log: 日志无法读取：没有这个文件" in capsys.readouterr().err


def test_no_formula_in_csv(spring: SiteFolder) -> None:
    from zipfile import ZipFile

    folder = spring.root / "as-csv"
    assert main(command(spring.root, "--format=csv", f"--output={folder}", "-q")) == 0
    with ZipFile(folder / "spring.csv.zip") as archive:
        assert "'=1+1" in archive.read("sources.csv").decode("utf-8-sig")


def test_figures_of_one_name_are_told_apart(spring: SiteFolder) -> None:
    for name in ("one", "other"):
        corrections = "[{date: 2013-03-08, wrong: 三百人, right: 二百人}]"
        spring.post(f"news/{name}.md", title="同名", corrections=corrections, date="2013-03-07")
    report = made(spring.root, "--tables=corrections")
    places = [report.places(f"corrections/同名/更正日期{end}") for end in ("", "#2")]
    assert [one[0].rpartition("/")[2] for one in places] == ["one.md", "other.md"]
    for name in ("one", "other"):
        (spring.root / f"content/spring/news/{name}.md").unlink()
