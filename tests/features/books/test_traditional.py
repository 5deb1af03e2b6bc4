"""Books of a campaign in traditional characters: its kinds' words are shown so, read either way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.books.places import said, site_with, table, without_rows
from zhuanlan.testing import SmallSite

TEAMS = {"slug": "teams", "name": "服務隊", "kind": "teams"}
EVENTS = {"slug": "events", "name": "活動", "kind": "events"}
STATIONS = {"slug": "stations", "name": "示範點", "kind": "stations"}
LOG = {"slug": "log", "name": "服務記錄", "kind": "service_log"}


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = site_with(tmp_path, TEAMS, EVENTS, STATIONS, LOG, language="zh-Hant")
    without_rows(made, "teams", "events", "stations", "log")
    return made


@pytest.mark.parametrize("head", ["名稱,隊員人數（人）", "名称,队员人数（人）", "name,members"])
def test_a_head_is_read_in_either_characters(site: SmallSite, head: str) -> None:
    table(site, "teams", f"{head}\n巾幗隊,40\n")
    site.build()
    page = said(site, "teams/index.html")
    assert "名稱" in page
    assert "隊員人數（人）" in page
    assert "队员人数" not in page
    data = (site.folder / "output/spring/books/teams/teams.csv").read_text("utf-8-sig")
    assert data.startswith("名稱,")


def test_yaml_is_read_in_either_characters(site: SmallSite) -> None:
    (site.folder / "content/spring/books/teams.csv").unlink()
    site.write("content/spring/books/teams.yaml", "- {名称: 巾幗隊, 隊員人數: 40}\n")
    site.build()
    assert "隊員人數 40" in said(site, "teams/index.html")


@pytest.mark.parametrize("words", ["建設中,無,3小時", "建设中,无,3小时"])
def test_choices_and_units_of_count_are_read_in_either(site: SmallSite, words: str) -> None:
    state, there, hours = words.split(",")
    table(site, "stations", f"名稱,責任單位,狀態,服務手冊\n梅庵,甲,{state},{there}\n")
    table(site, "log", f"服務日期,組織單位,服務內容,服務時間\n2013-03-05,甲,清掃,{hours}\n")
    site.build()
    page = said(site, "stations/mei-an/index.html")
    assert "建設中" in page
    assert "服務手冊 無" in page
    assert "3 小時" in said(site, "log/index.html")


def test_a_site_in_traditional_characters(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"language": "zh-Hant"}, {"books": [TEAMS]})
    site.post("news/first.md", region="北京市")
    table(site, "teams", "名称\n巾幗隊\n")
    site.build()
    assert "名稱" in said(site, "teams/index.html")


def test_a_campaign_in_simplified_characters_refuses_traditional_heads(tmp_path: Path) -> None:
    site = site_with(tmp_path, TEAMS, language="zh-Hans")
    table(site, "teams", "名称,隊員人數\n巾帼队,40\n")
    assert site.problems() == [
        "content/spring/books/teams.csv B1: the book has no column “隊員人數”; allowed: "
        "名称, 所属单位, 地区, 成立日期, 队员人数, 负责人, 所属活动, 简介, 相关报道, 备注"
    ]


@pytest.mark.parametrize("of_site", [True, False])
def test_press_is_counted_in_traditional_characters(tmp_path: Path, of_site: bool) -> None:
    press = {"slug": "press", "name": "信息報送", "kind": "press"}
    language = {"language": "zh-Hant"}
    site = SmallSite(tmp_path, language if of_site else {}, {"books": [press], **language})
    site.post("news/first.md")
    head = "日期,媒體,級別,標題,報送單位"
    table(
        site, "press", f"{head}\n2013-03-05,工會簡報,簡報,甲,乙會\n2013-03-06,市報,市級,丙,乙會\n"
    )
    site.build()
    page = said(site, "press/index.html")
    assert "簡報 1 期" in page
    assert "市級 1 條" in page
    assert "簡報（期） 縣級（條）" in page
