"""Charts of tables for HTML: bars as a drawing, whose truth is the table beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from zhuanlan.features.reports.formats.measure import wide
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Chart, Table

_WIDTH, _ROW, _BAR, _LABELS, _ROOM = 400, 30, 16, 132, 66
"""In units of the drawing: its width, a row, the height of a bar, and the room for labels on the
left and for figures on the right."""


class Bar(NamedTuple):
    """A bar from `x`, with its figure behind its end."""

    x: float
    y: float
    width: float
    shown: str
    series: int
    """From 0 on, of the columns of a chart."""


class Label(NamedTuple):
    """The label of a row, cut where it is long; the table has all of it."""

    y: float
    text: str


class Drawing(NamedTuple):
    """What a chart looks like."""

    title: str
    width: int
    height: int
    bar: int
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    legend: tuple[str, ...]
    """The heads of several columns; one needs no legend."""
    room: int
    """Where labels end."""
    zero: float
    """Where the bars begin."""


def drawing(table: Table, chart: Chart, forms: Forms) -> Drawing | None:
    """Return a chart as horizontal bars, or nothing where there is no figure.

    Lines and columns become bars as well: labels of any length have their room on every screen.
    """
    rows = [*range(len(table.rows))] if chart.rows is None else [*chart.rows]
    values = [[table.rows[row][column].value for column in chart.values] for row in rows]
    numbers = [one for line in values for one in line if isinstance(one, int | Decimal)]
    if not numbers:
        return None
    least, most = min(0, *numbers, 0), max(0, *numbers, 0)
    scale = (_WIDTH - _LABELS - _ROOM) / (float(most - least) or 1)
    zero = _LABELS - float(least) * scale
    high = _ROW + (len(chart.values) - 1) * (_BAR + 2)
    labels, bars = [], []
    for place, (row, line) in enumerate(zip(rows, values, strict=True)):
        top = place * high + (_ROW - _BAR) / 2
        name = forms.cell(table.rows[row][chart.label], table.columns[chart.label])
        labels.append(Label(place * high + high / 2, _short(name)))
        for series, (value, column) in enumerate(zip(line, chart.values, strict=True)):
            width = float(value) * scale if isinstance(value, int | Decimal) else 0.0
            shown = forms.value(value, table.columns[column])
            y = top + series * (_BAR + 2)
            bars.append(Bar(round(zero + min(width, 0), 1), y, round(abs(width), 1), shown, series))
    heads = tuple(forms.head(table.columns[column]) for column in chart.values)
    legend = heads if len(heads) > 1 else ()
    size = (_WIDTH, len(rows) * high, _BAR)
    drawn = tuple(labels), tuple(bars), legend
    return Drawing(text(chart.title), *size, *drawn, _LABELS - 4, round(zero, 1))


def _short(name: str) -> str:
    """Return a label as far as it has room."""
    most = _LABELS // 7  # a half-width character is as wide
    if wide(name) <= most:
        return name
    kept = name
    while wide(kept) > most - 2:  # at most as many steps as it has characters
        kept = kept[:-1]
    return kept + "…"
