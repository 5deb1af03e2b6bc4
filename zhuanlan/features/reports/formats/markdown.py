"""Reports as Markdown: tables of pipes, and the sources in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.references import address_of, rows_of
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Report, Source, Table

SUFFIX = ".md"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$]|^[-+=]|(?<=:):)")
_NUMBERED = re.compile(r"^(\d+)([.)])")
"""What some Markdown or other takes for a mark, anywhere or at the beginning of a line."""


def written(report: Report, context: Context) -> bytes:
    """Return the report as Markdown."""
    return "\n".join(_lines(report, context, Forms(context.language))).encode()


def _lines(report: Report, context: Context, forms: Forms) -> Iterator[str]:
    _ = forms.translate
    if report.internal:
        yield from (f"**{forms.internal}**", "")
    yield from (f"# {_plain(report.title)}", "")
    facts = [
        (_(N_("Campaign")), report.campaign),
        (_(N_("Range")), forms.of_report(report)),
        (_(N_("Made")), forms.day(report.made)),
        (_(N_("Issuer")), report.issuer),
    ]
    yield from [f"- {name}：{_plain(value)}" for name, value in facts if value]
    yield ""
    for words in [*report.notes, *report.paragraphs]:
        yield from (_plain(words), "")
    for table in report.tables:
        yield from _table(table, forms)
    yield from (f"## {_(N_('Sources'))}", "")
    for number, source in enumerate(report.sources, 1):
        yield f"{number}. {_source(source, context)}"
    yield ""


def _table(table: Table, forms: Forms) -> Iterator[str]:
    yield from (f"## {_plain(table.title)}", "")
    mark = f"〔{forms.internal}〕" if table.internal else ""
    if note := mark + table.note:
        yield from (_plain(note), "")
    if not table.rows:
        yield from (forms.translate(N_("Nothing to list.")), "")
        return
    yield _line([_plain(forms.head(column)) for column in table.columns])
    yield _line([":---" if column.holds == "text" else "---:" for column in table.columns])
    for place, row in enumerate(rows_of(table)):
        cells = []
        for cell, column in zip(row, table.columns, strict=True):
            shown = "　" * cell.depth + _plain(forms.cell(cell, column))
            bold = place >= len(table.rows) and shown
            cells.append(f"**{shown}**" if bold else shown)
        yield _line(cells)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(words: str) -> str:
    """Return a text of others as it is read, in one line."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text(words)))


def _source(source: Source, context: Context) -> str:
    title, place = _plain(source.title), _plain(source.place)
    address = address_of(source, context)
    safe = re.sub(r"[\s<>()\\\x00-\x1f]", "", address)
    linked = f"[{title}](<{safe}>)" if address else title
    return f"{linked} {place}"
