"""Figures of reports, recomputed with pandas from the files as editors wrote them.

`python tests/features/reports/recomputed.py CONTENT REPORT.json …` compares each figure with what a
report says, and the stories that it names as its sources with those that it has to count; it prints
what differs. It does not import zhuanlan, whose mistakes it must not share.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from books import of_books, of_deadlines, of_press
from raw import Campaign, load, moment, per_mille, simple

Expected = tuple[tuple[str, ...], int, Any, frozenset[str] | None]
"""The labels of a row (empty for the total), the place of a column, the figure, its stories."""


ITSELF = "本级或未注明地区"
"""The end of the label of stories of the scope itself."""


class Report:
    """A report as JSON, and the stories that it has to count."""

    def __init__(self, content: Path, file: Path) -> None:
        self.says = json.loads(file.read_text("utf-8"))["report"]
        now = datetime.fromisoformat(self.says["made"])
        folder = next(
            one.parent.name
            for one in content.glob("*/campaign.yaml")
            if load(one)["title"] == self.says["campaign"]
        )
        self.campaign = Campaign(content, folder, now)
        self.now = now
        self.start = self._day(self.says["start"])
        end = self._day(self.says["end"])
        self.end = end and end + timedelta(days=1, microseconds=-1)
        every = self.campaign.stories
        self.whole = every[every["out"] == ""]
        self.counted = self.within(self.whole)
        self.left_out = self.within(every[every["out"] != ""])

    @staticmethod
    def _day(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text) if text else None

    def within(self, stories: pd.DataFrame) -> pd.DataFrame:
        """Return the stories of the range."""
        if self.says["phase"]:
            return stories[stories["phase"] == self.says["phase"]]
        return self._dated(stories, self.start, self.end)

    @staticmethod
    def _dated(stories: pd.DataFrame, start: datetime | None, end: datetime | None) -> pd.DataFrame:
        if start:
            stories = stories[stories["date"] >= start]
        return stories[stories["date"] <= end] if end else stories

    def has(self, at: datetime) -> bool:
        """Tell whether a moment lies in the range."""
        return (self.start is None or self.start <= at) and (self.end is None or at <= self.end)

    @property
    def before(self) -> pd.DataFrame | None:
        """The stories of the range before."""
        if self.start is None:
            return None
        end = min(self.end or self.now, self.now)
        last = self.start - timedelta(microseconds=1)
        if self._is_month:
            first = datetime.combine(last.date().replace(day=1), last.min.time())
            return self._dated(self.whole, first, last)
        days = (end.date() - self.start.date()).days + 1
        return self._dated(self.whole, self.start - timedelta(days=days), last)

    @property
    def _is_month(self) -> bool:
        """Tell whether the range is a whole month, and no phase that happens to be as long."""
        if self.says["phase"] or not self.start or not self.end:
            return False
        after = self.end + timedelta(microseconds=1)
        return (self.start.day, after.day) == (1, 1) and self.start.month == self.end.month

    def regions(self, table: Any) -> Iterator[tuple[str, str, int]]:
        """Yield the rows of a table by region: label, code and place, by the tree of the rows."""
        above: list[str] = []
        for place, row in enumerate(table["rows"]):
            label, depth = row[0]["value"], row[0]["depth"]
            name = simple(label.partition("（")[0])
            del above[depth:]
            names = self.campaign.regions.name
            scope = above[-1] if above else self.campaign.scope
            found = [
                code
                for code in self.campaign.regions.within(scope)
                if code != scope
                and name
                in (simple(names[code]), names[self.campaign.regions.up[code]] + names[code])
            ]
            if not above:
                found = [self.campaign.scope]
            if name == "未注明" or name.endswith(ITSELF):
                continue
            assert len(found) == 1, (label, found)
            above.append(found[0])
            yield label, found[0], place


def counted(labels: tuple[str, ...], column: int, stories: pd.DataFrame) -> Expected:
    """Return the number of stories as what a figure has to be."""
    return labels, column, len(stories), frozenset(stories["path"])


def _of_lines(
    report: Report,
    rows: list[tuple[str, pd.DataFrame]],
    parts: list[Callable[[pd.DataFrame], pd.DataFrame]],
) -> Iterator[Expected]:
    for label, stories in [*rows, ("", report.counted)]:
        for place, part in enumerate(parts, 1):
            yield counted((label,) if label else (), place, part(stories))
        yield counted((label,) if label else (), len(parts) + 1, stories)


def _by_region(report: Report, table: Any) -> list[tuple[str, pd.DataFrame]]:
    rows = [*report.regions(table)]
    codes = {code for _label, code, _place in rows}
    wanted = {code for line in report.whole["line"] for code in line}
    for place in report.campaign.says.get("channels", ()):
        wanted.add(report.campaign.regions.find(place, report.campaign.scope)[0])
    assert wanted <= codes, f"rows are missing: {wanted - codes}"
    stories = report.counted
    found = [(label, _below(stories, code)) for label, code, _place in rows]
    if len(rows) > 1:
        own = stories[[len(line) == 1 for line in stories["line"]]]
        name = rows[0][0].partition("（")[0]
        found += [] if own.empty else [(name + ITSELF, own)]
    return found


def _below(stories: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the stories of a region and of those below it."""
    if stories.empty:
        return stories
    return stories[[code in line for line in stories["line"]]]


def _equal(key: str, value: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda stories: stories if stories.empty else stories[stories[key] == value]


def of_regions(report: Report, table: Any) -> Iterator[Expected]:
    phases = {one["name"]: one["slug"] for one in report.campaign.phases}
    heads = [one["title"] for one in table["columns"][1:-1]]
    parts = [_equal("phase", phases.get(head, "")) for head in heads]
    yield from _of_lines(report, _by_region(report, table), parts)


def _column_parts(report: Report) -> list[Callable[[pd.DataFrame], pd.DataFrame]]:
    return [_equal("column", slug) for slug in report.campaign.columns]


def of_columns(report: Report, table: Any) -> Iterator[Expected]:
    yield from _of_lines(report, _by_region(report, table), _column_parts(report))


def of_months(report: Report, table: Any) -> Iterator[Expected]:
    dates = report.counted["date"]
    starts = [*dates, *([report.start] if report.start else [])]
    ends = [*dates, *([min(report.end, report.now)] if report.end else [])]
    months = pd.period_range(min(starts), max(ends), freq="M")
    rows = [
        (f"{one.year}年{one.month}月", report.counted[report.counted["month"] == str(one)])
        for one in months
    ]
    yield from _of_lines(report, rows, _column_parts(report))


def of_units(report: Report, table: Any) -> Iterator[Expected]:
    stories, before = report.counted, report.before
    counts = stories[stories["unit"] != ""].groupby("unit").size()
    counts = counts.reindex([*dict.fromkeys([*report.campaign.units, *counts.index])], fill_value=0)
    ranks = counts.rank(method="min", ascending=False).astype(int)
    names = {}
    for name in counts.index:
        own = stories[stories["unit"] == name]
        others = sorted({*own["written"]} - {name})
        names[name] = f"{name}（{'、'.join(others)}）" if others else name
        yield (names[name],), 0, int(ranks[name]), None
    rows = [(label, name) for name, label in names.items()]
    rows += [("未署单位", "")] if (stories["unit"] == "").any() else []
    old = before if before is not None else None
    for label, name in [*rows, ("", None)]:
        own = stories if name is None else stories[stories["unit"] == name]
        labels = (label,) if label else ("合计",)
        yield counted(labels, 2, own)
        part = per_mille(len(own), len(stories))
        yield labels, 3, part, None
        if old is not None:
            previous = old if name is None else old[old["unit"] == name]
            yield labels, 4, len(own) - len(previous), frozenset([*own["path"], *previous["path"]])


def of_silent(report: Report, table: Any) -> Iterator[Expected]:
    end = min(report.end or report.now, report.now)
    whole = report.whole[report.whole["date"] <= end]
    named = {label: code for label, code, _place in report.regions_of_all}  # type: ignore[attr-defined]
    silent = []
    for label, code in named.items():
        if code == report.campaign.scope:
            continue
        if _below(report.counted, code).empty:
            silent.append(("地区", label, _below(whole, code)))
    silent += [
        ("报送单位", unit, whole[whole["unit"] == unit])
        for unit in report.campaign.units
        if report.counted[report.counted["unit"] == unit].empty
    ]
    for kind, label, stories in silent:
        last = stories.sort_values(["date", "path"]).tail(1)
        if last.empty:
            yield (kind, label), 2, None, frozenset()
            yield (kind, label), 3, None, frozenset()
            continue
        day = last["date"].iloc[0].date()
        yield (kind, label), 2, day.isoformat(), frozenset(last["path"])
        yield (kind, label), 3, (end.date() - day).days, frozenset(last["path"])


def of_exemplars(report: Report, table: Any) -> Iterator[Expected]:
    alike = {
        "敬业爱岗": "敬业奉献",
        "爱岗敬业": "敬业奉献",
        "乐于助人": "助人为乐",
        "孝老敬亲": "孝老爱亲",
        "孝亲敬老": "孝老爱亲",
        "助人為樂": "助人为乐",
        "見義勇為": "见义勇为",
        "誠實守信": "诚实守信",
        "敬業奉獻": "敬业奉献",
        "孝老愛親": "孝老爱亲",
    }
    people = report.counted[report.counted["person"]]
    category = people["category"].replace(alike)
    for row in table["rows"]:
        label = row[0]["value"]
        own = people[category == alike.get(label, "" if label in ("未分类", "未分類") else label)]
        yield counted((label,), 1, own)
        yield (label,), 2, per_mille(len(own), len(people)), None
    yield counted((), 1, people)
    yield (), 2, 1.0 if len(people) else None, None


def of_pictures(report: Report, table: Any) -> Iterator[Expected]:
    stories = report.counted
    rows = [
        ((name,), stories[stories["column"] == slug])
        for slug, name in report.campaign.columns.items()
    ]
    for labels, own in [*rows, ((), stories)]:
        shown = own[own["pictures"] > 0]
        yield counted(labels, 1, own)
        yield counted(labels, 2, shown)
        yield counted(labels, 3, own[own["pictures"] == 0])
        yield labels, 4, int(own["pictures"].sum()), frozenset(shown["path"])


def of_corrections(report: Report, table: Any) -> Iterator[Expected]:
    for story in report.whole.itertuples():
        for one in (
            [story.corrections] if isinstance(story.corrections, dict) else story.corrections
        ):
            at = moment(one["date"])
            if at and at <= report.now and report.has(at):
                yield (story.title,), 1, at.date().isoformat(), frozenset([story.path])


TABLES: dict[str, Callable[[Any, Any], Iterator[Expected]]] = {
    "regions": of_regions,
    "columns": of_columns,
    "months": of_months,
    "units": of_units,
    "silent": of_silent,
    "exemplars": of_exemplars,
    "pictures": of_pictures,
    "corrections": of_corrections,
    "deadlines": of_deadlines,
    "press": of_press,
}


def compared(report: Report) -> Iterator[tuple[str, Any, Any]]:
    """Yield each figure of a report: its name, what it has to be, and what it is."""
    content = f"{report.campaign.content}/"
    places = [one["place"].removeprefix(content) for one in report.says["sources"]]
    regions = next((one for one in report.says["tables"] if one["slug"] == "regions"), None)
    report.regions_of_all = [*report.regions(regions)] if regions else []  # type: ignore[attr-defined]
    for table in report.says["tables"]:
        slug = table["slug"]
        of = of_books if slug.startswith("books-") else TABLES.get(slug.removesuffix("-debtors"))
        if of is None:
            yield f"{slug}: nobody recomputes it", True, False
            continue
        texts = [
            at for at, one in enumerate(table["columns"]) if one["holds"] == "text" and one["named"]
        ]
        shown = {}
        for row in [*table["rows"], *([table["total"]] if table["total"] else [])]:
            labels = tuple(simple(str(row[at]["value"])) for at in texts)
            labels = (
                () if row is table["total"] and labels == ("合计",) and slug != "units" else labels
            )
            for at, cell in enumerate(row):
                if table["columns"][at]["holds"] != "text":
                    shown[labels, at] = cell
        for said, at, value, stories in of(report, table):
            labels = tuple(map(simple, said))
            name = f"{slug}/{'/'.join(labels)}/{table['columns'][at]['title']}"
            cell = shown.pop((labels, at), {"value": "missing", "sources": []})
            yield name, value, cell["value"]
            if stories is not None:
                yield f"{name} sources", stories, frozenset(places[one] for one in cell["sources"])
        for (labels, at), cell in shown.items():
            if cell["value"] is not None:
                yield (
                    f"{slug}/{labels}/{table['columns'][at]['title']}: recomputed by nobody",
                    None,
                    cell["value"],
                )


def main(content: Path, files: list[Path]) -> int:
    """Compare all, print what differs and how many figures were compared."""
    figures = differing = 0
    for file in files:
        for name, expected, found in compared(Report(content, file)):
            figures += 1
            if expected != found:
                differing += 1
                sys.stdout.write(f"{file.stem}: {name}: {expected} computed, {found} shown\n")
    sys.stdout.write(f"{figures} figures compared, {differing} differ\n")
    assert "zhuanlan" not in sys.modules
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]]))
