"""小结 and 总结: a Word document to be written around.

Figures, tables and the best stories are filled in; where somebody has to write stands
（请补充：…）. What was filled in has the style 专栏预填, so its shade goes with one change of that
style.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.pictures.labels import packet
from zhuanlan.features.pictures.raster import raster
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.docx import begun, ended, sign
from zhuanlan.features.reports.formats.references import address_of
from zhuanlan.features.reports.formats.sentences import sentences
from zhuanlan.features.reports.report import Report, Source, Story
from zhuanlan.model.settings import PictureSettings

if TYPE_CHECKING:
    from zhuanlan.features.reports.formats.paper.writer import Paper

SUFFIX = "-summary.docx"

_PARTS = (
    (N_("I. How the work was organised"), N_("who led it, what was arranged, which meetings")),
    (N_("II. What was done"), N_("main activities, what was new, what people say of it")),
    (N_("III. Stories that stand for it"), N_("why these were chosen")),
    (N_("IV. What is lacking"), N_("problems, their causes, who has sent little")),
    (N_("V. What comes next"), N_("steps, who does them, and until when")),
)
"""The headings of a summary, each with what is to be written below it."""

_FIGURES, _STORIES = 1, 2
"""The parts that hold the figures and the stories."""

_WIDEST = 1200
"""Pixels of a picture's width, in Word."""

_WORD = {"jpg", "jpeg", "png", "gif"}
"""Pictures that Word takes as they are."""


def written(report: Report, context: Context) -> bytes:
    """Return the summary as a Word document. Raises ProblemError as reports in Word do."""
    paper = begun(report, context)
    _ = paper.forms.translate
    shaded = N_("Shaded text was filled in from the figures: check it, and write on.")
    paper.paragraph("ZlNote", (_(shaded), "ZlPrefilled"))
    for note in report.notes:
        paper.paragraph("ZlNote", (_(N_("Note: {note}")).format(note=note), "ZlPrefilled"))
    for place, (heading, wanted) in enumerate(_PARTS):
        paper.paragraph("ZlHeading", _(heading))
        if place == _FIGURES:
            for sentence in [*report.paragraphs, *sentences(report, paper.forms)]:
                paper.paragraph("ZlText", (sentence, "ZlPrefilled"))
        if place == _STORIES:
            for story in report.stories:
                _write_story(paper, story, context)
        said = _(N_("(to be written: {wanted})")).format(wanted=_(wanted))
        paper.paragraph("ZlText", (said, "ZlPlace"))
    sign(paper, report)
    paper.paragraph("ZlHeading", _(N_("Appendix: tables")))
    paper.heading = "ZlSub"
    for table in report.tables:
        paper.table(table)
    return ended(paper, report)


def _write_story(paper: Paper, story: Story, context: Context) -> None:
    _ = paper.forms.translate
    paper.paragraph("ZlSub", (story.title, "ZlPrefilled"))
    meta = [*story.meta, address_of(Source(story.title, "", story.url), context)]
    paper.paragraph("ZlCaption", _(N_("; ")).join(filter(None, meta)))
    if data := _picture(story, context):
        paper.picture(data, story.title)
        generated = bool(story.picture and story.picture.aigc)
        mark = _(N_("AI-generated")) if generated else ""
        paper.paragraph("ZlPicked", _(N_("; ")).join(filter(None, [story.title, mark])))
    elif story.picture_file:
        lost = _(N_("(its picture cannot be put into Word: {file})"))
        paper.paragraph("ZlNote", (lost.format(file=story.picture_file), "ZlPlace"))
    if story.excerpt:
        paper.paragraph("ZlText", (story.excerpt, "ZlPrefilled"))


def _picture(story: Story, context: Context) -> bytes:
    """Return the picture of a story as Word takes it, or nothing: of drawings, and lost files.

    It is made again as for the site, so it holds nothing of its camera, and its AI label.
    """
    if not story.picture_file:
        return b""
    file = context.folder / story.picture_file
    label = story.picture.aigc if story.picture else ""
    settings = PictureSettings(widths=(_WIDEST,), formats=())
    try:
        suffix = file.suffix.lower().removeprefix(".")
        made = raster(story.picture_file, suffix, file.read_bytes(), settings, label)
    except (OSError, KeyError, ProblemError):
        return b""
    return made.file if suffix in _WORD else _as_jpeg(made.file, made.found or label)


def _as_jpeg(data: bytes, label: str) -> bytes:
    from PIL import Image  # only where a summary has such pictures

    turned = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB").save(turned, "JPEG", quality=85, xmp=packet(label))
    return turned.getvalue()
