"""Press registers count by level; lists of tasks know what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.features.books.form import AROUND, OF_UNITS
from tests.features.books.tables import REGIONS
from zhuanlan.core.i18n import translator
from zhuanlan.features.books.kind import kind_of
from zhuanlan.features.books.packing import packed
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import rows_of
from zhuanlan.features.books.sections import Figures, Grid, Section, Timeline
from zhuanlan.model.book import Book, Row
from zhuanlan.testing import SmallSite

PRESS = Book.model_validate({"slug": "press", "name": "信息报送", "kind": "press"})
TASKS = Book.model_validate({"slug": "tasks", "name": "报送", "kind": "tasks"})


def rows(book: Book, text: str) -> list[Row]:
    return rows_of(text.encode(), "leshan/books/a.csv", book, AROUND)


def wrong(book: Book, text: str) -> list[str]:
    kind = kind_of(book)
    english = translator("en")
    return [one.text(english) for one in kind.check(rows(book, text), book, AROUND)]


def sections(book: Book, text: str, now: str | None = None) -> list[Section]:
    from types import SimpleNamespace

    site: Any = SimpleNamespace(regions=REGIONS, by_path={})
    groups: Any = SimpleNamespace(
        campaign=OF_UNITS, addresses=lambda taxonomy: {}, language="zh-Hans"
    )
    data = packed(rows(book, text), book) | {"now": now}
    kind = kind_of(book)
    return [*kind.sections(BookReader(site, groups, book, data))]


def grids(found: Iterable[Section]) -> Iterator[list[list[str]]]:
    for one in found:
        if isinstance(one, Grid):
            lines = [*one.rows, one.foot] if one.foot else one.rows
            yield [[cell.text for cell in row] for row in lines]


CLIPPINGS = """日期,媒体,级别,标题,报送单位,地区,网址
2012-03-23,工会简报,简报,甲,市中区总工会,市中区,
2012-05-02,市报,市级,乙,沙湾区总工会,沙湾区,https://example.org/b
2012-04-02,市报,市级,丙,市中区总工会,市中区,
"""


def test_press_is_counted_by_level_unit_and_region() -> None:
    found = sections(PRESS, CLIPPINGS)
    [levels] = [one for one in found if isinstance(one, Figures)]
    assert [(one.name, one.value, one.count) for one in levels.figures] == [
        ("简报", "1", "期"),
        ("县级", "0", "条"),
        ("市级", "2", "条"),
        ("省级及以上", "0", "条"),
    ]
    units, regions, clippings = grids(found)
    assert units == [
        ["市中区总工会", "1", "0", "1", "0"],
        ["沙湾区总工会", "0", "0", "1", "0"],
        ["Total", "1", "0", "2", "0"],
    ]
    assert [row[0] for row in regions] == ["四川省", "乐山市", "市中区", "沙湾区", "Total"]
    assert regions[1][1:] == ["1", "0", "2", "0"]
    assert [row[3] for row in clippings] == ["乙", "丙", "甲"]


def test_a_clipping_leads_to_web_addresses_only() -> None:
    found = sections(PRESS, CLIPPINGS)
    table = [one for one in found if isinstance(one, Grid)][-1]
    assert [row[3].url for row in table.rows] == ["https://example.org/b", None, None]
    bad = CLIPPINGS.replace("https://example.org/b", "javascript:alert(1)")
    table = [one for one in sections(PRESS, bad) if isinstance(one, Grid)][-1]
    assert [row[3].url for row in table.rows] == [None, None, None]
    assert wrong(PRESS, bad) == [
        "leshan/books/a.csv A3: “javascript:alert(1)” is no web address; "
        "an address begins with https:// or http://; leave the cell blank if none"
    ]


DUE = """事项,报送单位,报送地区,报送至,截止时间,收到时间
活动方案,,沙湾区,省文明办,2012-03-06 12:00,
活动方案,市中区总工会,,省文明办,2012-03-04 17:00,2012-03-04 16:59
活动方案,沙湾区总工会,,省文明办,2012-03-04 17:00,2012-03-04 17:01
总结,市中区总工会,,省文明办,2012-12-01,
"""


def states(now: str | None) -> list[str]:
    *_, tasks = grids(sections(TASKS, DUE, now))
    return [row[-1] for row in tasks]


def test_the_state_of_a_task_depends_on_its_hour() -> None:
    assert states("2012-03-04T17:01:00") == ["done", "done late", "due", "due"]
    assert states("2012-03-06T12:00:00") == ["done", "done late", "overdue", "due"]
    assert states("2012-12-02T00:00:00") == ["done", "done late", "overdue", "overdue"]


def test_what_is_received_counts_once_its_moment_has_passed() -> None:
    assert states(None) == ["due"] * 4
    assert states("2012-03-04T16:59:00") == ["done", "due", "due", "due"]
    assert states("2012-03-04T17:00:00") == ["done", "overdue", "due", "due"]


def test_its_moments_are_the_ends_of_deadlines_and_what_is_received() -> None:
    kind = kind_of(TASKS)
    moments = {moment.isoformat() for moment in kind.moments(rows(TASKS, DUE), TASKS)}
    deadlines = {"2012-03-06T12:00:00", "2012-03-04T17:00:00", "2012-12-02T00:00:00"}
    assert moments == deadlines | {"2012-03-04T16:59:00", "2012-03-04T17:01:00"}


def test_what_is_open_comes_next_first_and_is_counted_by_unit() -> None:
    found = sections(TASKS, DUE, "2012-03-06T12:00:00")
    [open_] = [one for one in found if isinstance(one, Timeline)]
    assert [(one.over, one.state_name) for one in open_.items] == [
        ("2012-03-06 12:00", "overdue"),
        ("2012-12-01", "due"),
    ]
    counts, _ = grids(found)
    assert counts == [
        ["沙湾区", "0", "0", "1", "0"],
        ["市中区总工会", "1", "0", "0", "1"],
        ["沙湾区总工会", "0", "1", "0", "0"],
        ["Total", "1", "1", "1", "1"],
    ]


def test_somebody_owes_a_task() -> None:
    assert wrong(TASKS, "事项,报送至,截止时间\n总结,省文明办,2012-12-01\n") == [
        "leshan/books/a.csv A2: nobody owes “总结”; write who does into 报送单位 or 报送地区"
    ]


def test_an_overdue_task_shows_on_the_page_once_its_hour_has_passed(tmp_path: Path) -> None:
    from datetime import datetime

    books = [{"slug": "tasks", "name": "报送", "kind": "报送事项"}]
    site = SmallSite(tmp_path, campaign={"books": books})
    head = "事项,报送单位,报送至,截止时间\n"
    site.write("content/spring/books/tasks.csv", f"{head}总结,甲单位,乙单位,2013-06-01 17:00\n")
    site.build(now=datetime(2013, 6, 1, 16, 59))  # noqa: DTZ001 - the site's own time
    assert "已逾期" not in site.page("spring/books/tasks/index.html")
    site.build(now=datetime(2013, 6, 1, 17))  # noqa: DTZ001
    assert "已逾期" in site.page("spring/books/tasks/index.html")


def test_a_clipping_names_the_story_that_it_took_up(tmp_path: Path) -> None:
    books = [{"slug": "press", "name": "信息报送", "kind": "press"}]
    site = SmallSite(tmp_path, campaign={"books": books})
    site.post("news/a.md", title="甲")
    head = "日期,媒体,级别,标题,本站稿件\n"
    path = "content/spring/books/press.csv"
    site.write(path, f"{head}2013-03-05,市报,市级,乙,news/a.md\n")
    site.build()
    assert "news/a.html" in site.page("spring/books/press/index.html")
    site.write(path, f"{head}2013-03-05,市报,市级,乙,news/b.md\n")
    [said] = site.problems()
    assert "news/b.md" in said
