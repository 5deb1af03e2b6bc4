"""活动: the calendar, and the material before, during and after each event."""

from __future__ import annotations

from datetime import datetime

from tests.features.books.places import said, same_as_clean, site_with, table
from zhuanlan.build import load
from zhuanlan.features.books.calendar import Event, calendar
from zhuanlan.plan.advice import next_change
from zhuanlan.testing import SmallSite

BOOK = {"slug": "events", "name": "活动", "kind": "events"}
ROWS = """日期,结束日期,名称,形式,地点,主办单位,计划方案,服务规则,文字记录,现场图片,工作总结
2017-04-23,,阅读推广,讲座,一楼,图书馆,有,有,有,有,有
2017-05-18 14:30,,博物馆日,讲座,展厅,博物馆,有,有,有,,无
2017-05-20,2017-06-02,巡回展览,展览,各乡镇,图书馆,有,有,,,
"""
LAST = datetime(2017, 6, 2, 23, 59)  # noqa: DTZ001
MIDNIGHT = datetime(2017, 6, 3)  # noqa: DTZ001


def test_material_is_missing_once_an_event_is_over(kept: SmallSite) -> None:
    kept.build(now=LAST)
    page = said(kept, "events/index.html")
    assert "Held 2" in page
    assert "With all material 1" in page
    assert "博物馆 3 of 5 图书馆 5 of 5" in page
    kept.build(now=MIDNIGHT)
    page = said(kept, "events/index.html")
    assert "Held 3" in page
    assert "图书馆 7 of 10 博物馆 3 of 5" in page
    assert "计划方案 3 of 3" in page
    assert "现场图片 1 of 3" in page


def test_the_end_of_an_event_is_the_next_change(kept: SmallSite) -> None:
    assert next_change(load(kept.options(now=LAST))) == MIDNIGHT
    kept.build(now=LAST)
    assert same_as_clean(kept, now=MIDNIGHT)


def test_events_to_come_are_shown_first(kept: SmallSite) -> None:
    kept.build(now=datetime(2017, 5, 1))  # noqa: DTZ001
    page = said(kept, "events/index.html")
    assert "Events to come 2017-05-18 14:30 博物馆日" in page
    assert "阅读推广" not in page.partition("Events to come")[2].partition("By month")[0]


def test_each_month_has_a_page(kept: SmallSite) -> None:
    kept.build(now=MIDNIGHT)
    assert "2017-04 1 entries 2017-05 2 entries" in said(kept, "events/index.html")
    page = said(kept, "events/month/2017-05/index.html")
    assert page.index("博物馆日") < page.index("2017-05-20 – 2017-06-02 巡回展览")
    assert "阅读推广" not in page


def test_each_event_has_a_page_with_its_material(kept: SmallSite) -> None:
    kept.write("content/spring/news/summary.pdf", "%PDF-1.4")
    table(kept, "events", ROWS.replace("有,,无", "有,,news/summary.pdf"))
    kept.build(now=MIDNIGHT)
    page = said(kept, "events/bo-wu-guan-ri/index.html")
    assert "Some of the material is missing." in page
    assert "before 计划方案 有" in page
    assert "during 现场图片 –" in page
    assert "after 工作总结 summary.pdf" in page
    assert "missing." not in said(kept, "events/yue-du-tui-guang/index.html")


def test_a_station_leads_to_its_page(kept: SmallSite) -> None:
    stations = {"slug": "stations", "name": "示范点", "kind": "stations"}
    kept = site_with(kept.folder, BOOK, stations)
    table(kept, "stations", "名称,责任单位,状态\n梅庵,甲,筹备\n")
    table(kept, "events", "日期,名称,主办单位,示范点\n2017-08-01,夏夜讲解,甲,梅庵\n")
    kept.build(now=MIDNIGHT)
    page = kept.page("spring/books/events/xia-ye-jiang-jie/index.html")
    assert 'href="/spring/books/stations/mei-an/">梅庵' in page
    table(kept, "stations", "名称,责任单位,状态\n梅庵,甲,筹备\n美庵,甲,筹备\n")
    assert same_as_clean(kept, now=MIDNIGHT)
    assert "stations/mei-an-" in kept.page("spring/books/events/xia-ye-jiang-jie/index.html")


def test_a_station_that_is_in_no_book(kept: SmallSite) -> None:
    stations = {"slug": "stations", "name": "示范点", "kind": "stations"}
    kept = site_with(kept.folder, BOOK, stations)
    table(kept, "stations", "名称,责任单位,状态\n市科技中心,甲,筹备\n")
    table(kept, "events", "日期,名称,主办单位,示范点\n2017-08-01,讲解,甲,市科技中必\n")
    assert kept.problems() == [
        "content/spring/books/events.csv A2: “市科技中必” is in no book of the campaign "
        "that should hold it; did you mean “市科技中心”?"
    ]
    table(kept, "events", "日期,名称,主办单位,示范点\n2017-08-01,讲解,甲,市科技中心\n")
    kept.build()
    table(kept, "stations", "名称,责任单位,状态\n图书馆,甲,筹备\n")
    [problem] = kept.problems()
    assert problem.endswith("hold it; add it there, or correct the name")


def test_where_there_is_no_book_of_stations_a_station_is_a_text(kept: SmallSite) -> None:
    table(kept, "events", "日期,名称,主办单位,示范点\n2017-08-01,讲解,甲,梅庵\n")
    kept.build()
    assert "示范点 梅庵" in said(kept, "events/jiang-jie/index.html")


def test_an_edited_cell_changes_what_a_clean_build_has(kept: SmallSite) -> None:
    kept.build(now=MIDNIGHT)
    table(kept, "events", ROWS.replace("博物馆日", "博物馆之夜").replace("有,,无", "有,有,有"))
    assert same_as_clean(kept, now=MIDNIGHT)
    assert "博物馆 5 of 5" in said(kept, "events/index.html")


def test_an_event_ends_before_it_starts(kept: SmallSite) -> None:
    table(kept, "events", ROWS.replace("2017-06-02", "2017-05-02"))
    assert kept.problems() == [
        "content/spring/books/events.csv A4: “结束日期” (2017-05-02) comes before “日期” "
        "(2017-05-20); correct one of the two dates"
    ]


def test_an_event_ends_on_the_day_of_its_time(kept: SmallSite) -> None:
    table(kept, "events", ROWS.replace("14:30,", "14:30,2017-05-18"))
    assert kept.problems() == []


def test_material_that_does_not_exist(kept: SmallSite) -> None:
    table(kept, "events", ROWS.replace("有,,无", "有,,news/summary.pdf"))
    [problem] = kept.problems()
    assert problem == (
        "content/spring/books/events.csv:3:1: “../news/summary.pdf” does not exist; "
        "put the file there, or correct the name"
    )


def parsed(data: bytes) -> list[dict[str, str]]:
    """Return the events of a calendar as RFC 5545 says that they are read."""
    text = data.decode().replace("\r\n ", "")
    events: list[dict[str, str]] = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and not line.startswith(("BEGIN", "END")):
            value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
            events[-1][name] = value.replace("\\\\", "\\")
    return events


def test_the_calendar_is_read_back(kept: SmallSite) -> None:
    kept.build(now=MIDNIGHT)
    data = (kept.folder / "output/spring/books/events/events.ics").read_bytes()
    assert 'events/events.ics" download' in kept.page("spring/books/events/index.html")
    first, second, third = parsed(data)
    assert first["DTSTART;VALUE=DATE"] == "20170423"
    assert first["DTEND;VALUE=DATE"] == "20170424"
    assert second["DTSTART"] == "20170518T143000"
    assert "DTEND" not in second
    assert third["DTEND;VALUE=DATE"] == "20170603"
    assert second["SUMMARY"] == "博物馆日"
    assert second["LOCATION"] == "展厅"
    assert len({one["UID"] for one in (first, second, third)}) == 3


def test_an_event_keeps_its_uid(kept: SmallSite) -> None:
    file = kept.folder / "output/spring/books/events/events.ics"
    kept.build(now=MIDNIGHT)
    was = [one["UID"] for one in parsed(file.read_bytes())]
    table(kept, "events", ROWS.replace("展厅", "广场"))
    kept.build(now=MIDNIGHT)
    events = parsed(file.read_bytes())
    assert [one["UID"] for one in events] == was
    assert events[1]["LOCATION"] == "广场"


def test_lines_of_a_calendar_are_folded_within_no_character() -> None:
    title = "志愿服务" * 20 + ";,\\ 行一\n行二"
    day = datetime(2017, 3, 5, 9)  # noqa: DTZ001
    data = calendar("日历", [Event("1", title, day, datetime(2017, 3, 6))], day)  # noqa: DTZ001
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines[:-1])
    [event] = parsed(data)
    assert event["SUMMARY"] == title
    assert event["DTEND"] == "20170307T000000"


def test_a_calendar_without_events_is_not_offered(kept: SmallSite) -> None:
    table(kept, "events", "日期,名称,主办单位\n")
    kept.build(now=MIDNIGHT)
    assert not (kept.folder / "output/spring/books/events/events.ics").exists()
