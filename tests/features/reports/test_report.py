"""The command `report`: what it counts, what it says, what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import SITES, SiteFolder
from tests.features.reports.made import Made, command, made
from zhuanlan.cli import main

CAMPAIGN = """title: 春风行动
scope: 黑龙江省
channels: [哈尔滨市, 佳木斯市, 抚远市, 鸡西市, 黑河市]
units:
  - {name: 哈尔滨市文明办, aliases: [哈市文明办], region: 哈尔滨市}
  - {name: 抚远市文明办, region: 抚远市}
  - {name: 黑河市文明办, region: 黑河市}
columns:
  - {slug: news, name: 动态, kind: news}
  - {slug: exemplars, name: 身边人, kind: exemplars}
phases:
  - {slug: start, name: 启动, start: 2013-03-01, end: 2013-03-31}
  - {slug: advance, name: 推进, start: 2013-04-01, end: 2013-10-31}
reports:
  - {slug: march, name: 三月份情况, month: 2013-03, formats: json, recipients: 省文明办：月底前}
  - {slug: advance, name: 推进阶段小结, phase: 推进, formats: csv, tables: [regions, silent]}
"""


def write(site: SiteFolder) -> None:
    site.write("content/spring/campaign.yaml", CAMPAIGN)
    (site.root / "content/spring/exemplars/zhang.md").unlink()
    for name in ("first", "second"):
        site.post(f"news/{name}.md", region="哈尔滨市", unit="哈尔滨市文明办", date="2013-03-06")
    site.post("news/alias.md", region="哈尔滨", unit="哈市文明办", date="2013-04-05")
    site.post("news/fuyuan.md", region="抚远县", unit="抚远市文明办", date="2013-03-31 23:50")
    site.post("news/county.md", region="桦南县", date="2013-04-01", title="没有署名")
    site.post("news/draft.md", region="鸡西市", status="draft")
    site.post("news/later.md", region="鸡西市", date="2013-03-20", publish_at="2099-01-01")
    site.post("news/gone.md", region="鸡西市", date="2013-03-09", expires_at="2013-03-20")


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site that no test of this module changes, but for its reports."""
    root = tmp_path_factory.mktemp("spring")
    shutil.copytree(SITES / "minimal", root, dirs_exist_ok=True)
    site = SiteFolder(root)
    write(site)
    return site


@pytest.fixture(scope="module")
def whole(spring: SiteFolder) -> Made:
    return made(spring.root)


def test_regions_have_zero_rows_and_names_of_their_time(whole: Made) -> None:
    assert whole.table("regions") == {
        "黑龙江省": ["黑龙江省", 3, 2, 5],
        "哈尔滨市": ["哈尔滨市", 2, 1, 3],
        "佳木斯市": ["佳木斯市", 1, 1, 2],
        "桦南县": ["桦南县", 0, 1, 1],
        "抚远市（抚远县）": ["抚远市（抚远县）", 1, 0, 1],
        "鸡西市": ["鸡西市", 0, 0, 0],
        "黑河市": ["黑河市", 0, 0, 0],
        "": ["合计", 3, 2, 5],
    }


def test_units_are_ranked_with_ties_and_their_other_names(whole: Made) -> None:
    units = whole.table("units")
    assert units["哈尔滨市文明办（哈市文明办）"] == [1, "哈尔滨市文明办（哈市文明办）", 3, 0.6]
    assert units["抚远市文明办"] == [2, "抚远市文明办", 1, 0.2]
    assert units["黑河市文明办"] == [3, "黑河市文明办", 0, 0.0]
    assert units["未署单位"] == [None, "未署单位", 1, 0.2]
    assert units[""] == [None, "合计", 5, 1.0]


def test_a_month_is_compared_with_the_one_before(spring: SiteFolder) -> None:
    april = made(spring.root, "--month=2013-04").table("units")
    assert april["哈尔滨市文明办（哈市文明办）"][2:] == [1, 0.5, -1]
    assert april["抚远市文明办"][2:] == [0, 0.0, -1]
    assert april["未署单位"][2:] == [1, 0.5, 1]


def test_the_silent_are_named_with_their_last_story(spring: SiteFolder) -> None:
    april = made(spring.root, "--month=2013-04")
    silent = april.table("silent")
    [told] = [one for one in april.report["tables"] if one["slug"] == "silent"]
    assert "都算到时段末" in told["note"]
    assert "距期末天数" in [one["title"] for one in told["columns"]]
    assert silent["地区/抚远市（抚远县）"] == ["地区", "抚远市（抚远县）", "2013-03-31", 30, None]
    assert silent["地区/鸡西市"] == ["地区", "鸡西市", None, None, "从未来稿"]
    assert silent["报送单位/黑河市文明办"] == ["报送单位", "黑河市文明办", None, None, "从未来稿"]
    assert "地区/哈尔滨市" not in silent
    assert "地区/佳木斯市" not in silent


def test_what_is_not_published_is_counted_in_a_note(whole: Made) -> None:
    notes = " ".join(whole.report["notes"])
    assert "未计入：草稿1篇；尚未到发布时间1篇；已过期1篇。" in notes


def test_as_of_an_earlier_day(spring: SiteFolder) -> None:
    then = made(spring.root, "--as-of=2013-03-10")
    assert then.table("regions")[""] == ["合计", 3, 0, 3]  # the one that expired later
    assert then.table("regions")["鸡西市"][-1] == 1
    assert then.file.name.endswith("-as-of-2013-03-10.json")  # today's stays
    assert "截至2013年3月10日" in then.report["title"]


def test_each_figure_names_what_it_counts(whole: Made) -> None:
    content = whole.file.parent.parent / "content"
    assert whole.places("regions/抚远市（抚远县）/启动") == [f"{content}/spring/news/fuyuan.md"]
    assert whole.places("regions/鸡西市/启动") == []
    assert len(whole.places("units/哈尔滨市文明办（哈市文明办）/名次")) == 3
    sources = whole.report["sources"]
    assert len(sources) == len({one["place"] for one in sources}) == 5


def test_explain(spring: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    words = command(spring.root, "--explain=regions/佳木斯市/推进")
    assert main(words) == 0
    out = capsys.readouterr().out.splitlines()
    place = f"{spring.root}/content/spring/news/county.md"
    assert out == ["spring: regions/佳木斯市/推进 = 1", f"{place}: 没有署名"]
    assert main(command(spring.root, "--explain=units/抚远市文明办")) == 1
    near = capsys.readouterr().err
    assert "units/抚远市文明办/名次" in near
    assert "units/名次" not in near  # the blank below the ranks
    assert main(command(spring.root, "--explain=regions/佳木斯/推进")) == 1
    assert "regions/佳木斯市/推进" in capsys.readouterr().err


def test_declared_reports_are_made_at_once(
    spring: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command(spring.root, "--all", f"--output={tmp_path}")) == 0
    files = sorted(one.name for one in tmp_path.iterdir())
    assert files == ["spring-advance.csv.zip", "spring-march.json"]
    assert "spring-march 报给：省文明办：月底前" in capsys.readouterr().err
    with ZipFile(tmp_path / "spring-advance.csv.zip") as archive:
        assert archive.namelist() == ["regions.csv", "silent.csv", "sources.csv"]
        text = archive.read("regions.csv").decode("utf-8-sig")
    assert text.splitlines()[:2] == ["地区,合计（篇）", "黑龙江省,2"]
    assert Made(tmp_path / "spring-march.json").report["title"] == "三月份情况"


def test_equal_sites_give_equal_files(spring: SiteFolder, tmp_path: Path) -> None:
    asked = ["--month=2013-03", "--as-of=2013-05-01", "--format=json,csv"]
    for folder in ("one", "other"):
        assert main(command(spring.root, *asked, f"--output={tmp_path / folder}", "-q")) == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()


def test_a_site_with_a_mistake_writes_nothing(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("news/wrong.md", region="哈尔宾市")
    assert main(command(site.root, "--format=json", f"--output={site.root / 'reports'}")) == 1
    assert "哈尔宾市" in capsys.readouterr().err
    assert not (site.root / "reports").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--phase=advanc"], "没有阶段“advanc”；是否指“advance”？"),
        (["--tables=region"], "没有汇报表“region”；是否指“regions”？"),
        (["--report=mars"], "没有写汇报“mars”"),
        (["spring2"], "没有专题“spring2”；是否指“spring”？"),
        (["--output=content/spring"], "汇报不能放在"),
    ],
)
def test_what_is_refused(
    spring: SiteFolder,
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(spring.root)
    assert main(command(spring.root, *words)) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--month=2013-03", "--phase=start"],
        ["--all", "--report=march"],
        ["--report=march", "--month=2013-03"],
        ["--from=2013-04-01", "--to=2013-03-01"],
        ["--month=2013-13"],
        ["--format=excell"],
        ["--as-of=2999-01-01"],
    ],
)
def test_arguments_that_contradict(spring: SiteFolder, words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(command(spring.root, *words))
    assert caught.value.code == 2


def test_several_campaigns_are_listed(site: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("content/autumn/campaign.yaml", "title: 秋实行动\n")
    assert main(command(site.root)) == 1
    assert "autumn (秋实行动), spring (春风行动)" in capsys.readouterr().err


def test_a_letterhead_that_is_missing(site: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    report = "{slug: a, name: 月报, letterhead: templates/head.docx, formats: json}"
    site.write("content/spring/campaign.yaml", f"{CAMPAIGN}  - {report}\n")
    assert main(command(site.root, "--report=a")) == 1
    assert "信头文件“templates/head.docx”不存在" in capsys.readouterr().err
