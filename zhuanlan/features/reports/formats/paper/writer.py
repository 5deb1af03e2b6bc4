"""A report's content, written into a document at a place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Iterable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu
from markupsafe import escape

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.paper import sections
from zhuanlan.features.reports.formats.paper.charts import drawing
from zhuanlan.features.reports.formats.paper.styles import add_styles
from zhuanlan.features.reports.formats.paper.tables import needed, plain_table, table_of
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Chart, Report, Table

EMU = 635
"""EMU of a twip."""


class Paper:
    """Writes before an element of a document's body: its end, or a paragraph that gives way."""

    def __init__(
        self, document: Any, before: Any, forms: Forms, shows: Container[str] = ()
    ) -> None:
        self.shows = shows
        """The fields that a letterhead shows already."""
        self.document, self.forms, self._before = document, forms, before
        self.styles = add_styles(document)
        self._section = sections.section_of(before)
        self.heading = "ZlHeading"
        """The style of the titles of tables."""
        self._turned = False
        self._charts = 0
        self._first = True

    def paragraph(self, style: str, *runs: str | tuple[str, str]) -> None:
        """Write a paragraph; a run is a text, or a text with the style of its characters."""
        self.add(parse_xml(self._paragraph(style, runs)))

    def _paragraph(self, style: str, runs: Iterable[str | tuple[str, str]]) -> str:
        parts = []
        for run in runs:
            words, look = (run, "") if isinstance(run, str) else run
            properties = f'<w:rPr><w:rStyle w:val="{self.styles[look]}"/></w:rPr>' if look else ""
            shown = escape(text(words))
            parts.append(f'<w:r>{properties}<w:t xml:space="preserve">{shown}</w:t></w:r>')
        return (
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{self.styles[style]}"/></w:pPr>'
            f"{''.join(parts)}</w:p>"
        )

    def add(self, element: Any) -> None:
        """Add an element of XML."""
        self._before.addprevious(element)

    def table(self, table: Table) -> None:
        """Write a table with its title; one that is too wide for the page turns it."""
        _, forms = self.forms.translate, self.forms
        width = sections.width_of(self._section, landscape=False)
        self.turn(needed(table, forms) > width and not sections.is_landscape(self._section))
        self.paragraph(self.heading, table.title)
        mark = f"〔{forms.internal}〕" if table.internal else ""
        if note := mark + table.note:
            self.paragraph("ZlCaption", note)
        if not table.rows:
            self.paragraph("ZlText", _(N_("Nothing to list.")))
            return
        self.add(table_of(table, forms, self.styles, self.width))
        for chart in table.charts:
            self._chart(table, chart)

    def _chart(self, table: Table, chart: Chart) -> None:
        """Write a chart of a table below it."""
        self._charts += 1
        width = self.width * EMU
        shown = drawing(self.document, self._charts, table, chart, self.forms, width)
        if shown is not None:
            paragraph = parse_xml(self._paragraph("ZlPicture", [""]))
            paragraph.r_lst[0].append(shown)
            self.add(paragraph)

    def plain_table(self, heads: list[str], lines: list[list[str]]) -> None:
        """Write a small table of texts."""
        self.add(plain_table(heads, lines, self.styles, self.width))
        self.paragraph("ZlNote")

    @property
    def width(self) -> int:
        """How wide the text is here, in twips."""
        return sections.width_of(self._section, landscape=self._turned)

    def turn(self, landscape: bool) -> None:
        """Go on with pages that lie on their side, or that stand again."""
        if landscape == self._turned:
            return
        here = (
            sections.turned(self._section)
            if self._turned
            else sections.ended(self._section, first=self._first)
        )
        paragraph = parse_xml(self._paragraph("ZlBreak", []))
        paragraph.get_or_add_pPr().append(here)
        self.add(paragraph)
        self._first, self._turned = False, landscape

    def close(self) -> None:
        """End the content: pages stand again, and go on with the headers that they have."""
        self.turn(False)
        if not self._first:
            sections.continued(self._section)
        if self._before.tag != qn("w:p"):
            return
        if self._section in [*self._before.iter(qn("w:sectPr"))]:  # its mark ends the section
            for run in self._before.xpath("./w:r"):
                self._before.remove(run)
        else:
            self._before.getparent().remove(self._before)

    def picture(self, data: bytes, caption: str) -> None:
        """Write a picture, within half of a page, with its description for who cannot see it."""
        part = self.document.part
        inline = part.new_pic_inline(io.BytesIO(data))
        most_wide, most_high = self.width * EMU * 4 // 5, 110 * 36_000
        factor = min(most_wide / inline.extent.cx, most_high / inline.extent.cy)
        size = Emu(int(inline.extent.cx * factor)), Emu(int(inline.extent.cy * factor))
        inline = part.new_pic_inline(io.BytesIO(data), *size)
        inline.docPr.set("descr", text(caption))
        paragraph = parse_xml(self._paragraph("ZlPicture", [""]))
        paragraph.r_lst[0].add_drawing(inline)
        self.add(paragraph)


def saved(document: Any, report: Report) -> bytes:
    """Return a document with what is known of it; equal reports give equal bytes."""
    properties = document.core_properties
    made = report.made.replace(tzinfo=None, microsecond=0)
    properties.title, properties.author = _short(report.title), _short(report.issuer)
    properties.created = properties.modified = made
    properties.last_modified_by, properties.comments, properties.revision = "", "", 1
    data, steady = io.BytesIO(), io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _short(words: str) -> str:
    return text(words)[:255]
