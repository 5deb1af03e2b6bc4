"""Reports as Word documents, laid out as GB/T 9704-2012 asks, or on the office's own letterhead.

Tables too wide for a page lie on their side; below a table stand its charts. Figures lead to no
sources; an appendix counts these and names the files that list them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import TYPE_CHECKING

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import missing_package
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.letterhead import filled
from zhuanlan.features.reports.formats.shown import Forms
from zhuanlan.features.reports.report import Report, Source

if TYPE_CHECKING:
    from zhuanlan.features.reports.formats.paper.writer import Paper

SUFFIX = ".docx"


def written(report: Report, context: Context) -> bytes:
    """Return the report as a Word document.

    Raises ProblemError where python-docx is not installed, or the letterhead cannot be used.
    """
    paper = begun(report, context)
    for note in report.notes:
        said = paper.forms.translate(N_("Note: {note}"))
        paper.paragraph("ZlNote", said.format(note=note))
    for paragraph in report.paragraphs:
        paper.paragraph("ZlText", paragraph)
    for table in report.tables:
        paper.table(table)
    sign(paper, report)
    return ended(paper, report)


def begun(report: Report, context: Context) -> Paper:
    """Return a document with its letterhead, title and range, to be written on."""
    try:
        import docx
        import docxtpl  # noqa: F401 - so that it is asked for at once
    except ImportError as error:
        message = N_("Word documents need {package}")
        raise missing_package(f"{report.slug}{SUFFIX}", "python-docx", "office", message) from error
    from zhuanlan.features.reports.formats.paper import sections, styles
    from zhuanlan.features.reports.formats.paper.writer import Paper

    forms = Forms(context.language)
    shows: Container[str] = ()
    if context.letterhead:
        document, before, shows = filled(report, context, forms)
    else:
        document = docx.Document()
        sections.lay_out(document.sections[0])
        styles.dress(document)
        before = document.element.body.sectPr
    paper = Paper(document, before, forms, shows)
    if not context.letterhead:
        sections.number_pages(document, paper.styles)
    if "title" not in shows:
        paper.paragraph("ZlTitle", report.title)
    if "range" not in shows:
        paper.paragraph("ZlRange", f"（{forms.of_report(report)}）")
    return paper


def sign(paper: Paper, report: Report) -> None:
    """Write who issues a document and when, where its letterhead does not."""
    paper.turn(False)
    if report.issuer and "issuer" not in paper.shows:
        paper.paragraph("ZlSigned", report.issuer)
    if "date" not in paper.shows:
        paper.paragraph("ZlSigned", paper.forms.day(report.made.date()))


def ended(paper: Paper, report: Report) -> bytes:
    """Append the sources, mark the pages of a document if it is internal, and return it."""
    from zhuanlan.features.reports.formats.paper import sections
    from zhuanlan.features.reports.formats.paper.writer import saved

    paper.turn(False)
    _append_sources(paper, report)
    paper.close()
    if report.internal:
        sections.mark_pages(paper.document, paper.forms.internal, paper.styles)
    return saved(paper.document, report)


def _append_sources(paper: Paper, report: Report) -> None:
    """Count the sources by what they are, and name the files that list them one by one."""
    _, forms = paper.forms.translate, paper.forms
    counts = Counter(_kind(source) for source in report.sources)
    lines = [[_(kind), forms.number(count)] for kind, count in sorted(counts.items())]
    paper.paragraph("ZlHeading", _(N_("Appendix: sources of the figures")))
    said = _(N_("Each figure with its sources is in {slug}.xlsx and {slug}.json."))
    paper.paragraph("ZlCaption", said.format(slug=report.slug))
    paper.plain_table([_(N_("What is counted")), _(N_("Count"))], lines)


def _kind(source: Source) -> str:
    """Return what a source is, by its place: a row names its cell or line after the file."""
    file, blank, rest = source.place.partition(" ")
    if file.endswith(".md"):
        return N_("Stories")
    if (blank and rest) or file.rpartition(":")[2].isdigit():
        return N_("Rows of books")
    return N_("Files")
