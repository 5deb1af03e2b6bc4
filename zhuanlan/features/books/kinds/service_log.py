"""志愿服务记录: who served where for how long (民发〔2015〕149号), without identity numbers.

Readers see what was done and the sums. Names, numbers and certificates are for the office
(`zhuanlan service-log`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import Field

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, likely, meant_of_allowed
from zhuanlan.features.books import summaries
from zhuanlan.features.books.children import without_names
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.reader import BLANK, BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import Bar, Bars, Section
from zhuanlan.features.books.summaries import figure
from zhuanlan.features.books.sums import numbers_of
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import Declared, Slug, Text, refuse

HOURS_OF_A_DAY = Decimal(24)


class PlatformColumn(Declared):
    """A column of the table that a province's platform takes: a column of the book, or a text."""

    head: Text = Field(description=N_("Head: as the platform has it"), examples=["志愿者姓名"])
    column: Slug | None = Field(
        None, description=N_("Column: the slug of the book's column"), examples=["person"]
    )
    text: Text | None = Field(
        None, description=N_("Text: what each row says there"), examples=["社区服务"]
    )


class ServiceSettings(Declared):
    """What a book of services wants to know besides."""

    platform: Text | None = Field(
        None,
        description=N_("Platform: where the services are to be entered"),
        examples=["全国志愿服务信息系统"],
    )
    issuer: Text | None = Field(
        None,
        description=N_("Issuer: who seals certificates; the hosts of the campaign unless given"),
        examples=["某市文明办"],
    )
    export: tuple[PlatformColumn, ...] = Field(
        (),
        description=N_("Export: the columns of that platform; those of the book unless given"),
        examples=[[{"head": "志愿者姓名", "column": "person"}]],
    )


class _ServiceLog(Kind):
    name = "service_log"
    title = N_("service log")
    chinese = ("志愿服务记录",)
    settings = ServiceSettings
    columns = (
        BookColumn(slug="number", name="志愿者编号", public=False),
        BookColumn(slug="person", name="姓名", type="person", public=False),
        BookColumn(slug="date", name="服务日期", type="date", needed=True),
        BookColumn(slug="unit", name="组织单位", type="unit", needed=True),
        BookColumn(slug="organiser", name="主办单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="place", name="服务地点"),
        BookColumn(slug="activity", name="所属活动", type="activity"),
        BookColumn(slug="content", name="服务内容", needed=True),
        BookColumn(slug="people", name="服务人数", type="number", counts=("人",)),
        BookColumn(slug="hours", name="服务时间", type="number", counts=("小时",), decimals=1),
        BookColumn(slug="beneficiaries", name="受益人数", type="number", counts=("人",)),
        BookColumn(slug="quality", name="服务质量"),
        BookColumn(slug="responsible", name="负责人", type="person", public=False),
    )
    key = ("number", "person", "date", "unit", "content")

    def fit(self, book: Book) -> None:
        if not isinstance(book.settings, ServiceSettings):
            return
        known = [column.slug for column in book.all_columns]
        for place, one in enumerate(book.settings.export):
            at = ("settings", "export", place)
            if one.column and one.column not in known:
                guess = likely(one.column, known)
                values = {"value": one.column, "guess": guess, "allowed": ", ".join(known)}
                message = N_("the book has no column “{value}”")
                raise refuse(message, meant_of_allowed(guess), (*at, "column"), **values)
            if bool(one.column) == bool(one.text):
                message = N_("“{value}” needs a column or a text, and not both")
                raise refuse(message, at=at, value=one.head)

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterator[Problem]:
        pick = picker(book.all_columns)
        for row in rows:
            hours, people = pick(row, "hours"), pick(row, "people")
            most = HOURS_OF_A_DAY * (people[0] if isinstance(people, tuple) else 1)
            if isinstance(hours, tuple) and hours[0] > most:
                message = N_("{hours} hours are more than there are in a day: {most}")
                hint = N_("write one row for each day, and the number of people")
                yield at(row, message, hint, hours=figure(hours[0]), most=figure(most))

    def protected(self, rows: Sequence[Row], book: Book, ledgers: Ledgers) -> Iterator[Row]:
        return without_names(rows, book, ("person", "responsible"))

    def sections(self, reader: BookReader) -> Iterator[Section]:
        if not len(reader):
            return
        yield summaries.key_figures(reader)
        yield from _months(reader)
        for slug in ("unit", "activity", "region"):
            if reader.has(slug):
                yield from summaries.sums_by(reader, reader.column(slug))


SERVICE_LOG = _ServiceLog()


def _months(reader: BookReader) -> Iterator[Section]:
    """Yield the hours of each month, or how many services it had where none are counted."""
    if not reader.has("date"):
        return
    numbers = [column.slug for column in numbers_of(reader.book)]
    place = numbers.index("hours") if "hours" in numbers else None
    bars = []
    for month, found in summaries.by_month(reader, "date").items():
        hours = found.figures[place] if place is not None else None
        if place is None:
            bars.append(Bar(month, found.rows, f"{found.rows:,}"))
        else:
            said = summaries.figure(hours[0]) if hours else BLANK
            bars.append(Bar(month, float(hours[0]) if hours else 0, said))
    count = Word(N_("entries")) if place is None else reader.column("hours").count
    yield Bars(title=Word(N_("By month")), bars=tuple(bars), count=count)
