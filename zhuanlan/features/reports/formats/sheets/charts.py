"""Excel's own charts of the tables, on a sheet where each is printed on one page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.sheets.book import Book
from zhuanlan.features.reports.formats.sheets.tables import TOP
from zhuanlan.features.reports.formats.shown import text
from zhuanlan.features.reports.report import Chart, Table

_ROW = 20
"""The height of a row, in pixels."""

WIDTH = 530
"""The width of a chart, in pixels."""
_PAGE = 900
"""The height that a portrait page holds, in pixels."""

_FEW = 10
"""A figure up to which each step of an axis is one."""

_COLOURS = ("#B22222", "#1F4E79", "#BF8F00", "#548235", "#7F7F7F", "#7030A0")


def write_charts(book: Book, name: str, tables: Mapping[str, Table]) -> dict[str, int]:
    """Write the charts of tables, which are named by their sheets; return the row of each's first.

    Charts read the cells of their tables, so they change with them.
    """
    sheet = book.sheet(name)
    sheet.set_column(0, 0, 74)
    sheet.set_default_row(_ROW * 0.75)
    sheet.set_print_scale(100)
    book.words(sheet, 0, 0, book.translate(N_("Charts")), font_size=16, bold=True, font_name="黑体")
    found: dict[str, int] = {}
    breaks: list[int] = []
    row, used = 2, 2 * _ROW
    for on, table in tables.items():
        for chart in table.charts:
            rows = rows_of_chart(table, chart)
            if not rows:
                continue
            height = height_of(chart, len(rows))
            if used + height + _ROW > _PAGE and used > 2 * _ROW:
                breaks.append(row)
                used = 0
            drawn = chart_of(book.workbook, on, table, chart, rows)
            drawn.set_size({"width": WIDTH, "height": height})
            sheet.insert_chart(row, 0, drawn, {"description": text(chart.title), "y_offset": 4})
            found.setdefault(on, row)
            row += -(-height // _ROW) + 1
            used += height + _ROW
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, row, 0)
    return found


def rows_of_chart(table: Table, chart: Chart) -> list[int]:
    """Return the rows that a chart shows, by place; none if it has nothing to show."""
    if not chart.values:
        return []
    return [*range(len(table.rows))] if chart.rows is None else [*chart.rows]


def height_of(chart: Chart, rows: int) -> int:
    """Return the height of a chart in pixels: rows of a bar chart get 20, within one page."""
    bars = rows * (1 + 0.5 * (len(chart.values) - 1))
    return min(max(260, 110 + int(bars * 20)), _PAGE - 40) if chart.kind == "bar" else 340


def chart_of(workbook: Any, on: str, table: Table, chart: Chart, rows: list[int]) -> Any:
    """Return a chart of the rows of a table, whose heads are in row `TOP` of the sheet `on`."""
    drawn = workbook.add_chart({"type": chart.kind})
    font = {"name": "宋体", "size": 10, "bold": False}
    for number, column in enumerate(chart.values):
        colour = _COLOURS[number % len(_COLOURS)]
        line = chart.kind == "line"
        above = {"position": "above"} if line else {}
        drawn.add_series(
            {
                "name": [on, TOP, column],
                "categories": _range(on, rows, chart.label),
                "values": _range(on, rows, column),
                "gap": 60,
                "data_labels": above | {"value": True, "font": font} if len(rows) <= 40 else {},
                ("line" if line else "fill"): {"color": colour},
                **({"marker": {"type": "circle", "size": 5}} if line else {}),
            }
        )
    drawn.set_title({"name": text(chart.title), "name_font": font | {"name": "黑体", "size": 14}})
    drawn.set_legend(
        {"none": True} if len(chart.values) == 1 else {"position": "bottom", "font": font}
    )
    bar = chart.kind == "bar"
    labels: dict[str, Any] = {
        "num_font": font,
        "reverse": bar,
        "interval_unit": 1 if len(rows) <= 45 else 0,
    }
    values: dict[str, Any] = {
        "num_font": font,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
    values |= _scale(table, chart, rows)
    labels_on, values_on = drawn.set_x_axis, drawn.set_y_axis
    if bar:  # its labels stand on the left
        labels_on, values_on = values_on, labels_on
        labels["crossing"] = "max"
    labels_on({k: v for k, v in labels.items() if v})
    values_on(values)
    return drawn


def _scale(table: Table, chart: Chart, rows: list[int]) -> dict[str, int]:
    """Return where the axis of values begins, and its step where a part of one makes no sense."""
    values = [table.rows[row][column].value for row in rows for column in chart.values]
    numbers = [one for one in values if isinstance(one, int | Decimal)]
    found = {"min": 0} if min(numbers, default=0) >= 0 else {}
    whole = all(isinstance(one, int) for one in numbers)
    return found | ({"major_unit": 1} if whole and max(numbers, default=0) <= _FEW else {})


def _range(on: str, rows: list[int], column: int) -> str:
    """Return the cells of these rows as a formula of ranges: neighbours are one range."""
    from xlsxwriter.utility import xl_range_abs

    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    ranges = [f"'{on}'!{xl_range_abs(TOP + 1 + a, column, TOP + 1 + b, column)}" for a, b in runs]
    return f"={ranges[0]}" if len(ranges) == 1 else f"=({','.join(ranges)})"
