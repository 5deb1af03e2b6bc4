"""Old formats → new ones, by an installed LibreOffice: `.doc`, `.wps`, `.rtf`, `.odt`, `.xls` …

LibreOffice runs with a profile of its own, without macros, links and network, and is stopped with
its children when its time is over. What refers to files outside is refused before it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.office.libreoffice import NotDoneError, convert, installed
from zhuanlan.features.intake.office.outside import refers_outside

LARGEST = 200 << 20
"""Bytes of a file, before and after."""
_BECOMES = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"), ".docx"),
    **dict.fromkeys((".xls", ".et", ".ods"), ".xlsx"),
    **dict.fromkeys((".ppt", ".dps", ".odp"), ".pptx"),
}
"""What each kind of file becomes."""
_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04")
"""What all of these begin with; a web page that is called `.doc` does not."""


@contextmanager
def converted(file: Path) -> Iterator[Path]:
    """Yield a copy of a file in the format of today; it is gone afterwards.

    Raises ProblemError where LibreOffice is missing, does not read the file, or must not.
    """

    suffix = _BECOMES[file.suffix.lower()]
    _check(file)
    found = installed()
    if found is None:
        hint = N_("install LibreOffice, or open it in Word or WPS and save it as {suffix}")
        message = N_("this format is read by LibreOffice, which is not installed")
        raise _refused(file, message, hint, suffix=suffix)
    with TemporaryDirectory(prefix="zhuanlan-") as folder:
        source = Path(folder, f"source{file.suffix.lower()}")
        source.write_bytes(file.read_bytes())
        try:
            made = convert(found, source, suffix)
        except NotDoneError as error:
            hint = N_("open it in Word or WPS and save it as {suffix}")
            message = N_("LibreOffice does not read this file: {reason}")
            raise _refused(file, message, hint, suffix=suffix, reason=Word(error.reason)) from None
        if made.stat().st_size > LARGEST:
            raise _refused(file, N_("the file is too large"))
        yield made


def _refused(file: Path, message: str, hint: str = "", **values: object) -> ProblemError:
    return ProblemError([Problem(str(file), 0, 0, message, values, hint)])


def _check(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            head = opened.read(8)
        size = file.stat().st_size
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = N_("the file cannot be read: {reason}")
        raise _refused(file, message, reason=reason) from None
    if size > LARGEST:
        raise _refused(file, N_("the file is too large"))
    if not head.startswith(_BEGINNINGS):
        message = N_("this is no file of an office program, whatever its name says")
        raise _refused(
            file, message, N_("open it in the program that made it, and save it as .docx")
        )
    if address := refers_outside(file):
        message = N_("it refers to “{address}” outside of the file, and is not opened")
        hint = N_("embed what it shows, or open it in Word or WPS and save it as .docx")
        raise _refused(file, message, hint, address=address)


def _is_page(file: Path) -> bool:
    """Tell whether a file is a web page: many systems export one as a file for Word."""
    try:
        with file.open("rb") as opened:
            head = opened.read(4096).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    except OSError:
        return False  # said by who reads it
    is_archive = head.startswith(b"mime-version:") and b"multipart/related" in head
    return is_archive or (head.startswith(b"<") and b"<html" in head)


def drafts(file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return an old text or old slides as one draft, and what is lost of them."""
    from zhuanlan.features.intake import slides, web, word
    from zhuanlan.features.intake.drafting import draft

    if _is_page(file):
        drafts, losses = web.drafts(file)
        return drafts, (Loss(N_("this is a web page, whatever its name says")), *losses)
    with converted(file) as made:
        reader = word if made.suffix == ".docx" else slides
        document = reader.read(made, file)
    written, losses = draft(document, file)
    return written, (Loss(N_("the file was converted by LibreOffice: look at it")), *losses)


OFFICE = Importer(tuple(suffix for suffix, new in _BECOMES.items() if new != ".xlsx"), drafts)
