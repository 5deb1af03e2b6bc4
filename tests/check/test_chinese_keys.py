"""Chinese keys are read, and rewritten by `--fix`; what may be one person or post is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.check.fix import mend
from zhuanlan.check.run import check
from zhuanlan.load.source import split
from zhuanlan.model.settings import Limits

CHINESE = """---
标题：三百名志愿者植树
日期: 2013-03-12
地区：哈尔滨市
阶段： 启动
人物:
  姓名：张三（示例）
  身份: 邮递员
summary: >
  来源：新华社
---

正文。
"""


def test_chinese_keys_are_read_at_their_places() -> None:
    matter = split(CHINESE.encode(), "x.md", Limits()).matter
    assert matter.data == {
        "title": "三百名志愿者植树",
        "date": "2013-03-12",
        "region": "哈尔滨市",
        "phase": "启动",
        "person": {"name": "张三（示例）", "role": "邮递员"},
        "summary": "来源：新华社\n",
    }
    assert matter.spot(("title",)) == (2, 4)
    assert matter.spot(("phase",)) == (5, 5)
    assert matter.spot(("person", "name")) == (7, 6)


def test_fix_rewrites_only_the_keys(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    file = site.write("content/spring/news/x.md", CHINESE.replace("\n", "\r\n").encode("gb18030"))
    found = [one for one in check(site.options()) if one.rule == "key-chinese"]
    assert len(found) == 7
    assert list(mend(found))
    text = CHINESE.replace("标题：", "title: ").replace("日期:", "date:")
    text = text.replace("地区：", "region: ").replace("阶段：", "phase:")
    text = text.replace("人物:", "person:").replace("姓名：", "name: ").replace("身份:", "role:")
    assert file.read_bytes() == text.replace("\n", "\r\n").encode("gb18030")


def _rules(site: SiteFolder, rule: str) -> list[str]:
    return [Path(one.problem.path).name for one in check(site.options()) if one.rule == rule]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("王桂芬", "王桂芳", True),
        ("王桂芬", "王贵芬", True),
        ("李建军", "李建国", False),
        ("王桂芬", "王桂芬", False),
    ],
)
def test_names_that_are_nearly_one(site: SiteFolder, first: str, second: str, told: bool) -> None:
    for number, name in enumerate((first, second)):
        site.post(
            f"news/p{number}.md", title=f"第{number}篇", person=f"{{name: {name}}}", region="抚远市"
        )
    assert len(_rules(site, "name-alike")) == told


def test_namesakes_of_other_places_are_two_people(site: SiteFolder) -> None:
    site.post("news/a.md", title="甲", person="{name: 王桂芬}", region="抚远市")
    site.post("news/b.md", title="乙", person="{name: 王桂芳}", region="漠河市")
    assert _rules(site, "name-alike") == []


def test_a_title_twice_in_a_column_is_told(site: SiteFolder) -> None:
    site.post("news/a.md", title="植树", date="2013-03-06")
    site.post("news/b.md", title="植 树", date="2013-03-07", status="draft")
    assert len(_rules(site, "title-twice")) == 1


def test_plain_lists_and_chinese_kinds_are_read(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    more = "  - 南岗区\n  - {name: 松北高新区, slug: sb, kind: 功能区, parent: 哈尔滨市}\n"
    more += "privacy:\n  public: [0451-82345678]\nsignoff:\n  columns:\n    动态: [editor]\n"
    site.write("config.yaml", config + more)
    site.post("news/a.md", "电话0451-82345678。\n", region="松北高新区", phase="启动")
    site.build()
    assert "0451-82345678" in site.page("spring/news/a.html")
    assert any("first.md" in one for one in site.problems(strict=True))
