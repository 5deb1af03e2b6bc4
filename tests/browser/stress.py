"""A site of extremes: long names, many regions, no picture; and a campaign that has nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from benchmarks.corpus import write_files
from zhuanlan.build import build
from zhuanlan.core.options import Options
from zhuanlan.load.regions import divisions
from zhuanlan.model.region import Regions

REGIONS = 300
LONG = (
    "弘扬雷锋精神争做时代先锋共建和谐家园志愿服务走进社区"
    "乡村学校企业军营机关活动纪实之第一百二十三篇通讯员来稿选登"
)
LATIN = "Pneumonoultramicroscopicsilicovolcanoconiosis-https://example.org/aaaaaaaaaaaaaaaaaaaaaaaa"

PAGES = {
    "stress-home": "",
    "stress-campaign": "all/",
    "stress-column": "all/news/",
    "stress-exemplars": "all/exemplars/",
    "stress-people": "all/people/",
    "stress-letter": "all/people/z/",
    "stress-regions": "all/regions/",
    "stress-region": "all/regions/130000/",
    "stress-phase": "all/phases/p0/",
    "stress-matrix": "all/matrix/",
    "stress-article": "all/exemplars/s0.html",
    "stress-empty": "nothing/",
    "stress-empty-column": "nothing/exemplars/",
    "stress-empty-matrix": "nothing/matrix/",
    "stress-empty-regions": "nothing/regions/",
}
"""One address for each kind of page that may break."""


def built(root: Path) -> Path:
    """Write the site and build it, in the middle of its phases; returns the output."""
    write(root)
    output = root / "output"
    build(
        Options(
            now=datetime(2013, 4, 11),  # noqa: DTZ001 - the site's own time
            content=root / "content",
            config=root / "config.yaml",
            themes=root / "themes",
            output=output,
            future=True,
        )
    )
    return output


def write(root: Path) -> None:
    """Write the site."""
    tree = Regions(divisions())
    counties = [region for region in tree if region.level == "county" and region.code > "130000"]
    chosen = counties[:: len(counties) // REGIONS][:REGIONS]
    phases = "".join(
        f"  - {{slug: p{n}, name: 第{n}阶段·{LONG[:18]}, "
        f"start: 2013-0{n + 1}-01, end: 2013-0{n + 1}-28}}\n"
        for n in range(7)
    )
    kinds = ("exemplars", "news", "notices", "works", "resources", "videos")
    columns = "".join(f"  - {{slug: {k}, name: {LONG[:12]}{k}, kind: {k}}}\n" for k in kinds)
    activities = "".join(f"  - {{slug: a{n}, name: {n}{LONG[:30]}, kind: 类}}\n" for n in range(9))
    head = f"name: {LONG[:30]}\nurl: https://example.org/\ndescription: {LONG}\nsearch: true\n"
    files = {
        "config.yaml": head + "sharing: {qr: true}\n",
        "content/all/campaign.yaml": (
            f"title: {LONG}\nslogan: {LONG}\nintroduction: {LONG * 4}\n"
            f"colour: '#f5c400'\nyear: 2013\n"
            f"columns:\n{columns}phases:\n{phases}activities:\n{activities}outside_phases: none\n"
            f"honours: [{LONG[:20]}, {LATIN}, {LONG}]\n"
        ),
        "content/nothing/campaign.yaml": (
            "title: 尚无来稿\ncolour: '#8a8a8a'\ncolumns:\n"
            "  - {slug: exemplars, name: 典型, kind: exemplars}\n"
            "  - {slug: news, name: 动态, kind: news}\n"
            "  - {slug: works, name: 作品, kind: works}\n"
        ),
    }
    for number, region in enumerate(chosen):
        kind = "exemplars" if number % 2 == 0 else kinds[number % len(kinds)]
        person = (
            f"person: {{name: {_NAMES[number % len(_NAMES)]}{LONG[number % 40 :][:2]}（示例）, "
            f"role: {LONG[:24]}, unit: {LONG[:30]}, category: 见义勇为, "
            f"honours: [{LATIN}, {LONG}]}}\n"
            if kind == "exemplars"
            else ""
        )
        files[f"content/all/{kind}/s{number}.md"] = (
            f"---\ntitle: {number if number else LATIN}{LONG}\nsubtitle: {LONG}\n"
            f"date: 2013-0{number % 7 + 1}-11 10:10\nregion: {tree.path(region.code)}\n"
            f"unit: {LONG}\n"
            f"source: {LONG}\nauthor: {LONG[:20]}\nactivity: a{number % 9}\n"
            f"tags: [{LATIN[:60]}, {LONG[:30]}]\n{person}---\n\n"
            f"{LONG * 5}\n\n## {LONG}\n\n{LATIN * 3}\n\n| {LONG} | {LATIN} | 数 |\n|---|---|--:|\n"
            f"| {LATIN} | {LONG} | {'9' * 40} |\n\n    {LATIN * 3}\n\n- {LONG}\n  - {LATIN}\n\n"
            f":::quote {LONG}\n{LONG}\n:::\n"
        )
    write_files(root, files)


_NAMES = "赵钱孙李周吴郑王单仇曾区"
