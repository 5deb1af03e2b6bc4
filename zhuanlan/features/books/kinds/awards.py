"""荣誉: who was honoured with what, by whom and when; and contests with their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from pydantic import Field

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.features.books import rolls
from zhuanlan.features.books.children import AGE, MINOR, with_names_hidden
from zhuanlan.features.books.kind import Kind, SubPage
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import Section
from zhuanlan.features.books.values import shown
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import Declared, LastMoment, Text


class AwardsSettings(Declared):
    """What a book of honours that are won in a contest wants to know besides."""

    theme: Text | None = Field(
        None, description=N_("Theme: of the contest"), examples=["像雷锋那样"]
    )
    deadline: LastMoment | None = Field(
        None, description=N_("Deadline: until when works may be entered"), examples=["2012-06-01"]
    )


class _Awards(Kind):
    name = "awards"
    title = N_("awards")
    chinese = ("荣誉",)
    settings = AwardsSettings
    declares = "honours"
    columns = (
        BookColumn(slug="honour", name="荣誉"),
        BookColumn(slug="level", name="等级"),
        BookColumn(slug="winner", name="获得者", type="person"),
        BookColumn(slug="unit", name="所在单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="work", name="作品"),
        BookColumn(slug="story", name="事迹或作品稿件", type="post"),
        BookColumn(slug="words", name="评语"),
        BookColumn(slug="entered", name="报送日期", type="date"),
        BookColumn(slug="issuer", name="授予单位"),
        BookColumn(slug="date", name="授予日期", type="date"),
        BookColumn(slug="document", name="文号"),
        AGE,
        MINOR,
    )
    key = ("honour", "winner", "work", "unit")
    lists_rows = False

    def protected(self, rows: Sequence[Row], book: Book, ledgers: Ledgers) -> Iterator[Row]:
        return with_names_hidden(rows, book, "winner", ledgers)

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterator[Problem]:
        deadline = _settings(book).deadline
        pick = picker(book.all_columns)
        for row in rows:
            value = {slug: pick(row, slug) for slug in _CHECKED}
            winner = value["winner"] or value["unit"] or value["work"]
            if not (value["honour"] or winner):
                message = N_("the row names neither an honour nor who won it, nor a work")
                yield at(row, message, N_("delete the row, or fill one of these cells"))
            elif value["level"] and not value["honour"]:
                message = N_("the row has a level, “{value}”, and no honour")
                yield at(row, message, N_("name the honour"), value=shown(value["level"]))
            elif value["date"] and value["honour"] and not winner:
                message = N_("“{value}” was awarded, but nobody is named")
                hint = N_("name who won it, or take the date out")
                yield at(row, message, hint, value=shown(value["honour"]))
            entered = value["entered"]
            if deadline and isinstance(entered, datetime) and entered > deadline:
                message = N_("entered on {date}, after the deadline of {deadline}")
                hint = N_("correct the date, or take the entry out")
                dates = {"date": shown(entered), "deadline": f"{deadline:%Y-%m-%d}"}
                yield at(row, message, hint, **dates)

    def moments(self, rows: Sequence[Row], book: Book) -> Iterator[datetime]:
        if deadline := _settings(book).deadline:
            yield deadline

    def declared(self, rows: Sequence[Row], book: Book) -> Iterable[str]:
        pick = picker(book.all_columns)
        return dict.fromkeys(shown(honour) for row in rows if (honour := pick(row, "honour")))

    def honours(self, rows: Sequence[Row], book: Book) -> Iterator[tuple[str, str]]:
        pick = picker(book.public_columns)
        for row in rows:
            story, honour = pick(row, "story"), pick(row, "honour")
            if story and honour:
                level, date = pick(row, "level"), pick(row, "date")
                year = f"{date.year}" if isinstance(date, datetime) else ""
                said = "，".join(filter(None, (shown(level), year)))
                yield str(story), f"{honour}（{said}）" if said else str(honour)

    def sections(self, reader: BookReader) -> Iterator[Section]:
        return rolls.sections(reader)

    def pages(self, reader: BookReader) -> Iterator[SubPage]:
        return rolls.pages(reader)


AWARDS = _Awards()

_CHECKED = ("honour", "level", "winner", "unit", "work", "date", "entered")


def _settings(book: Book) -> AwardsSettings:
    settings: AwardsSettings = book.settings
    return settings
