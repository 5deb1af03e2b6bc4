"""The report of a publication counts stories and regions, not pages and spellings."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.photos import encoded, scene
from tests.servers.conftest import Office


@pytest.fixture
def office(small: Office, tmp_path: Path) -> Office:
    """A site with three stories in a row that was published once."""
    small.target(f"{{kind: dir, path: {tmp_path / 'www'}}}")
    small.write("content/spring/news/tree.png", encoded(scene(40, 30), "PNG"))
    for number in (1, 2, 3):
        body = "![树](tree.png)\n" if number == 2 else "正文。\n"
        small.post(f"news/n{number}.md", body, title=f"第{number}篇", date=f"2013-03-0{number}")
    small.publish("--report", "told")
    return small


def told(office: Office, *more: str) -> list[tuple[str, str]]:
    """Publish; return what the report says of which title."""
    office.publish("--report", "told", *more)
    text = (office.root / "told/report.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    return [(row[1], row[3]) for row in rows if len(row) > 5 and row[1] in ("new", "changed")]


def test_only_stories_that_changed_themselves_count_as_changed(office: Office) -> None:
    office.post("news/n4.md", title="第4篇", date="2013-03-02")
    assert told(office) == [("new", "第4篇")]
    office.post("news/n2.md", "![树](tree.png)\n", title="另一题", date="2013-03-02")
    assert told(office) == [("changed", "另一题")]
    office.post("news/n3.md", "改过的正文。\n", title="第3篇", date="2013-03-03")
    assert told(office) == [("changed", "第3篇")]
    office.write("content/spring/news/tree.png", encoded(scene(40, 30).rotate(180), "PNG"))
    assert told(office) == [("changed", "另一题")]
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace("示例站", "改名站"))
    assert told(office) == [], "all pages differ, and no story"
    office.post("news/n1.md", title="第1篇", date="2013-03-01", unit="某县文明办")
    assert told(office, "--all") == [("changed", "第1篇")]


def test_a_story_is_compared_with_the_release_that_readers_have(office: Office) -> None:
    office.post("news/n1.md", title="改题", date="2013-03-01")
    assert told(office) == [("changed", "改题")]
    office.run("rollback", "web")
    office.post("news/n3.md", "改过的正文。\n", title="第3篇", date="2013-03-03")
    assert sorted(told(office)) == [("changed", "改题"), ("changed", "第3篇")]


def test_without_a_record_each_page_that_differs_counts(office: Office, tmp_path: Path) -> None:
    """As after a publication by an older version."""
    for record in (tmp_path / "www/releases").glob("*/.zhuanlan-release.json"):
        text = re.sub(r'"stories":\{.*?\}', '"stories":{}', record.read_text("utf-8"))
        record.write_text(text, "utf-8")
    office.post("news/n4.md", title="第4篇", date="2013-03-02")
    assert ("new", "第4篇") in told(office)


def test_regions_are_counted_by_code(small: Office, tmp_path: Path) -> None:
    small.target(f"{{kind: dir, path: {tmp_path / 'www'}}}")
    (small.root / "content/spring/exemplars/zhang.md").unlink()
    for number, region in enumerate(("抚远县", "抚远市", "哈尔滨市/道里区")):
        small.post(f"news/r{number}.md", title=f"第{number}篇", region=region)
    small.publish("--report", "told")
    text = (small.root / "told/report.md").read_text("utf-8")
    assert "| 抚远市 | 2 |" in text
    assert "| 抚远县 | 1 |" not in text
    book = openpyxl.load_workbook(small.root / "told/report.xlsx")
    rows = [[cell.value for cell in row] for row in book["Posts"]]
    place = rows[0].index("Region")
    found = {(row[place], row[place + 1]) for row in rows[1:]}
    assert {("抚远县", "230883"), ("抚远市", "230883"), ("道里区", "230102")} <= found


def test_what_shares_a_name_is_counted_apart(small: Office, tmp_path: Path) -> None:
    small.target(f"{{kind: dir, path: {tmp_path / 'www'}}}")
    campaign = (small.root / "content/spring/campaign.yaml").read_text("utf-8")
    small.write("content/summer/campaign.yaml", campaign.replace("春风行动", "夏送清凉"))
    for number, region in enumerate(("鹤岗市/向阳区", "佳木斯市/向阳区")):
        small.post(f"news/r{number}.md", title=f"第{number}篇", region=region)
    small.write("content/summer/news/a.md", "---\ntitle: 甲\ndate: 2013-03-05\n---\n\n正文。\n")
    small.publish("--report", "told")
    text = (small.root / "told/report.md").read_text("utf-8")
    for city in ("鹤岗市", "佳木斯市"):
        assert f"| 黑龙江省/{city}/向阳区 | 1 |" in text
    assert "| 夏送清凉 · 启动 | 1 |" in text
    assert re.search(r"\| 春风行动 · 启动 \| \d \|", text)
