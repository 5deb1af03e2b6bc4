"""Reports as one web page: it loads and runs nothing, prints on A4, and each figure leads to its
sources at its end."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zhuanlan.features.reports.formats.bars import Drawing, drawing
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import address_of, blocks_of
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Cell, Report, Table

SUFFIX = ".html"

_HERE = Path(__file__).parent

_PRINTED = 300
"""Lines of sources up to which they are printed, too."""


class _Figure(NamedTuple):
    shown: str
    kind: str
    """What its column holds."""
    block: int
    """The number of its block of sources, or 0."""
    depth: int


def written(report: Report, context: Context) -> bytes:
    """Return the report as a page of HTML in one file."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only where one is written
    from markupsafe import Markup

    forms, blocks = Forms(context.language), blocks_of(report)
    style = (_HERE / "report.css").read_text("utf-8")
    if report.internal:  # above each page, in browsers that know margin boxes
        style += f'@page {{ @top-right {{ content: "{forms.internal}"; font-weight: 700; }} }}\n'

    def figures(table: Table, row: tuple[Cell, ...]) -> Iterator[_Figure]:
        for cell, column in zip(row, table.columns, strict=True):
            shown = forms.cell(cell, column)
            yield _Figure(shown, column.holds, blocks.get(cell.sources, 0), min(cell.depth, 6))

    def charts(table: Table) -> Iterator[Drawing]:
        for chart in table.charts:
            if drawn := drawing(table, chart, forms):
                yield drawn

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = forms.translate
    environment.filters["plain"] = text
    page = environment.get_template("report.html").render(
        report=report,
        forms=forms,
        head=forms.head,
        figures=figures,
        charts=charts,
        blocks=blocks,
        address=lambda source: address_of(source, context),
        printed=sum(map(len, blocks)) <= _PRINTED,
        style=Markup(style),  # noqa: S704 - our own
        policy=_policy(style),
    )
    return page.encode()


def _policy(style: str) -> str:
    """Return what the file may load: its own style alone."""
    own = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
