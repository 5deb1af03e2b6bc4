"""A realistic campaign site of any size: `python -m benchmarks.corpus OUT --posts N`.

Deterministic: the same N gives the same bytes. Posts are Chinese texts of 500 to 1,500 characters
with headings, lists, bold beside quotes, links, and a table in every fourth, under a dozen keys of
front matter; they spread over five campaigns, four columns, the regions of a province and three
phases.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

CAMPAIGNS = ("spring", "summer", "autumn", "winter", "year-round")
COLUMNS = (
    ("news", "活动动态"),
    ("exemplars", "身边典型"),
    ("notices", "通知公告"),
    ("works", "作品展示"),
)
PHASES = (
    ("launch", "启动", "2013-01-01", "2013-04-30"),
    ("advance", "推进", "2013-05-01", "2013-08-31"),
    ("summary", "总结", "2013-09-01", "2013-12-31"),
)
ACTIVITIES = ("撰美文", "拍美景", "颂美德", "践美行")
TAGS = ("志愿服务", "邻里互助", "岗位练兵", "敬老", "助学", "环保", "阅读", "文明上网")
_WORDS = (
    "志愿者 社区 清晨 老人 孩子 医院 车站 图书馆 服务队 邻居 工人 教师 司机 书记 村口 操场 "
    "雨伞 热水 名单 台账 回访 讲解 帮扶 宣讲 集合 打扫 陪伴 整理 记录 传递 坚持 微笑 路灯 "
    "围巾 手套 钥匙 留言 大家 每天 每周 一起 主动 认真 慢慢 悄悄 终于 从此 因为 所以 后来 "
    "已经 仍然 常常 一点一滴 热心 平凡 温暖 细致 踏实 朴素 安静 明亮"
).split()
_NAMES = "张 王 李 赵 孙 周 吴 郑 冯 陈 褚 卫 蒋 沈 韩 杨".split()
_GIVEN = "明远 秀珍 国栋 若溪 守江 红霞 素芬 建业 家朗 海棠 承德 广信 晓梅 崇岭".split()


@dataclass(frozen=True, slots=True)
class Story:
    """One generated post, for any generator to write down in its own way."""

    number: int
    campaign: str
    column: str
    slug: str
    title: str
    date: datetime
    region: str
    region_name: str
    phase: str
    activity: str
    unit: str
    tags: tuple[str, ...]
    summary: str
    person: str
    body: str


def _regions() -> list[tuple[str, str]]:
    """Return codes and paths of a province's divisions."""
    from zhuanlan.load.regions import divisions
    from zhuanlan.model.region import Regions

    tree = Regions(divisions())
    return [
        (region.code, tree.path(region.code))
        for region in tree
        if tree.within(region.code, "230000") and region.code != "230000"
    ]


def _sentence(random: Random) -> str:
    words = random.choices(_WORDS, k=random.randint(6, 13))
    words.insert(random.randint(2, 5), "，")
    return "".join(words) + "。"


def _body(random: Random, number: int) -> str:
    blocks: list[str] = []
    size, goal = 0, random.randint(500, 1500)
    while size < goal:
        paragraph = "".join(_sentence(random) for _ in range(random.randint(2, 5)))
        if random.random() < 0.4:
            paragraph += f"**“{random.choice(_WORDS)}”**是{random.choice(_WORDS)}。"
        if random.random() < 0.15:
            paragraph += f"[报道](https://news.example.cn/{number}/{size})说，{_sentence(random)}"
        blocks.append(paragraph)
        size += len(paragraph)
        if random.random() < 0.2:
            blocks.append(f"## {random.choice(_WORDS)}与{random.choice(_WORDS)}")
        if random.random() < 0.15:
            blocks.append("\n".join(f"- {_sentence(random)}" for _ in range(3)))
    if number % 4 == 0:
        rows = "\n".join(f"| {random.choice(_WORDS)} | {random.randint(1, 99)} |" for _ in range(4))
        blocks.insert(2, f"| 项目 | 数量 |\n|---|--:|\n{rows}")
    return "\n\n".join(blocks) + "\n"


def stories(count: int) -> list[Story]:
    """Return `count` posts, the same ones at every call."""
    regions = _regions()
    return [_story(number, regions) for number in range(count)]


def _story(number: int, regions: list[tuple[str, str]]) -> Story:
    random = Random(number)  # noqa: S311 - not for secrets
    campaign = CAMPAIGNS[number % len(CAMPAIGNS)]
    column = COLUMNS[random.choices(range(4), (55, 25, 8, 12))[0]][0]
    code, path = random.choice(regions)
    date = datetime(2013, 1, 1) + timedelta(minutes=random.randrange(365 * 24 * 60))  # noqa: DTZ001
    phase = PHASES[(date.month - 1) // 4][0]
    name = random.choice(_NAMES) + random.choice(_GIVEN)
    return Story(
        number=number,
        campaign=campaign,
        column=column,
        slug=f"p{number:07}",
        title=f"{path.rpartition('/')[2]}：{random.choice(_WORDS)}里的{random.choice(_WORDS)}",
        date=date,
        region=code,
        region_name=path,
        phase=phase,
        activity=random.choice(ACTIVITIES),
        unit=f"{path.rpartition('/')[2]}文明办",
        tags=tuple(random.sample(TAGS, 2)),
        summary=_sentence(random),
        person=f"{name}（示例）",
        body=_body(random, number),
    )


def write_files(out: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths below a folder."""
    for name, text in files.items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def write_site(out: Path, count: int) -> None:
    """Write the site as zhuanlan reads it."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.yaml").write_text(
        "name: 基准站\nurl: https://example.org/\npage_size: 20\nsearch: false\n", "utf-8"
    )
    columns = "".join(f"  - {{slug: {s}, name: {n}, kind: {s}}}\n" for s, n in COLUMNS)
    phases = "".join(
        f"  - {{slug: {s}, name: {n}, start: {a}, end: {b}}}\n" for s, n, a, b in PHASES
    )
    activities = "".join(f"  - {{slug: a{i}, name: {n}}}\n" for i, n in enumerate(ACTIVITIES))
    for campaign in CAMPAIGNS:
        folder = out / "content" / campaign
        for slug, _ in COLUMNS:
            (folder / slug).mkdir(parents=True, exist_ok=True)
        (folder / "campaign.yaml").write_text(
            f"title: 基准专题 {campaign}\nscope: 黑龙江省\ncolumns:\n{columns}"
            f"phases:\n{phases}activities:\n{activities}",
            "utf-8",
        )
    for story in stories(count):
        file = out / "content" / story.campaign / story.column / f"{story.slug}.md"
        person = (
            f"person:\n  name: {story.person}\n  category: 敬业奉献\n"
            if story.column == "exemplars"
            else ""
        )
        file.write_text(
            f"---\ntitle: {story.title}\ndate: {story.date:%Y-%m-%d %H:%M}\n"
            f"region: {story.region_name}\nactivity: {story.activity}\nunit: {story.unit}\n"
            f"source: {story.unit}\nauthor: 通讯员\neditor: 编辑\nsummary: {story.summary}\n"
            f"tags: [{', '.join(story.tags)}]\nslug: {story.slug}\nstatus: published\n{person}"
            f"---\n\n{story.body}",
            "utf-8",
        )


def main() -> None:
    """Write a site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--posts", type=int, default=1000)
    given = parser.parse_args()
    write_site(given.out, given.posts)


if __name__ == "__main__":
    main()
