"""Reports made by hand: what formats are tested with. All names and numbers are invented (示例)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from zhuanlan.features.reports.report import Cell, Chart, Column, Report, Source, Story, Table

REGIONS = (
    "哈尔滨市 齐齐哈尔市 牡丹江市 佳木斯市 大庆市 鸡西市 双鸭山市 伊春市 七台河市 鹤岗市 绥化市 "
    "黑河市 大兴安岭地区"
).split()
PHASES = ("启动阶段", "推进阶段", "深化阶段", "总结阶段")
UNITS = ("示例市图书馆", "示例市文化馆", "示例区少年宫", "示例县志愿者协会", "示例市总工会")
FORMULA = "=cmd|'/C calc'!A0"
HOSTILE = (
    FORMULA,
    "+1+1",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a ]]> b",
    "控制\x00字\x1b[31m符\x0b",
    "|表|格*粗*`码`[链](javascript:alert(1))",
    "{{ 7 * 7 }} {% for a in b %}",
    "从右\u202e到左",
    "_x0041_",
    "\ud800半个字\ufffe",
    "& &amp; \"引号\" '单引号'",
    "长" * 40_000,
)
"""Texts that a contributor could write."""


def source(number: int) -> Source:
    place = f"content/spring/news/{number:04}.md"
    return Source(f"示例稿件第{number}号：志愿者走进社区", place, f"spring/news/{number:04}/")


def sources(count: int) -> tuple[Source, ...]:
    return tuple(source(number) for number in range(count))


def counted(number: int, first: int = 0) -> Cell:
    return Cell(number, tuple(range(first, first + number)))


def by_region(
    regions: Sequence[str] = REGIONS, phases: Sequence[str] = PHASES, most: int = 9
) -> Table:
    rows, sums, first = [], [0] * len(phases), 0
    for place, region in enumerate(regions):
        numbers = [(place * 7 + phase * 5) % most for phase in range(len(phases))]
        cells = []
        for phase, number in enumerate(numbers):
            cells.append(counted(number, first))
            sums[phase] += number
            first += number
        every = tuple(s for cell in cells for s in cell.sources)
        rows.append((Cell(region, depth=place % 2), *cells, Cell(sum(numbers), every)))
    total = Cell(sum(sums), tuple(range(first)))
    return Table(
        slug="stories",
        title="各地稿件数",
        note="稿件按地区和阶段计数，草稿和撤下的不计；没有稿件的地区记0。",
        columns=(
            Column("地区"),
            *(Column(name, "number", "篇") for name in phases),
            Column("合计", "number", "篇"),
        ),
        rows=tuple(rows),
        total=(Cell("合计"), *(Cell(number) for number in sums), total),
        charts=(Chart("各地稿件数（篇）", "bar", 0, (len(phases) + 1,)),),
    )


def by_unit() -> Table:
    rows = []
    for place, unit in enumerate(UNITS):
        number = 12_345 // (place + 1) if place < 4 else 0
        change = (35, -8, 0, None, -12_000)[place]
        rows.append(
            (
                Cell(place + 1),
                Cell(unit),
                Cell(number, (place,) if number else ()),
                Cell(Decimal(number) / Decimal(25_717)),
                Cell(change),
                Cell(Decimal("3.50") if place else None),
                Cell(date(2013, 3, 12 + place) if number else None),
            )
        )
    return Table(
        slug="units",
        title="单位排名",
        columns=(
            Column("名次", "number"),
            Column("单位"),
            Column("稿件", "number", "篇"),
            Column("占比", "share"),
            Column("比上期", "change", "篇"),
            Column("平均字数", "number", "千字"),
            Column("最近一篇", "date"),
        ),
        rows=tuple(rows),
        charts=(Chart("各单位稿件（篇）", "column", 1, (2,), (0, 2, 3)),),
    )


def by_month() -> Table:
    numbers = (3, 18, 25, 9)
    rows = tuple(
        (Cell(f"2013年{month}月"), counted(number), Cell(number * 2))
        for month, number in enumerate(numbers, 3)
    )
    columns = (Column("月份"), Column("稿件", "number", "篇"), Column("图片", "number", "张"))
    line = Chart("每月稿件和图片", "line", 0, (1, 2))
    return Table(slug="months", title="每月稿件", columns=columns, rows=rows, charts=(line,))


def silent() -> Table:
    columns = (Column("单位"), Column("最近一次报送", "date"), Column("说明"))
    return Table(slug="silent", title="尚未报送的单位", columns=columns, rows=(), internal=True)


def report(**more: object) -> Report:
    values: dict[str, object] = {
        "slug": "monthly",
        "title": "“学雷锋 网络文明行”活动稿件情况统计（示例）",
        "campaign": "学雷锋 网络文明行",
        "start": date(2013, 3, 1),
        "end": date(2013, 6, 30),
        "made": datetime(2013, 7, 1, 11, 30),  # noqa: DTZ001 - the office's own clock
        "issuer": "示例省文明办",
        "notes": ("抚远县2016年改名抚远市，按当时的名称列出。",),
        "tables": (by_region(), by_unit(), by_month(), silent()),
        "sources": sources(400),
    }
    return Report(**(values | more))  # type: ignore[arg-type]


def hostile() -> Report:
    rows = tuple((Cell(one), Cell(one), Cell(1, (place,))) for place, one in enumerate(HOSTILE))
    columns = (Column(FORMULA, unit="<b>"), Column("文字"), Column("数", "number"))
    table = Table(slug="x", title="[坏]:*?/\\'名", note=FORMULA, columns=columns, rows=rows)
    again = Table(slug="y", title="[坏]名" + "很长的名字" * 20, columns=columns, rows=rows[:1])
    sources = tuple(Source(one, one, "javascript:alert(1)") for one in HOSTILE)
    return report(
        title="<i>=1+1</i>\x07", notes=HOSTILE[:-1], tables=(table, again), sources=sources
    )


def large() -> Report:
    regions = [f"示例第{number}号特别长名字的少数民族自治县经济技术开发区" for number in range(200)]
    phases = [f"第{number}阶段集中宣传活动" for number in range(1, 13)]
    return report(tables=(by_region(regions, phases, 2),), sources=sources(2_000))


def summary(**more: object) -> Report:
    stories = tuple(
        Story(
            title=f"示例：志愿者第{number}次清理河道",
            url=f"spring/news/{number:04}/",
            meta=("示例市图书馆", "哈尔滨市", "2013年3月12日"),
            excerpt="一大早，三十名志愿者来到河边，捡拾垃圾，劝导行人，忙到中午才回家。" * 2,
        )
        for number in range(3)
    )
    return report(stories=stories, paragraphs=("本期活动覆盖全省十三个市地。",), **more)
