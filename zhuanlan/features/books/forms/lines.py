"""The cells of a return, read as the line of the form says that they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.books.forms.settings import FormItem, FormSettings, Line, plain
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.tables import Raw
from zhuanlan.model.book import Book, Row, Value
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import refuse, refuse_choice

COLUMNS = (
    BookColumn(slug="region", name="地区", type="region"),
    BookColumn(slug="unit", name="单位", type="unit", needed=True),
    BookColumn(slug="period", name="时间", needed=True),
    BookColumn(slug="item", name="项目", needed=True),
    BookColumn(slug="category", name="类别"),
    BookColumn(slug="count", name="计量单位"),
    BookColumn(slug="quantity", name="数量", type="number"),
    BookColumn(slug="second", name="第二数量", type="number"),
    BookColumn(slug="received", name="收到日期", type="date"),
    BookColumn(slug="corrected", name="更正日期", type="date"),
    BookColumn(slug="replaced", name="被更正日期", type="date"),
)
"""Of a form. `corrected` is the day on which a return corrects an earlier one, `replaced` the day
on which the row itself was corrected: it does not count any more."""

_IN_BRACKETS = re.compile(r"([^（(]*)[（(]([^()（）]*)[)）]")


def without_count(raw: Raw) -> tuple[Raw, str]:
    """Return what stands before a unit of count in brackets, and that unit: `120/3（人/次）`."""
    if not isinstance(raw, str):
        return raw, ""
    found = _IN_BRACKETS.fullmatch(raw.strip())
    if not found:
        return raw, ""
    return found[1].strip() or None, _plain_count(found[2])


def _plain_count(text: str) -> str:
    return re.sub(r"\s", "", text).replace("／", "/")


class LineReader:
    """Knows by which column a cell is read, since that depends on its line."""

    def __init__(self, settings: FormSettings) -> None:
        self._settings = settings
        self._columns: dict[tuple[str, Line, int], BookColumn] = {}
        self._known: dict[tuple[Raw, Raw], Line | None] = {}
        counts = {line.counts for line in settings.lines}
        self._counts = {"/".join(one) for one in counts}.union(*counts)

    def __call__(self, column: BookColumn, raws: Mapping[str, Raw]) -> tuple[BookColumn, Raw]:
        """Return the column of a cell, and what the cell holds without its unit of count."""
        raw = raws.get(column.slug)
        match column.slug:
            case "item":
                return self._item(column, raw)
            case "category":
                return self._category(column, raws)
            case "count":
                return self._count(column, raws)
            case "quantity" | "second":
                return self._figure(column, raws)
            case "period" if raw is not None and self._settings.periods:
                return column, self._period(raw)
            case "replaced":
                return column, None
        return column, raw

    def line(self, raws: Mapping[str, Raw]) -> Line | None:
        """Return the line of a row, None where none is meant for certain."""
        key = raws.get("item"), raws.get("category")
        if any(isinstance(one, (list, dict)) for one in key):  # of YAML, which is refused
            return None
        if key not in self._known:
            self._known[key] = self._line(raws)
        return self._known[key]

    def _line(self, raws: Mapping[str, Raw]) -> Line | None:
        item = self.item(raws.get("item"))
        if item is None:
            return None
        category, _ = self._named(raws)
        return self._settings.line(item.name, None if category is None else str(category))

    def item(self, raw: Raw) -> FormItem | None:
        """Return the item that a cell names, with or without a unit of count."""
        bare, _ = without_count(raw)
        return self._settings.item(str(bare or "")) or self._settings.item(str(raw or ""))

    def _named(self, raws: Mapping[str, Raw]) -> tuple[Raw, str]:
        """Return the category of a row, and the unit of count that its cell says.

        What stands in brackets may belong to a name: 座谈会（网上） counts nothing.
        """
        raw = raws.get("category")
        bare, count = without_count(raw)
        return (bare, count) if count in self._counts else (raw, "")

    def _period(self, raw: Raw) -> str:
        for period in self._settings.periods:
            if plain(period) == plain(str(raw)):
                return period
        raise refuse_choice(N_("unknown period “{value}”"), str(raw), [*self._settings.periods])

    def _item(self, column: BookColumn, raw: Raw) -> tuple[BookColumn, Raw]:
        item = self.item(raw)
        if item is None and raw is not None:
            names = [one.name for one in self._settings.items]
            raise refuse_choice(N_("the form has no item “{value}”"), str(raw), names)
        return column, item.name if item else None

    def _category(self, column: BookColumn, raws: Mapping[str, Raw]) -> tuple[BookColumn, Raw]:
        raw, count = self._named(raws)
        if line := self.line(raws):
            _same(count, line)
            return column, line.category or raw
        item = self.item(raws.get("item"))
        if item is None:  # which is said at its cell
            return column, None
        if raw is None:
            return column.model_copy(update={"needed": True}), None
        names = [one.name for one in item.categories]
        raise refuse_choice(N_("the item has no line “{value}”"), str(raw), names)

    def _count(self, column: BookColumn, raws: Mapping[str, Raw]) -> tuple[BookColumn, Raw]:
        line, raw = self.line(raws), raws.get("count")
        if line is None or raw is None:
            return column, None
        _same(_plain_count(str(raw).strip("（()）")), line)
        return column, line.count

    def _figure(self, column: BookColumn, raws: Mapping[str, Raw]) -> tuple[BookColumn, Raw]:
        line = self.line(raws)
        raw, count = without_count(raws.get(column.slug))
        if line is None:
            return column, None
        if count:
            _same(count, line)
        first, second = raws.get("quantity"), raws.get("second")
        if column.slug == "second":
            if raw is not None and len(line.counts) < 2:
                message = N_("“{item}” counts {count} only: a second figure has no meaning")
                raise refuse(message, item=line.short, count=line.count)
            if raw is not None and without_count(first)[0] is None:
                message = N_("the second figure stands without the first ({count})")
                raise refuse(message, count=line.count)
            counts = line.counts[1:]
        else:
            counts = line.counts if second is None else line.counts[:1]
        return self._number(column, line, counts), raw

    def _number(self, column: BookColumn, line: Line, counts: Sequence[str]) -> BookColumn:
        key = (column.slug, line, len(counts))
        if key not in self._columns:
            values = {"counts": tuple(counts), "decimals": line.decimals}
            self._columns[key] = column.model_copy(update=values)
        return self._columns[key]


def _same(count: str, line: Line) -> None:
    if count and count != line.count:
        message = N_("the line counts {count}, and this says {found}")
        raise refuse(message, count=line.count, found=count)


def completed(rows: Sequence[Row], book: Book, around: InCampaign) -> list[Row]:
    """Return rows with two figures apart, their unit of count, and the region of their unit.

    Raises ProblemError for units whose region nobody knows.
    """
    settings: FormSettings = book.settings
    slugs = [column.slug for column in book.all_columns]
    done: list[Row] = []
    problems: dict[Value, Problem] = {}
    for row in rows:
        values = dict(zip(slugs, row.values, strict=True))
        line = settings.line(str(values["item"]), _text(values["category"]))
        if line is not None:
            values["count"] = line.count
        quantity = values["quantity"]
        if isinstance(quantity, tuple) and len(quantity) == 2:
            values["quantity"], values["second"] = quantity[:1], quantity[1:]
        if values["region"] is None:
            unit = around.campaign.unit(str(values["unit"]))
            values["region"] = unit.region if unit else None
        if values["region"] is None and values["unit"] not in problems:
            message = N_("the region of “{unit}” is not known")
            hint = N_("declare it with its region under units in campaign.yaml, or write its 地区")
            problems[values["unit"]] = at(row, message, hint, unit=values["unit"])
        done.append(replace(row, values=tuple(values[slug] for slug in slugs)))
    if problems:
        raise ProblemError([*problems.values()])
    return done


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
