"""A book and its surroundings, and ways to write files of rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import openpyxl

from zhuanlan.core.i18n import translator
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.books.packing import packed
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import rows_of, told_apart
from zhuanlan.model.book import Book, Row
from zhuanlan.model.campaign import Campaign, InCampaign
from zhuanlan.model.region import Region, Regions
from zhuanlan.model.site import Groups

REGIONS = Regions(
    [
        Region("000000", "全国", "country", None, None),
        Region("510000", "四川省", "province", "000000", "000000"),
        Region("511100", "乐山市", "prefecture", "510000", "510000"),
        Region("511102", "市中区", "county", "511100", "511100"),
        Region("511111", "沙湾区", "county", "511100", "511100"),
        Region("510100", "成都市", "prefecture", "510000", "510000"),
    ]
)

CAMPAIGN = Campaign.model_validate(
    {
        "slug": "leshan",
        "title": "乐山",
        "phases": [{"slug": "start", "name": "启动", "start": "2012-03-05"}],
        "activities": [{"slug": "talks", "name": "学习雷锋精神巡讲"}],
    }
)

AROUND = InCampaign(REGIONS, "510000", CAMPAIGN)


def book(*columns: dict[str, Any], **keys: Any) -> Book:
    """Return a plain book; without columns one with a unit, a region and figures."""
    given = columns or (
        {"slug": "unit", "name": "单位", "type": "unit", "needed": True},
        {"slug": "region", "name": "地区", "type": "region"},
        {"slug": "people", "name": "参加人数", "type": "number", "counts": ["人"]},
        {"slug": "talks", "name": "座谈会", "type": "number", "counts": ["人", "次"]},
        {"slug": "rate", "name": "完成率", "type": "number", "counts": ["%"], "decimals": 1},
        {"slug": "day", "name": "日期", "type": "date"},
    )
    return Book.model_validate({"slug": "returns", "name": "统计表", "columns": given, **keys})


def workbook(
    *rows: Sequence[Any], title: str = "表1", change: Callable[[Any], object] = bool
) -> bytes:
    """Return an XLSX file with one sheet; `change` gets the workbook before it is saved."""
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    change(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def read(data: bytes | str, name: str = "books/returns.csv", of: Book | None = None) -> list[Row]:
    """Read a file of rows."""
    return rows_of(data.encode() if isinstance(data, str) else data, name, of or book(), AROUND)


def reader(rows: Sequence[Row], of: Book) -> BookReader:
    """Return what a kind sees of rows."""
    site: Any = SimpleNamespace(regions=REGIONS, by_path={})
    groups = Groups(CAMPAIGN, REGIONS, (), {})
    return BookReader(site, groups, of, packed(rows, of) | {"now": None})


def wrong(data: bytes | str, name: str = "books/returns.csv", of: Book | None = None) -> list[str]:
    """Return what is wrong with a file, as an editor reads it."""
    english = translator("en")
    try:
        rows = read(data, name, of)
    except ProblemError as error:
        return [problem.text(english) for problem in error.problems]
    return [problem.text(english) for problem in told_apart(rows, of or book())]
