"""The empty form as a workbook to fill in: only the figures can be written, and it is read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from zhuanlan.features.books.forms.annex import HEAD, LINES
from zhuanlan.features.books.forms.settings import FormItem, Line
from zhuanlan.model.book import Book

_MOST = 10**12
_WIDTHS = (34, 30, 12, 14, 14)
_ORDER = ("item", "category", "count", "quantity", "second")
_NOTE = (
    "注：只填写白色的格子。没有开展的留空，不填 0；不要增删行列。"
    "收到日期由接收单位填写；更正已报的数字时，填更正日期后重新报送全表。"
)
"""Words of the form itself, which is in the language of the office as its columns are."""


def blank_form(book: Book, unit: str = "", period: str = "") -> bytes:
    """Return the empty form of a book as XLSX, its unit and period written in where given.

    Equal forms give equal bytes. Cells but those to fill in are locked, without a password.
    """
    import xlsxwriter  # slow to import: only where a form is made

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same bytes
        _Blank(workbook, book).write(unit, period)
    return data.getvalue()


class _Blank:
    def __init__(self, workbook: Any, book: Book) -> None:
        self.book = book
        self.sheet = workbook.add_worksheet("报表")
        base = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        self.formats = {
            "title": workbook.add_format({"bold": True, "font_size": 16, "align": "center"}),
            "label": workbook.add_format({"bold": True, "align": "right"}),
            "head": workbook.add_format({**base, "bold": True, "bg_color": "#E7E6E6"}),
            "locked": workbook.add_format({**base, "bg_color": "#F2F2F2"}),
            "text": workbook.add_format({**base, "locked": False, "num_format": "@"}),
            "date": workbook.add_format({**base, "locked": False, "num_format": "yyyy-mm-dd"}),
            "number": workbook.add_format({**base, "locked": False}),
            "note": workbook.add_format({"text_wrap": True, "valign": "top"}),
        }

    def write(self, unit: str, period: str) -> None:
        """Write the whole sheet."""
        sheet, formats, settings = self.sheet, self.formats, self.book.settings
        for index, width in enumerate(_WIDTHS):
            sheet.set_column(index, index, width)
        sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, self.book.name, formats["title"])
        if not period and len(settings.periods) == 1:
            period = settings.periods[0]
        given = {"unit": unit, "period": period}
        places = {"unit": (1, 0), "period": (1, 2), "corrected": (2, 0), "received": (2, 2)}
        for slug, (row, column) in places.items():
            self._head(row, column, slug, given.get(slug, ""))
        if not period and settings.periods:
            choices = {"validate": "list", "source": [*settings.periods]}
            sheet.data_validation(1, 3, 1, 3, choices)
        for index, slug in enumerate(_ORDER):
            name = next(one.name for one in self.book.all_columns if one.slug == slug)
            sheet.write_string(4, index, name, formats["head"])
        row = 5
        for item in settings.items:
            row = self._item(row, item)
        sheet.merge_range(row + 1, 0, row + 1, len(_WIDTHS) - 1, _NOTE, formats["note"])
        sheet.set_row(row + 1, 48)
        sheet.freeze_panes(5, 0)
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)  # A4
        sheet.protect()

    def _head(self, row: int, column: int, slug: str, value: str) -> None:
        self.sheet.write_string(row, column, f"{HEAD[slug][0]}：", self.formats["label"])
        at = (row, column + 1)
        if value:
            self.sheet.write_string(*at, value, self.formats["locked"])
        elif slug in ("received", "corrected"):
            self.sheet.write_blank(*at, None, self.formats["date"])
            criteria = {"validate": "date", "criteria": ">=", "value": datetime(1949, 10, 1)}  # noqa: DTZ001
            self.sheet.data_validation(*at, *at, criteria)
        else:
            self.sheet.write_blank(*at, None, self.formats["text"])

    def _item(self, row: int, item: FormItem) -> int:
        """Write the lines of an item; return the row after them."""
        first = row
        for line in _printed(item):
            for index, slug in enumerate(_ORDER):
                self._cell(row, index, slug, line)
            row += 1
        if row - first > 1:
            self.sheet.merge_range(first, 0, row - 1, 0, item.name, self.formats["locked"])
        else:
            self.sheet.write_string(first, 0, item.name, self.formats["locked"])
        return row

    def _cell(self, row: int, index: int, slug: str, line: Line) -> None:
        locked = {"category": line.category, "count": line.count}
        if slug in ("quantity", "second"):
            place = LINES.index(slug) - LINES.index("quantity")
            if place < len(line.counts):
                self._figure(row, index, line, line.counts[place])
                return
        elif slug == "category" and not line.category:
            self.sheet.write_blank(row, index, None, self.formats["text"])
            return
        self.sheet.write(row, index, locked.get(slug) or None, self.formats["locked"])

    def _figure(self, row: int, index: int, line: Line, count: str) -> None:
        self.sheet.write_blank(row, index, None, self.formats["number"])
        rule = {
            "validate": "decimal" if line.decimals else "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": _MOST,
            "input_title": count,
            "input_message": "没有开展的留空",
            "error_title": count,
            "error_message": "请填写数字。没有开展的留空，不填 0。",
        }
        self.sheet.data_validation(row, index, row, index, rule)


def _printed(item: FormItem) -> Iterator[Line]:
    """Yield the lines of an item as the form prints them, blank ones several times."""
    for line in item.lines:
        yield from [line] * (1 if line.category else item.blank)
