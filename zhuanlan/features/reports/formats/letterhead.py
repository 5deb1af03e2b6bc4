"""The office's own letterhead: a Word template of the project's folder, filled in.

It may hold `{{ title }}`, `{{ campaign }}`, `{{ range }}`, `{{ date }}` and `{{ issuer }}`, and has
to hold `{{ report }}`, alone in a paragraph, where the content goes. It is the office's and never a
contributor's, and still runs in a sandbox, where nothing of Python can be reached.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container
from typing import Any, NamedTuple, NoReturn

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.shown import Forms, text
from zhuanlan.features.reports.report import Report

_MARK = "\ue000zhuanlan report\ue000"
"""Stands for the content while the template is filled in."""

_LARGEST = 20_000_000
"""Bytes of a letterhead, unpacked."""

_CONTENT = "content"
_NO_WORD = N_("the letterhead is no Word document: {reason}")
_SAVE = N_("save it again as .docx in Word or WPS")
_MAY = N_("a letterhead may hold: {known}")
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, zipfile.BadZipFile)
"""What python-docx raises for a file that is damaged, and Jinja for a field that makes no sense."""


class Letterhead(NamedTuple):
    """A letterhead that is filled in."""

    document: Any
    """A document of python-docx."""
    before: Any
    """The paragraph where the content goes; it is to be removed."""
    shows: Container[str]
    """The fields that it holds."""


def filled(report: Report, context: Context, forms: Forms) -> Letterhead:
    """Return the letterhead, filled in. Raises ProblemError where it cannot be used."""
    from docx import Document
    from docx.oxml.ns import qn
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment
    from lxml.etree import LxmlError

    unfilled = _read(context)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()  # Jinja's own `range` is a field here
    values = {
        "title": text(report.title),
        "campaign": text(report.campaign),
        "range": forms.of_report(report),
        "date": forms.day(report.made.date()),
        "issuer": text(report.issuer),
        "report": _MARK,
    }
    try:
        template = DocxTemplate(io.BytesIO(unfilled))
        template.render_init()
    except (LxmlError, *_BROKEN) as error:
        _refuse(context, _NO_WORD, _SAVE, text(str(error)))
    try:
        names = template.get_undeclared_template_variables(environment)
        if strange := sorted(names - values.keys()):
            known, fields = ", ".join(values), text(", ".join(strange))
            _refuse(context, N_("the letterhead has unknown fields: {reason}"), _MAY, fields, known)
        template.render(values, environment, autoescape=True)
        data = io.BytesIO()
        template.docx.save(data)  # python-docx does not see the headers that docxtpl has put in
    except (TemplateError, LxmlError, ArithmeticError, *_BROKEN) as error:
        reason = text(str(error) or type(error).__name__)
        known = ", ".join(values)
        _refuse(context, N_("the letterhead cannot be filled in: {reason}"), _MAY, reason, known)
    document = Document(data)
    body = document.element.body
    found = [one for one in body.iter(qn("w:t")) if _MARK in (one.text or "")]
    paragraphs = [one.getparent().getparent() for one in found]
    hint = N_("write {{{{ report }}}} once, in a paragraph of its own, outside of tables and boxes")
    if len(found) != 1 or paragraphs[0].getparent() is not body:
        _refuse(context, N_("the letterhead has no place for the content"), hint)
    if "".join(one.text or "" for one in paragraphs[0].iter(qn("w:t"))).strip() != _MARK:
        _refuse(context, N_("the letterhead has no place for the content"), hint)
    return Letterhead(document, paragraphs[0], names)


def _read(context: Context) -> bytes:
    """Return the bytes of the template, which lies below the project's folder, not in content."""
    folder = context.folder.resolve()
    file = (folder / context.letterhead).resolve()
    inside = file.is_relative_to(folder) and not file.is_relative_to(folder / _CONTENT)
    if not inside:
        hint = N_("put it beside config.yaml, or into a folder of its own there")
        _refuse(context, N_("a letterhead lies in the project's folder, and not in content"), hint)
    if file.suffix.lower() != ".docx":
        _refuse(context, N_("a letterhead is a .docx file"), _SAVE)
    if not file.is_file():
        _refuse(context, N_("the letterhead does not exist"))
    try:
        data = file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as unpacked:
            size = sum(one.file_size for one in unpacked.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        _refuse(context, _NO_WORD, _SAVE, text(str(error)))
    if size > _LARGEST:
        _refuse(context, N_("the letterhead is larger than 20 MB"))
    return data


def _refuse(
    context: Context, message: str, hint: str = "", reason: str = "", known: str = ""
) -> NoReturn:
    values = {"reason": reason, "known": known}
    raise ProblemError([Problem(context.letterhead, 0, 0, message, values, hint)])
