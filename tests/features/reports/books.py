"""Figures of books in reports, recomputed with pandas from CSV as editors wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from raw import moment, per_mille

Expected = tuple[tuple[str, ...], int, Any, None]


def _book(report: Any, slug: str) -> dict[str, Any]:
    return next(one for one in report.campaign.says["books"] if one["slug"] == slug)


def plain(value: Any) -> Any:
    """Return a sum as JSON writes it: a whole number as such, none as None."""
    if value is None or pd.isna(value):
        return None
    return int(value) if float(value) == int(value) else float(value)


def _measures(report: Any, slug: str) -> tuple[pd.DataFrame, list[tuple[str, str, pd.Series]]]:
    """Return the rows of a book, and what is added up: name, unit of count, figures."""
    book = _book(report, slug)
    if book.get("kind") == "form":
        return _of_form(report, book)
    rows = report.campaign.book(slug)
    ones = pd.Series(1, index=rows.index)
    found = [("条目", "", ones)]
    if book.get("kind") == "stations":
        since = rows["建成日期"].map(lambda one: moment(one) if isinstance(one, str) else None)
        built = (rows["状态"] == "已建成") & ~(since > report.now)
        due = rows["期限"].map(lambda one: moment(one, last=True))
        late = ~built & (due < report.now)
        found += [("已建成", "", ones[built]), ("在建", "", ones[~built & ~late])]
        found.append(("逾期", "", ones[late]))
    declared = [
        (c["name"], c.get("counts", [""])[0])
        for c in book.get("columns", ())
        if c.get("type") == "number"
    ]
    known = [
        ("参加人数", "人"),
        ("服务人数", "人"),
        ("服务时间", "小时"),
        ("受益人数", "人"),
        ("隊員人數", "人"),
    ]
    for name, unit in [*declared, *known]:
        if name in rows.columns and name not in [one[0] for one in found]:
            found.append((name, unit, pd.to_numeric(rows[name]).dropna()))
    return rows, found


def _of_form(report: Any, book: Any) -> tuple[pd.DataFrame, list[tuple[str, str, pd.Series]]]:
    folder = report.campaign.content / report.campaign.folder / "books" / book["slug"]
    last: dict[str, tuple[str, pd.DataFrame]] = {}
    for file in sorted(folder.glob("*.csv")):
        text = file.read_text("utf-8-sig")
        unit = re.search(r"单位：([^,\n]+)", text)[1]  # type: ignore[index]
        corrected = re.search(r"更正日期：([\d-]+)", text)
        rows = pd.read_csv(io.StringIO(text[text.index("项目,") :]), dtype=str)
        version = corrected[1] if corrected else ""
        if version >= last.get(unit, ("", rows))[0]:
            last[unit] = version, rows.assign(unit=unit)
    lines = pd.concat([rows for _version, rows in last.values()], ignore_index=True)
    lines["项目"] = lines["项目"].ffill()
    lines["line"] = lines["类别"].str.replace(r"[（(].*", "", regex=True).fillna("")
    regions = {one["name"]: one.get("region") for one in report.campaign.says["units"]}
    lines["地区"] = lines["unit"].map(regions)
    written = lines["数量"].where(lines["数量"].str.contains(r"\d", na=False))
    figures = written.str.replace(r"[^\d./／]", "", regex=True).str.replace("／", "/")
    parts = figures.str.split("/", expand=True).apply(pd.to_numeric)
    found = []
    for item in book["settings"]["items"]:
        own = lines["项目"] == item["name"]
        if "counts" in item:
            found += _counts(item.get("short", item["name"]), item["counts"], parts[own])
        for one in item.get("categories", ()):
            found += _counts(
                one["name"], one["counts"], parts[own & (lines["line"] == one["name"])]
            )
    return lines, found


def _counts(name: str, counts: Any, parts: pd.DataFrame) -> list[tuple[str, str, pd.Series]]:
    units = [counts] if isinstance(counts, str) else counts
    return [(name, unit, parts[at].dropna()) for at, unit in enumerate(units)]


def of_books(report: Any, table: Any) -> Iterator[Expected]:
    """Totals by item, or by region."""
    slug = table["slug"].removeprefix("books-")
    if slug.endswith("-regions"):
        yield from _by_region(report, table, slug.removesuffix("-regions"))
        return
    _rows, measures = _measures(report, slug)
    for name, unit, figures in measures:
        empty = 0 if unit == "" and name in ("条目", "已建成", "在建", "逾期") else None
        total = plain(figures.sum()) if len(figures) else empty
        yield (name, unit), 2, total, None
        yield (name, unit), 3, len(figures), None


def _by_region(report: Any, table: Any, slug: str) -> Iterator[Expected]:
    rows, measures = _measures(report, slug)
    regions, scope = report.campaign.regions, report.campaign.scope
    column = next(name for name in ("地区", "地區", "报送地区") if name in rows.columns)
    lines = rows[column].map(
        lambda one: regions.line(regions.find(one, scope)[0], scope) if isinstance(one, str) else []
    )
    named = [((label,), code) for label, code, _place in report.regions(table)]
    unnamed = [(("未注明",), "")] if (lines.map(len) == 0).any() else []
    for labels, code in [*named, *unnamed, ((), None)]:
        inside = lines.map(
            lambda line, code=code: code is None or (code in line if code else not line)
        )
        for at, (name, unit, figures) in enumerate(measures, 1):
            own = figures[inside.reindex(figures.index).astype(bool)]
            empty = 0 if unit == "" and name in ("条目", "已建成", "在建", "逾期") else None
            yield labels, at, plain(own.sum()) if len(own) else empty, None


def of_press(report: Any, table: Any) -> Iterator[Expected]:
    """By level."""
    book = next(one for one in report.campaign.says["books"] if one["kind"] == "press")
    rows = report.campaign.book(book["slug"])
    dates = rows["日期"].map(moment)
    rows = rows[[at <= report.now and report.has(at) for at in dates]]
    for level in ("简报", "县级", "市级", "省级及以上", None):
        own = rows if level is None else rows[rows["级别"] == level]
        labels = (level,) if level else ()
        yield labels, 1, len(own), None
        yield labels, 2, int(own["本站稿件"].notna().sum()), None


def _duties(report: Any) -> Iterator[tuple[str, str, datetime, str, Any, bool]]:
    """Yield what is owed: what, who, when, as written, received at, whether it came in."""
    campaign = report.campaign
    for book in campaign.says["books"]:
        if book.get("kind") == "tasks":
            for row in campaign.book(book["slug"]).to_dict("records"):
                who = row.get("报送单位")
                who = campaign.unit(who) if isinstance(who, str) else row["报送地区"]
                got = moment(row["收到时间"]) if isinstance(row["收到时间"], str) else None
                yield (
                    row["事项"],
                    who,
                    moment(row["截止时间"]),
                    row["截止时间"],
                    got,
                    got is not None,
                )
    for book in campaign.says["books"]:
        if book.get("kind") == "form":
            yield from _returns(report, book)


def _returns(report: Any, book: Any) -> Iterator[tuple[str, str, datetime, str, Any, bool]]:
    campaign, got = report.campaign, {}
    folder = campaign.content / campaign.folder / "books" / book["slug"]
    places = {one["name"]: one.get("region") for one in campaign.says["units"]}
    for file in folder.glob("*.csv"):
        text = file.read_text("utf-8-sig")
        unit = re.search(r"单位：([^,\n]+)", text)[1]  # type: ignore[index]
        received = moment(re.search(r"收到日期：([\d-]+)", text)[1])  # type: ignore[index]
        code = campaign.regions.find(places[unit], campaign.scope)[0]
        if "更正日期" not in text:
            got[code] = received
    for due in book["settings"]["due"]:
        if due.get("who") == "channels":
            for place in campaign.says["channels"]:
                code, _former = campaign.regions.find(place, campaign.scope)
                name = campaign.regions.name[code]
                yield (
                    book["name"],
                    name,
                    moment(due["date"]),
                    due["date"],
                    got.get(code),
                    code in got,
                )


def of_deadlines(report: Any, table: Any) -> Iterator[Expected]:
    """By task, or by who owes it."""
    duties = []
    for what, who, due, written, received, here in _duties(report):
        if not report.has(due):
            continue
        end = due if ":" in written else due + timedelta(days=1) - timedelta(microseconds=1)
        if received and received > report.now:
            received, here = None, False
        state = (
            (0 if received is None or received <= end else 1)
            if here
            else (2 if end < report.now else 3)
        )
        duties.append((what, who, written, state))
    frame = pd.DataFrame(duties, columns=["what", "who", "due", "state"])
    by_debtor = table["slug"].endswith("-debtors")
    first = 1 if by_debtor else 2
    groups = [((name,), own) for name, own in frame.groupby("who" if by_debtor else "what")]
    for labels, own in [*groups, ((), frame)]:
        if labels and not by_debtor:
            due = own["due"].iloc[0]
            yield labels, 1, moment(due).isoformat() if ":" in due else due, None
        for state in range(4):
            yield labels, first + state, int((own["state"] == state).sum()), None
        yield labels, first + 4, len(own), None
        yield labels, first + 5, per_mille(int((own["state"] == 0).sum()), len(own)), None
