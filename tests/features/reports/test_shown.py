"""Numbers, shares and dates as official documents write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Cell, Column, Value

CHINESE, ENGLISH, TRADITIONAL = Forms("zh-Hans"), Forms("en"), Forms("zh-Hant")


@pytest.mark.parametrize(
    ("value", "holds", "chinese", "english"),
    [
        (0, "number", "0", "0"),
        (9999, "number", "9999", "9,999"),
        (12_345, "number", "12,345", "12,345"),
        (Decimal("-12345.50"), "number", "-12,345.50", "-12,345.50"),
        (Decimal(10) / 3, "number", "3.3333", "3.3333"),
        (Decimal("0.1250"), "share", "12.5%", "12.5%"),
        (Decimal("0.00050"), "share", "0.1%", "0.1%"),
        (1, "share", "100.0%", "100.0%"),
        (5, "change", "+5", "+5"),
        (-5, "change", "-5", "-5"),
        (0, "change", "0", "0"),
        (None, "number", "–", "–"),
        (None, "text", "", ""),
        (date(2013, 3, 12), "date", "2013年3月12日", "12 March 2013"),
        (datetime(2013, 3, 4, 17, 5), "date", "2013年3月4日17:05", "4 March 2013, 17:05"),  # noqa: DTZ001
        ("两\n行\u202e\x1b", "text", "两 行\\u202e\\x1b", "两 行\\u202e\\x1b"),
    ],
)
def test_values(value: Value, holds: str, chinese: str, english: str) -> None:
    column = Column("", holds)  # type: ignore[arg-type]
    assert CHINESE.cell(Cell(value), column) == TRADITIONAL.cell(Cell(value), column) == chinese
    assert ENGLISH.cell(Cell(value), column) == english


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        ((2013, 3, 1), (2013, 6, 30), "2013年3月1日至6月30日", "1 March 2013 to 30 June 2013"),
        (
            (2013, 3, 1),
            (2014, 1, 5),
            "2013年3月1日至2014年1月5日",
            "1 March 2013 to 5 January 2014",
        ),
        ((2013, 3, 1), (2013, 3, 1), "2013年3月1日", "1 March 2013"),
        ((2013, 3, 1), None, "2013年3月1日以来", "since 1 March 2013"),
        (None, (2013, 3, 1), "截至2013年3月1日", "up to 1 March 2013"),
        (None, None, "活动全程", "the whole campaign"),
    ],
)
def test_ranges(
    start: tuple[int, int, int] | None,
    end: tuple[int, int, int] | None,
    chinese: str,
    english: str,
) -> None:
    days = [date(*one) if one else None for one in (start, end)]
    assert CHINESE.range(*days) == chinese
    assert ENGLISH.range(*days) == english


def test_what_xml_cannot_hold_is_shown_and_not_dropped() -> None:
    assert (
        text("a\x00b\ud800c\ufffe") == "a\\x00b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"
    )
