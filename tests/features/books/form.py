"""A statistics form, its surroundings, and ways to read returns of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from tests.features.books.tables import CAMPAIGN, REGIONS
from zhuanlan.core.i18n import translator
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.books.forms.account import Account
from zhuanlan.features.books.kinds.form import FORM
from zhuanlan.features.books.packing import packed
from zhuanlan.features.books.reader import BookReader
from zhuanlan.model.book import Book, Row
from zhuanlan.model.campaign import Campaign, InCampaign

SETTINGS: dict[str, Any] = {
    "items": [
        {
            "name": "“面对面、心贴心”活动",
            "categories": [
                {"name": "召开座谈会", "counts": ["人", "次"]},
                {"name": "走访职工群众", "counts": ["人"]},
            ],
        },
        {"name": "学雷锋巡讲", "short": "巡讲", "counts": ["场", "次"], "blank": 2},
    ],
    "periods": ["2012年"],
    "due": [
        {"to": "乐山市总工会", "date": "2012-10-25", "who": ["市中区", "沙湾区", "成都市"]},
        {"to": "四川省总工会", "date": "2012-10-31"},
    ],
}

UNITS = {"市中区总工会": "市中区", "沙湾区总工会": "沙湾区", "成都市总工会": "成都市"}

OF_UNITS = Campaign.model_validate(
    {
        "slug": "leshan",
        "title": "乐山",
        "scope": "四川省",
        "phases": [{"slug": "start", "name": "启动", "start": "2012-03-05"}],
        "units": [{"name": name, "region": region} for name, region in UNITS.items()],
    },
    context=InCampaign(REGIONS, "000000", CAMPAIGN),
)

AROUND = InCampaign(REGIONS, "510000", OF_UNITS)


def form(**settings: Any) -> Book:
    """Return the book of a form."""
    given = {"slug": "statistics", "name": "统计表", "kind": "form"}
    return Book.model_validate({**given, "settings": {**SETTINGS, **settings}})


FOLDER = "leshan/books/statistics/"

HEAD = "单位,时间,项目,类别,数量\n"
"""Of the flat table."""


def annex(*lines: str, head: str = "单位：市中区总工会 时间：2012年") -> str:
    """Return a return that looks like the paper form."""
    return "\n".join(["统计表,,", f"{head},,", "项目,类别,数量", *lines, ""])


def read(files: Mapping[str, str | bytes], of: Book | None = None) -> list[Row]:
    """Read the files of a form as a build does; raises ProblemError."""
    book = of or form()
    rows: list[Row] = []
    problems = []
    for name, data in files.items():
        try:
            given = data.encode() if isinstance(data, str) else data
            rows += FORM.read(given, name, book, AROUND, None)
        except ProblemError as error:
            problems += error.problems
    if problems := problems or [*FORM.check(rows, book, AROUND)]:
        raise ProblemError(problems)
    return [*FORM.settled(rows, book)]


def wrong(files: Mapping[str, str | bytes], of: Book | None = None) -> list[str]:
    """Return what is wrong with files, as an editor reads it."""
    try:
        read(files, of)
    except ProblemError as error:
        return [problem.text(translator("en")) for problem in error.problems]
    return []


def wrong_annex(*lines: str, head: str = "单位：市中区总工会 时间：2012年") -> list[str]:
    """Return what is wrong with a return; paths are left away."""
    path = f"{FOLDER}a.csv"
    return [said.removeprefix(f"{path} ") for said in wrong({path: annex(*lines, head=head)})]


def account(rows: list[Row], of: Book | None = None, now: str | None = None) -> Account:
    """Return what pages show of rows; `now` is the last moment that has passed."""
    book = of or form()
    site: Any = SimpleNamespace(regions=REGIONS, by_path={}, config=SimpleNamespace(pinyin={}))
    groups: Any = SimpleNamespace(campaign=OF_UNITS, addresses=lambda taxonomy: {})
    return Account(BookReader(site, groups, book, packed(rows, book) | {"now": now}))


def cells(rows: list[Row]) -> list[tuple[str, ...]]:
    """Return item, category, count and figures of rows, as texts."""
    slugs = [column.slug for column in form().all_columns]
    wanted = [slugs.index(s) for s in ("item", "category", "count", "quantity", "second")]
    return [tuple(_text(row.values[place]) for place in wanted) for row in rows]


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "/".join(map(str, value))
    return "" if value is None else str(value)
