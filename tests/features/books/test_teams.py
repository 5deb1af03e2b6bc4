"""服务队: their members, their stories and their services."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.books.places import said, same_as_clean, site_with, table
from zhuanlan.testing import SmallSite

BOOK = {"slug": "teams", "name": "服务队", "kind": "teams"}
LOG = {"slug": "log", "name": "服务记录", "kind": "service_log"}
ACTIVITIES = [{"slug": "women", "name": "巾帼行动"}, {"slug": "all", "name": "志愿服务"}]
ROWS = """名称,所属单位,队员人数,负责人,所属活动
巾帼队,妇联,40,示例负责人,巾帼行动
职工队,总工会,120,示例负责人,志愿服务
青年队,总工会,,,志愿服务
"""
SERVICES = """服务日期,组织单位,服务内容,服务人数,服务时间
2013-03-05,妇联,探望,4,2.5
2013-03-06,妇联,清扫,6,1.5
2013-03-06,总工会,家电维修,9,3
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = site_with(tmp_path, BOOK, LOG, activities=ACTIVITIES)
    table(made, "teams", ROWS)
    table(made, "log", SERVICES)
    made.post("news/by-unit.md", title="妇联来稿", region="肇庆市", unit="妇联")
    made.post("news/of-activity.md", title="巾帼在行动", region="肇庆市", activity="women")
    made.post("news/of-all.md", title="全员上岗", region="肇庆市", activity="all")
    made.post("news/of-two.md", title="工会来稿", region="肇庆市", unit="总工会")
    return made


def test_members_are_added_up_and_leaders_are_for_the_office(site: SmallSite) -> None:
    site.build()
    page = said(site, "teams/index.html")
    assert "Entries 3 队员人数 160 人" in page
    assert "青年队" in page
    for file in (site.folder / "output").rglob("*"):
        assert file.is_dir() or "示例负责人".encode() not in file.read_bytes()


def test_a_team_has_the_stories_of_its_unit_and_activity(site: SmallSite) -> None:
    site.build()
    page = said(site, "teams/jin-guo-dui/index.html")
    assert "妇联来稿" in page
    assert "巾帼在行动" in page
    assert "全员上岗" not in page


def test_what_two_teams_share_is_the_story_of_neither(site: SmallSite) -> None:
    site.build()
    page = said(site, "teams/zhi-gong-dui/index.html")
    assert "全员上岗" not in page
    assert "工会来稿" not in page
    assert "家电维修" not in page


def test_a_team_has_its_services_with_their_sums(site: SmallSite) -> None:
    site.build()
    page = said(site, "teams/jin-guo-dui/index.html")
    assert "服务记录 Entries 2" in page
    assert "服务人数 10 人" in page
    assert "服务时间 4 小时" in page
    assert "家电维修" not in page


def test_a_team_names_a_story(site: SmallSite) -> None:
    rows = ROWS.replace("所属活动\n", "所属活动,相关报道\n").replace(
        "青年队,总工会,,,志愿服务", "青年队,总工会,,,志愿服务,news/of-two.md"
    )
    table(
        site, "teams", rows.replace("行动\n", "行动,\n").replace("人,志愿服务\n", "人,志愿服务,\n")
    )
    site.build()
    assert "工会来稿" in said(site, "teams/qing-nian-dui/index.html")


def test_stories_and_services_that_come_change_what_a_clean_build_has(site: SmallSite) -> None:
    site.build()
    site.post("news/later.md", title="妇联又来稿", region="肇庆市", unit="妇联")
    table(site, "log", SERVICES.replace("总工会", "妇联"))
    assert same_as_clean(site)
    page = said(site, "teams/jin-guo-dui/index.html")
    assert "妇联又来稿" in page
    assert "服务人数 19 人" in page


def test_an_edited_cell_changes_what_a_clean_build_has(site: SmallSite) -> None:
    site.build()
    table(site, "teams", ROWS.replace("青年队,总工会,,", "青年队,团委,35,"))
    assert same_as_clean(site)
    assert "队员人数 195 人" in said(site, "teams/index.html")
    assert "家电维修" in said(site, "teams/zhi-gong-dui/index.html")
