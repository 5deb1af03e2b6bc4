"""What reports say of ranges at the edges of time, and of stories that belong to no row."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import SITES, SiteFolder
from tests.features.reports.made import Made, made

CAMPAIGN = """title: 春风行动
scope: 黑龙江省
channels: [哈尔滨市, 佳木斯市]
units: [甲馆, 乙馆]
outside_phases: none
columns:
  - {slug: news, name: 动态, kind: news}
phases:
  - {slug: first, name: 第一阶段}
  - {slug: second, name: 第二阶段}
"""


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    root = tmp_path_factory.mktemp("ranges")
    shutil.copytree(SITES / "minimal", root, dirs_exist_ok=True)
    for story in (root / "content/spring").rglob("*.md"):
        story.unlink()
    site = SiteFolder(root)
    site.write("content/spring/campaign.yaml", CAMPAIGN)
    site.write("content/below/campaign.yaml", "title: 县里的行动\nparent: spring\n")
    site.write("content/english/campaign.yaml", "title: Spring\nlanguage: en\nscope: 黑龙江省\n")
    site.write("content/taiwan/campaign.yaml", "title: 春風\nlanguage: zh-Hant\nscope: 桦南县\n")
    late, early = "2013-05-31 23:59:59", "2013-06-01 00:00"
    site.post("news/late.md", date=late, phase="first", unit="甲馆", region="哈尔滨市")
    site.post("news/early.md", date=early, unit="甲馆")
    site.post("news/county.md", date=early, region="桦南县")
    return site


@pytest.fixture(scope="module")
def whole(spring: SiteFolder) -> Made:
    return made(spring.root, "spring")


def test_rows_below_the_scope_add_up_to_the_total(spring: SiteFolder, whole: Made) -> None:
    report = whole
    label = "黑龙江省本级或未注明地区"
    for slug in ("regions", "columns"):
        rows = report.table(slug)
        table = next(one for one in report.report["tables"] if one["slug"] == slug)
        below = [row for row in table["rows"] if row[0]["depth"] == 1]
        sums = [sum(row[at]["value"] for row in below) for at in range(1, len(below[0]))]
        assert sums == rows[""][1:]
        assert rows[label][-1] == 1
    assert report.places(f"regions/{label}/合计")[0].endswith("/news/early.md")
    assert label not in made(spring.root, "spring", "--month=2013-05").table("regions")


def test_days_at_the_edge_of_a_month(spring: SiteFolder) -> None:
    numbers = [
        made(spring.root, "spring", f"--month={month}").table("regions")[""][-1]
        for month in ("2013-05", "2013-06")
    ]
    assert numbers == [1, 2]


@pytest.mark.parametrize(
    "words",
    [
        ["--month=0001-01"],
        ["--from=0001-01-01", "--to=0001-02-01"],
        ["--from=0900-01-01"],
        ["--as-of=0001-01-01"],
        ["--month=9999-12"],
        ["--from=2999-01-01"],
    ],
)
def test_ranges_at_the_ends_of_time(spring: SiteFolder, words: list[str]) -> None:
    report = made(spring.root, "spring", *words, "--tables=regions,units,silent")
    heads = next(one["columns"] for one in report.report["tables"] if one["slug"] == "units")
    assert ("增减" in [one["title"] for one in heads]) == (words == ["--month=9999-12"])
    assert report.table("regions")[""][-1] == (3 if words == ["--from=0900-01-01"] else 0)


@pytest.mark.parametrize("words", [["--month=9999-12"], ["--from=2999-01-01"]])
def test_a_time_that_is_not_over_is_preliminary(spring: SiteFolder, words: list[str]) -> None:
    assert "阶段性结果" in " ".join(made(spring.root, "spring", *words).report["notes"])


def test_campaigns_below_are_named_as_not_counted(whole: Made) -> None:
    assert "下级专题的稿件未计入：县里的行动。" in whole.report["notes"]


def test_stories_in_no_phase(whole: Made) -> None:
    assert whole.table("regions")[""] == ["合计", 1, 0, 2, 3]


@pytest.mark.parametrize(
    ("campaign", "first"), [("english", "黑龙江省"), ("taiwan", "桦南县"), ("below", "全国")]
)
def test_a_campaign_without_any_story(spring: SiteFolder, campaign: str, first: str) -> None:
    report = made(spring.root, campaign)
    assert not report.has("columns")  # it has none
    rows = report.table("regions")
    assert [row[-1] for row in rows.values()] == [0] * len(rows)
    assert report.report["tables"][0]["rows"][0][0]["value"] == first
