"""A workbook that is being made: its formats, names of sheets, links and pages."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import blocks_of
from zhuanlan.features.reports.formats.shown import Forms, decimals, text
from zhuanlan.features.reports.report import Cell, Column, Report

LINKS = 65_530
"""Links that Excel reads on one sheet."""

ROWS = 1_048_576
"""Rows of a sheet."""

CHARACTERS = 32_767
"""Characters of a cell, in units of UTF-16."""

ADDRESS = 2_079
"""Characters of an address that is a link."""

INK, RULE, HEAD, LINKED = "#000000", "#7F7F7F", "#EDEDED", "#1F4E79"

Sheet = Any
"""A worksheet of xlsxwriter, which has no types."""


class Book:
    """The workbook of a report. What Excel cannot hold is told in `notes`."""

    def __init__(self, report: Report, context: Context) -> None:
        import xlsxwriter  # slow to import: only where a workbook is made

        self.report, self.context = report, context
        self.forms = Forms(context.language)
        self.translate = self.forms.translate
        self.blocks = blocks_of(report)
        self.notes: list[str] = []
        self._data = io.BytesIO()
        strings = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
        options = {"in_memory": True, "remove_timezone": True, **dict.fromkeys(strings, False)}
        self.workbook = xlsxwriter.Workbook(self._data, options)
        self.workbook.set_properties(
            {
                "title": text(report.title),
                "author": text(report.issuer),
                "category": self.forms.internal if report.internal else "",
                "created": report.made.replace(tzinfo=None),
            }
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = {"history"}  # Excel keeps it for itself
        self._links: dict[str, int] = {}
        self._unlinked = 0

    def bytes(self) -> bytes:
        """Return the finished workbook."""
        self.workbook.close()
        return self._data.getvalue()

    def format(self, **properties: Any) -> Any:
        """Return the format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
            self._formats[key] = self.workbook.add_format(base | properties)
        return self._formats[key]

    def name(self, title: str) -> str:
        """Return a name for a sheet: 31 characters, none that Excel refuses, and not used yet."""
        kept = re.sub(r"[\[\]:*?/\\']", "", text(title)).strip() or "1"
        name, number = _cut(kept, 31), 1
        while name.casefold() in self._names:
            number += 1
            name = f"{_cut(kept, 31 - len(f' {number}'))} {number}"
        self._names.add(name.casefold())
        return name

    def sheet(self, name: str, *, wide: bool = False) -> Sheet:
        """Add a sheet that prints on A4, as wide as the page, with its number on each."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        if wide:
            sheet.set_landscape()
        sheet.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        mark = f"&R&B{self.forms.internal}" if self.report.internal else ""
        title = _cut(text(self.report.title), 60).replace("&", "&&")
        sheet.set_header(f"&L{title}{mark}")  # a size would take the digits of a title as its own
        sheet.set_footer("&C&9— &P / &N —")
        return sheet

    def link(self, sheet: Sheet, row: int, column: int, target: str) -> bool:
        """Let a cell lead to a target, before its value is written; tell whether it does.

        A sheet takes so many links only; the cells that were left are told in `notes`.
        """
        used = self._links.get(sheet.name, 0)
        if used >= LINKS or len(target) > ADDRESS:
            self._unlinked += 1
            return False
        self._links[sheet.name] = used + 1
        sheet.write_url(row, column, target, None, "·")
        return True

    def figure(
        self,
        sheet: Sheet,
        row: int,
        column: int,
        cell: Cell,
        head: Column,
        target: str,
        **look: Any,
    ) -> None:
        """Write the value of a cell, which leads to its sources."""
        if target and self.link(sheet, row, column, target):
            look["font_color"] = LINKED
        value = cell.value
        if head.holds == "text" and (value is None or isinstance(value, str)):
            look |= {"text_wrap": True, "indent": min(cell.depth + 1, 15)}
            self.words(sheet, row, column, value or "", **look)
        elif isinstance(value, date) and value.year >= 1900:
            moment = isinstance(value, datetime)
            shown = 'yyyy"年"m"月"d"日"' if self.forms.ungrouped == 10_000 else "d mmmm yyyy"
            look |= {"num_format": shown + " hh:mm" * moment, "align": "center"}
            sheet.write_datetime(row, column, value, self.format(**look))
        elif isinstance(value, int | Decimal) and _is_exact(value):
            look |= {"num_format": self._number(value, head), "align": "right"}
            sheet.write_number(row, column, value, self.format(**look))
        else:
            align = "center" if head.holds == "date" else "right"
            self.words(sheet, row, column, self.forms.value(value, head), align=align, **look)

    def _number(self, value: int | Decimal, head: Column) -> str:
        if head.holds == "share":
            return "0.0%"
        places = decimals(value)
        plain = "0" + ("." + "0" * places if places else "")
        grouped, least = "#,##" + plain, self.forms.ungrouped
        if head.holds != "change":
            return f"[>={least}]{grouped};[<=-{least}]-{grouped};{plain}"
        if self.forms.groups(value):
            plain = grouped
        return f"+{plain};-{plain};0"

    def words(self, sheet: Sheet, row: int, column: int, words: str, **look: Any) -> None:
        """Write a text, which is never a formula; one that is too long is cut, and says so."""
        shown = text(words)
        if len(shown.encode("utf-16-le")) // 2 > CHARACTERS:
            _ = self.translate
            end = _(N_(" … (cut: {count} characters)")).format(count=len(shown))
            shown = _cut(shown, CHARACTERS - len(end)) + end
            note = _(N_("Excel holds {most} characters in a cell: {sheet}, row {row} is cut."))
            self.notes.append(note.format(most=CHARACTERS, sheet=sheet.name, row=row + 1))
        if shown:
            sheet.write_string(row, column, shown, self.format(**look))
        else:
            sheet.write_blank(row, column, None, self.format(**look))

    def limits(self) -> list[str]:
        """Return what Excel could not hold."""
        if not self._unlinked:
            return self.notes
        note = self.translate(
            N_("Excel reads {most} links on a sheet: {count} cells lead nowhere.")
        )
        return [*self.notes, note.format(most=LINKS, count=self._unlinked)]


def _cut(words: str, most: int) -> str:
    """Return a text of at most so many units of UTF-16."""
    return words.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def _is_exact(value: int | Decimal) -> bool:
    """Tell whether Excel's numbers, of 15 digits, hold a value; a text holds the others."""
    return -(10**15) < value < 10**15
