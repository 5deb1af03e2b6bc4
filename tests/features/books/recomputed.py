"""Figures of the shipped books, recomputed with pandas from the files as editors wrote them.

`python tests/features/books/recomputed.py CONTENT OUTPUT` compares them with what the pages show,
and prints each that differs. It does not import zhuanlan, whose mistakes it must not share.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

Table = list[list[str]]


class Shown(HTMLParser):
    """What a page of a book shows: key figures, bars and tables, below their headings."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.figures: dict[str, str] = {}
        self.bars: dict[str, dict[str, str]] = {}
        self.tables: dict[str, Table] = {}
        self._heading = self._name = ""
        self._texts: list[str] | None = None
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag == "section":
            self._heading = ""
        if tag == "tr":
            self.tables.setdefault(self._heading, []).append([])
        if tag in ("h2", "th", "td", "dt", "dd") or kind in ("bar-name", "bar-shown"):
            self._texts = []

    def handle_data(self, data: str) -> None:
        if self._texts is not None:
            self._texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._texts is None or tag not in ("h2", "th", "td", "dt", "dd", "span"):
            return
        text = " ".join("".join(self._texts).split())
        if tag == "h2":
            self._heading = text
        elif tag in ("th", "td"):
            self.tables[self._heading][-1].append(text)
        elif tag == "dt" or (tag == "span" and not self._name):
            self._name = text
        elif tag == "dd":
            self.figures.setdefault(self._name, text)
            self._name = ""
        else:
            self.bars.setdefault(self._heading, {})[self._name] = text
            self._name = ""
        self._texts = None


def number(text: str) -> float | None:
    """Return a figure that a page shows; None for a blank."""
    found = re.match(r"[\d,]+(?:\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def read(path: Path) -> pd.DataFrame:
    """Return a table as it was written, blanks as NaN."""
    return pd.read_csv(path, encoding="utf-8-sig")


Difference = tuple[str, object, object]


def _of_statistics(content: Path, shown: Shown) -> Iterator[Difference]:
    """The form: each unit's last version counts; a blank is not a zero."""
    last: dict[str, tuple[str, pd.DataFrame]] = {}
    for file in sorted((content / "leshan-2012/books/statistics").glob("*.csv")):
        text = file.read_text("utf-8-sig")
        unit = re.search(r"单位：([^,\n]+)", text)
        assert unit, file
        corrected = re.search(r"更正日期：([\d-]+)", text)
        body = text[text.index("项目,") :]
        rows = pd.read_csv(io.StringIO(body), dtype=str)
        version = corrected[1] if corrected else ""
        if version >= last.get(unit[1], ("", rows))[0]:
            last[unit[1]] = version, rows
    lines = pd.concat([rows.assign(unit=unit) for unit, (_, rows) in last.items()])
    lines["项目"] = lines["项目"].ffill()
    lines["line"] = lines["类别"].str.replace(r"[（(].*", "", regex=True)
    lines = lines[lines["数量"].str.contains(r"\d", na=False)]  # “（场/次）” alone is a blank
    written = lines["数量"].str.replace(r"[^\d./／]", "", regex=True).str.replace("／", "/")
    figures = written.str.split("/", expand=True).apply(pd.to_numeric)
    flat: list[float] = []
    for row in shown.tables["分项合计"][1:]:
        of_line = lines["项目"] == row[1]
        if row[0] != "单位自填":
            of_line &= lines["line"] == row[0]
        sums = figures[of_line].sum(min_count=1).dropna().tolist()
        flat += sums
        figure = [float(part.replace(",", "")) for part in row[2].split("/")]
        yield f"分项合计 {row[0]} {row[1]}", sums, figure
        units = float(lines[of_line]["unit"].nunique())
        yield f"上报单位数 {row[0]} {row[1]}", units, number(row[4])
    yield "已收报表", float(len(last)), number(shown.figures["已收报表"])
    total = [number(cell) for cell in shown.tables["按地区汇总"][1][1:]]
    yield "按地区汇总 total", flat, total
    leaves = [[number(cell) for cell in row[1:]] for row in shown.tables["按地区汇总"][2:]]
    added = pd.DataFrame(leaves).sum(min_count=1).tolist()
    yield "按地区汇总 rolled up", added, total


def _of_stations(content: Path, shown: Shown) -> Iterator[Difference]:
    rows = read(content / "zhaoqing-2017/books/stations.csv")
    done = rows["状态"] == "已建成"
    yield "条目", float(len(rows)), number(shown.figures["条目"])
    yield "已建成", float(done.sum()), number(shown.figures["已建成"])
    yield "逾期", float((~done).sum()), number(shown.figures["逾期"])
    for unit, part in rows.groupby("责任单位"):
        text = shown.bars["各单位进度"][str(unit)]
        figures = [float(one) for one in re.findall(r"\d+", text)[:2]]
        yield (
            f"各单位进度 {unit}",
            [float((part["状态"] == "已建成").sum()), float(len(part))],
            figures,
        )


def _of_events(content: Path, shown: Shown) -> Iterator[Difference]:
    rows = read(content / "zhaoqing-2017/books/events.csv")
    yield "条目", float(len(rows)), number(shown.figures["条目"])
    yield "参加人数", float(rows["参加人数"].sum()), number(shown.figures["参加人数"])
    months = pd.to_datetime(rows["日期"], format="mixed").dt.strftime("%Y年%-m月").value_counts()
    found = {name: number(text) for name, text in shown.bars["按月"].items()}
    yield "按月", {name: float(count) for name, count in months.items()}, found


def _of_services(content: Path, shown: Shown) -> Iterator[Difference]:
    rows = read(content / "zhaoqing-2017/books/services.csv")
    for name in ("服务人数", "服务时间", "受益人数"):
        yield name, float(rows[name].sum()), number(shown.figures[name])
    table = pd.DataFrame(shown.tables["组织单位"][1:-1], columns=shown.tables["组织单位"][0])
    for column in table.columns[2:]:
        sums = rows.groupby("组织单位")[column.partition("（")[0]].sum(min_count=1).dropna()
        cells = zip(table["组织单位"], table[column].map(number), strict=True)
        found = {unit: figure for unit, figure in cells if pd.notna(figure)}
        yield f"组织单位 {column}", sums.astype(float).to_dict(), found


def _of_press(content: Path, shown: Shown) -> Iterator[Difference]:
    rows = read(content / "leshan-2012/books/press.csv")
    levels = rows["级别"].value_counts()
    found = {name: number(shown.figures[name]) for name in levels.index}
    yield "级别", levels.astype(float).to_dict(), found
    for column in ("报送单位", "地区"):
        table = shown.tables[column]
        names = [head.partition("（")[0] for head in table[0][1:]]
        leaves = [row for row in table[2 if column == "地区" else 1 :] if row[0] != "合计"]
        found = pd.DataFrame([[number(cell) for cell in row[1:]] for row in leaves], columns=names)
        yield column, levels.astype(float).to_dict(), found.sum()[levels.index].to_dict()


def _of_teams(content: Path, shown: Shown) -> Iterator[Difference]:
    rows = read(content / "jiaobei-2012/books/teams.csv")
    yield "隊員人數", float(rows["隊員人數"].sum()), number(shown.figures["隊員人數"])


def _of_tasks(content: Path, shown: Shown) -> Iterator[Difference]:
    rows = read(content / "leshan-2012/books/tasks.csv")
    due = pd.to_datetime(rows["截止时间"], format="mixed")
    day = ~rows["截止时间"].str.contains(":")
    due = due.where(~day, due + pd.Timedelta(days=1) - pd.Timedelta(seconds=1))
    received = pd.to_datetime(rows["收到时间"], format="mixed")
    found = [number(shown.figures[name]) for name in ("已完成", "迟报", "已逾期")]
    states = (received <= due, received > due, received.isna())
    yield "states", [float(state.sum()) for state in states], found


BOOKS = {
    "leshan-2012/books/statistics": _of_statistics,
    "leshan-2012/books/press": _of_press,
    "leshan-2012/books/tasks": _of_tasks,
    "zhaoqing-2017/books/stations": _of_stations,
    "zhaoqing-2017/books/events": _of_events,
    "zhaoqing-2017/books/services": _of_services,
    "jiaobei-2012/books/teams": _of_teams,
}


def main(content: Path, output: Path) -> int:
    """Compare all, print what differs and how many figures were compared."""
    compared = differing = 0
    for address, recompute in BOOKS.items():
        for name, expected, found in recompute(content, Shown(output / address / "index.html")):
            compared += 1
            if expected != found:
                differing += 1
                sys.stdout.write(f"{address}: {name}: {expected} computed, {found} shown\n")
    sys.stdout.write(f"{compared} figures compared, {differing} differ\n")
    assert "zhuanlan" not in sys.modules
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
