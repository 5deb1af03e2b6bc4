"""What the settings of a form declare: its lines, its periods, and who has to return it when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, Moment, Text, Texts, refuse

Decimals = Annotated[int, Field(ge=0, le=6)]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form: an item with one of its categories, or one that units name themselves.

    `category` is empty on the latter.
    """

    item: str
    category: str
    counts: tuple[str, ...]
    decimals: int
    short: str
    """How tables name it."""

    @property
    def count(self) -> str:
        """Its unit of count as forms write it: 人/次."""
        return "/".join(self.counts)


class FormCategory(Declared):
    """A line of an item."""

    name: Text = Field(
        description=N_("Name: as the form writes it, without the unit of count"),
        examples=["召开座谈会"],
    )
    counts: Texts = Field(
        description=N_("Unit of count: two of them where the line asks for two figures"),
        examples=[["人", "次"]],
    )
    decimals: Decimals = Field(
        0, description=N_("Decimals: how many a figure may have"), examples=[1]
    )


class FormItem(Declared):
    """An item of a form, with its lines."""

    name: Text = Field(
        description=N_("Name: as the form writes it"), examples=["“心手相连，与你同行”活动"]
    )
    short: Text | None = Field(
        None,
        description=N_("Short name: for tables, its name unless given"),
        examples=["心手相连"],
    )
    categories: tuple[FormCategory, ...] = Field(
        (),
        description=N_("Categories: its lines"),
        examples=[[{"name": "召开座谈会", "counts": ["人", "次"]}]],
    )
    counts: Texts = Field(
        (),
        description=N_("Unit of count: of lines whose category units write themselves"),
        examples=[["人", "次"]],
    )
    blank: Annotated[int, Field(ge=1, le=50)] = Field(
        3, description=N_("Blank lines: how many of these the empty form has"), examples=[3]
    )
    decimals: Decimals = Field(
        0, description=N_("Decimals: how many a figure of these may have"), examples=[1]
    )

    @model_validator(mode="after")
    def _has_lines(self) -> Self:
        if not self.categories and not self.counts:
            message = N_("the item “{value}” needs categories, or counts")
            raise refuse(message, at=("name",), value=self.name)
        for line in self.lines:
            if not 0 < len(line.counts) <= 2:
                raise refuse(N_("a cell holds two figures at most"), at=("counts",))
        names = [plain(category.name) for category in self.categories]
        for place, name in enumerate(names):
            if name in names[:place]:
                at = ("categories", place, "name")
                message = N_("“{value}” occurs twice in {where}")
                value = self.categories[place].name
                raise refuse(message, at=at, value=value, where="categories")
        return self

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines; the last is the one that units name themselves, if it has any."""
        lines = [
            Line(self.name, one.name, one.counts, one.decimals, one.name) for one in self.categories
        ]
        if self.counts:
            short = self.short or self.name
            lines.append(Line(self.name, "", self.counts, self.decimals, short))
        return tuple(lines)


class Due(Declared):
    """Until when returns, or their sums, are due to somebody."""

    to: Text = Field(description=N_("To: who receives them"), examples=["乐山市总工会"])
    date: Moment = Field(
        description=N_("Date: until when; a date alone ends with its day"),
        examples=["2012-10-25"],
    )
    who: Texts = Field(
        (),
        description=N_(
            "Who: has to return the form: channels, units, or names of units and regions; without "
            "it the sums go there"
        ),
        examples=["channels"],
    )
    period: Text | None = Field(
        None, description=N_("Period: which one, all unless given"), examples=["2012年"]
    )


class FormSettings(Declared):
    """What a form asks for, and who owes it."""

    items: tuple[FormItem, ...] = Field(
        description=N_("Items: the lines of the form, in order"),
        examples=[[{"name": "信息报送", "categories": [{"name": "简报", "counts": ["期"]}]}]],
    )
    periods: Texts = Field(
        (),
        description=N_("Periods: what may stand for the time, anything unless given"),
        examples=[["2012年"]],
    )
    due: tuple[Due, ...] = Field(
        (),
        description=N_("Due: until when it is due to whom, the lowest level first"),
        examples=[[{"to": "乐山市总工会", "date": "2012-10-25", "who": "channels"}]],
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = [plain(item.name) for item in self.items]
        for place, name in enumerate(names):
            if name in names[:place]:
                message = N_("“{value}” occurs twice in {where}")
                value = self.items[place].name
                raise refuse(message, at=("items", place, "name"), value=value, where="items")
        for place, due in enumerate(self.due):
            if due.period and due.period not in self.periods:
                allowed = ", ".join(self.periods) or "–"
                at = ("due", place, "period")
                message, hint = N_("unknown period “{value}”"), N_("allowed: {allowed}")
                raise refuse(message, hint, at, value=due.period, allowed=allowed)
        return self

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for item in self.items for line in item.lines)

    @cached_property
    def _items(self) -> Mapping[str, FormItem]:
        return {plain(item.name): item for item in self.items}

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], Line]:
        return {(line.item, plain(line.category)): line for line in self.lines}

    def item(self, written: str) -> FormItem | None:
        """Return the item of a name, whatever its spaces and quotation marks."""
        return self._items.get(plain(written))

    def line(self, item: str, category: str | None) -> Line | None:
        """Return the line of an item that a category belongs to."""
        found = self._lines.get((item, plain(category or "")))
        return found or self._lines.get((item, ""))

    def dues(self, period: str) -> tuple[Due, ...]:
        """Return what is due of a period."""
        return tuple(due for due in self.due if due.period in (None, period))

    def deadlines(self) -> set[datetime]:
        """Return all deadlines."""
        return {due.date for due in self.due}


_LOOSE = re.compile(r"[\s“”\"'‘’「」『』]")


def plain(text: str) -> str:
    """Return a text as it is compared: without spaces, quotation marks and full-width forms."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text))
