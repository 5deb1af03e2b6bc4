"""Figures as sentences of an official text, for summaries: 截至…，共…篇，其中…"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Cell, Column, Report, Table

_MOST = 5
"""Rows that a sentence names."""


def sentences(report: Report, forms: Forms) -> Iterator[str]:
    """Yield as of when the figures are, and a sentence of each table that has a total.

    Of tables that count the same by the same rows, as those of phases and of columns, one is said.
    """
    _ = forms.translate
    day = report.end or report.made.date()
    time = forms.day(min(day, report.made.date()))
    seen: set[tuple[str, str]] = set()
    for table in report.tables:
        place = _main(table)
        if place is None or not table.rows:
            continue
        total = _counted(table.total[place], table.columns[place], forms)
        parts = _parts(table, place, forms)
        if parts and (total, parts) in seen:
            continue
        if not seen:
            yield _(N_("The figures up to {day} are these.")).format(day=time)
        seen.add((total, parts))
        said = _(N_("{table}: {total} in all{rates}{parts}."))
        rates = _rates(table, forms)
        yield said.format(table=table.title, total=total, rates=rates, parts=parts)


def _main(table: Table) -> int | None:
    """Return the column that a table is about: the last of numbers with a total."""
    found = [
        place
        for place, (column, cell) in enumerate(zip(table.columns, table.total, strict=False))
        if column.holds == "number" and isinstance(cell.value, int | Decimal)
    ]
    return found[-1] if found else None


def _rates(table: Table, forms: Forms) -> str:
    """Return the shares in the total that tell something: 按期率90.5%, and not 占比100.0%."""
    _ = forms.translate
    rate = _(N_(", {name} {share}"))
    return "".join(
        rate.format(name=text(column.title), share=forms.share(cell.value))
        for column, cell in zip(table.columns, table.total, strict=False)
        if column.holds == "share" and isinstance(cell.value, int | Decimal) and cell.value != 1
    )


def _parts(table: Table, place: int, forms: Forms) -> str:
    """Return the rows with the largest figures, with their shares, and how many have none.

    Of a tree only the highest level with several rows is named: those below are part of it.
    """
    _ = forms.translate
    label = next((n for n, column in enumerate(table.columns) if column.holds == "text"), None)
    if label is None:
        return ""
    levels = Counter(row[label].depth for row in table.rows)
    level = min((one for one, count in levels.items() if count > 1), default=min(levels))
    rows = [row for row in table.rows if row[label].depth == level]
    if len(rows) == 1:
        return ""
    figures = [(_number(row[place]), row) for row in rows]
    total = _number(table.total[place])
    some = sorted((one for one in figures if one[0]), key=lambda one: -one[0])
    parts = []
    for number, row in some[:_MOST]:
        values = {
            "name": forms.cell(row[label], table.columns[label]),
            "count": _counted(row[place], table.columns[place], forms),
            "share": forms.share(number / total) if total else "",
        }
        parts.append(_(N_("{name} {count} ({share})")).format_map(values))
    said = ""
    if parts:
        most = _(N_(", of these {parts}")) if len(some) <= _MOST else _(N_(", most {parts}"))
        said = most.format(parts=_(N_(", ")).join(parts))
    none = [forms.cell(row[label], table.columns[label]) for number, row in figures if not number]
    if none:
        named = _(N_(", ")).join(none[:_MOST])
        many = len(none) > _MOST
        some_or_all = N_("; none yet: {names}")
        said += _(
            N_("; none yet: {names} and others, {count} in all") if many else some_or_all
        ).format(names=named, count=len(none))
    return said


def _number(cell: Cell) -> Decimal:
    return Decimal(cell.value) if isinstance(cell.value, int | Decimal) else Decimal(0)


def _counted(cell: Cell, column: Column, forms: Forms) -> str:
    """Return a figure with its unit of count."""
    blank = "" if forms.language.startswith("zh") or not column.unit else " "
    return f"{forms.cell(cell, column)}{blank}{column.unit}"
