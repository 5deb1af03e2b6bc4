"""A site of many stories as counties send them: the same place under many names, at all times."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

REGIONS = (
    *("哈尔滨市", "哈尔滨", "230100", "齐齐哈尔", "佳木斯市/桦南县", "桦南县", "抚远县", "抚远市"),
    *("黑龙江省/佳木斯市", "绥芬河市", "省农垦总局", "农垦", "呼兰县", "大兴安岭", "同江", ""),
)
UNITS = ("哈尔滨市文明办", "哈市文明办", "桦南县文明办", "农垦宣传部", "无名小学", "")
COLUMNS = ("news", "exemplars", "works")
CATEGORIES = ("助人为乐", "敬业爱岗", "孝老爱亲", "")

CONFIG = """name: 示例站
url: https://example.org/
search: false
regions:
  - {name: 黑龙江省农垦总局, slug: nongken, kind: system, parent: 黑龙江省,
     aliases: [省农垦总局, 农垦]}
  - {division: 绥芬河市, reports_to: 黑龙江省}
"""
CAMPAIGN = """title: 春风行动
scope: 黑龙江省
channels: [哈尔滨市, 齐齐哈尔市, 佳木斯市, 绥芬河市, 省农垦总局, 鸡西市, 黑河市]
units:
  - {name: 哈尔滨市文明办, aliases: [哈市文明办], region: 哈尔滨市}
  - {name: 桦南县文明办, aliases: [桦南文明办], region: 桦南县}
  - {name: 鸡西市文明办, region: 鸡西市}
  - 从不来稿的单位
columns:
  - {slug: news, name: 动态, kind: news}
  - {slug: exemplars, name: 身边人, kind: exemplars}
  - {slug: works, name: 作品, kind: works}
phases:
  - {slug: start, name: 启动, start: 2013-03-01, end: 2013-03-31}
  - {slug: advance, name: 推进, start: 2013-04-01, end: 2013-10-31}
outside_phases: none
reports:
  - {slug: whole, name: 全部}
  - {slug: april, name: 四月, month: 2013-04}
  - {slug: none, name: 没有稿件的一个月, month: 2014-01}
  - {slug: advance, name: 推进, phase: advance}
  - {slug: range, name: 一段, start: 2013-03-10, end: 2013-05-20}
  - {slug: then, name: 当时, as_of: 2013-05-01}
  - {slug: april-then, name: 当时的四月, month: 2013-04, as_of: 2013-04-20 12:00}
"""


def write_corpus(root: Path, count: int) -> None:
    """Write a site with stories that are renamed, moved, withdrawn, drafts, to come, expired."""
    chance = random.Random(2013)  # noqa: S311 - the same corpus each time
    content = root / "content" / "spring"
    content.mkdir(parents=True)
    (root / "config.yaml").write_text(CONFIG, "utf-8")
    (content / "campaign.yaml").write_text(CAMPAIGN, "utf-8")
    withdrawn = []
    for number in range(count):
        column = chance.choice(COLUMNS)
        path = f"{column}/s{number}.md" if number % 7 else f"{column}/s{number}/index.md"
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_story(number, column, chance), "utf-8")
        if number % 41 == 3:
            withdrawn.append(f"spring/{path}")
    ledger = root / "ledgers" / "takedowns.yaml"
    ledger.parent.mkdir()
    lines = [f"  - {{source: {one}, date: 2013-05-05, addresses: []}}\n" for one in withdrawn]
    ledger.write_text("takedowns:\n" + "".join(lines), "utf-8")


def _story(number: int, column: str, chance: random.Random) -> str:
    date = datetime(2013, 2, 20) + timedelta(minutes=chance.randrange(180 * 1440))  # noqa: DTZ001
    written = chance.choice(["%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"])
    head = {"title": f"示例稿件{number}", "date": date.strftime(written)}
    head |= {"region": chance.choice(REGIONS), "unit": chance.choice(UNITS)}
    if number % 11 == 0:
        head["status"] = chance.choice(["draft", "草稿", "published"])
    if number % 13 == 0:
        head["publish_at"] = f"{date + timedelta(days=chance.randrange(40)):%Y-%m-%d %H:%M}"
    if number % 17 == 0:
        head["expires_at"] = f"{date + timedelta(days=60):%Y-%m-%d}"
    if number % 19 == 0:
        head["phase"] = chance.choice(["start", "推进"])
    if number % 23 == 0:
        head["aliases"] = f"[art/{number}.html]"
    if column == "exemplars":
        category = chance.choice(CATEGORIES)
        end = f", category: {category}" if category else ""
        head["person"] = f"{{name: 示例{number}, role: 示例{end}}}"
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    if number % 29 == 0:
        day = f"{date + timedelta(days=3):%Y-%m-%d}"
        lines.append(f"corrections: [{{date: {day}, wrong: 三百人, right: 二百人}}]")
    return "---\n" + "\n".join(lines) + "\n---\n\n正文。\n"
