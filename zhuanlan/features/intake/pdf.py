"""PDF files that hold text. Their tables and columns are lost: a PDF does not know of them."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.core.problems import Problem, ProblemError, missing_package
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.embedded import files_of, kept
from zhuanlan.features.intake.layout import Chunk, Sheet, blocks_of, is_bold
from zhuanlan.features.intake.limits import limited

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_BYTES = 100 << 20
MOST_PAGES = 300
_SMALLEST = 48
"""Pixels of a picture's shorter side; smaller ones are lines and bullets."""
_MOST_PIXELS = 50_000_000


def read(file: Path) -> Document:
    """Return the text and pictures of a PDF; raises ProblemError where there is no text to read."""
    try:
        import pypdf
    except ImportError:
        message = N_("PDF files need the package {package}")
        raise missing_package(str(file), "pypdf", "office", message) from None
    if file.stat().st_size > MOST_BYTES:
        raise _problem(
            file, N_("the file is too large: more than {most} MB"), most=MOST_BYTES >> 20
        )
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)  # it would warn of each oddity
    try:
        with limited(file):
            return _Reading(file, _opened(file, pypdf)).document()
    except (pypdf.errors.PyPdfError, *_DAMAGED) as error:
        reason = type(error).__name__
        raise _problem(file, N_("the file is damaged"), _ASK, reason=reason) from None
    finally:
        logger.setLevel(before)


_DAMAGED = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError,
            NotImplementedError, AssertionError, EOFError)  # fmt: skip
"""What pypdf raises for files that keep to no standard."""

_ASK = N_("ask the unit for the Word file, or for another copy")


def _problem(file: Path, message: str, hint: str = "", **values: object) -> ProblemError:
    return ProblemError([Problem(str(file), 0, 0, message, values, hint)])


def _opened(file: Path, pypdf: Any) -> PdfReader:
    reader: PdfReader = pypdf.PdfReader(BytesIO(file.read_bytes()))
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (pypdf.errors.DependencyError, *_DAMAGED):
            opened = False
        if not opened:
            raise _problem(file, N_("the file is protected by a password"), _ASK)
    if len(reader.pages) > MOST_PAGES:
        message = N_("the file has {count} pages, and more than {most} are not read")
        raise _problem(file, message, count=len(reader.pages), most=MOST_PAGES)
    return reader


class _Reading:
    """One file while it is read."""

    def __init__(self, file: Path, reader: PdfReader) -> None:
        self._file = file
        self._reader = reader
        self._losses: list[Loss] = []
        self._pictures: dict[bytes, str] = {}
        self._odd = 0

    def document(self) -> Document:
        """Return all pages as one document."""
        sheets = [self._sheet(number, page) for number, page in enumerate(self._reader.pages, 1)]
        text = "".join(chunk.text for sheet in sheets for chunk in sheet.chunks)
        letters = "".join(text.split())
        if not letters:
            message = N_("the file is a scan: nobody can copy its text")
            raise _problem(self._file, message, _ASK)
        if sum(_is_unreadable(char) for char in letters) > 0.1 * len(letters):
            message = N_("the characters of the file cannot be read: its fonts do not name them")
            raise _problem(self._file, message, _ASK)
        self._name_scans(sheets)
        if self._odd:
            message = N_(
                "{count} characters were noted as signs that look the same: they are mended"
            )
            self._losses.append(Loss(message, 0, {"count": self._odd}))
        blocks, dropped = blocks_of(sheets)
        general = Loss(N_("a PDF knows no tables and columns: look whether the text is in order"))
        losses = (general, *self._losses, *dropped)
        return Document(
            tuple(blocks), files_of(self._pictures), losses, properties=self._properties()
        )

    def _name_scans(self, sheets: Sequence[Sheet]) -> None:
        for number, sheet in enumerate(sheets, 1):
            texts = any(chunk.text.strip() for chunk in sheet.chunks)
            if not texts and any(chunk.picture for chunk in sheet.chunks):
                message = N_("page {page} is a scan: nobody can copy its text")
                self._losses.append(Loss(message, 0, {"page": number}))

    def _sheet(self, number: int, page: PageObject) -> Sheet:
        box = page.mediabox
        bottom, left = float(box.bottom), float(box.left)
        width, height = float(box.width), float(box.height)
        chunks: list[Chunk] = []
        last_x = [0.0]

        def text(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
            text = self._as_typed(text.replace("\r", "\n").strip("\n").replace("\n", " "))
            if not text.strip():
                return
            x, y, scale = _placed(cm, tm)
            x, y = x - left, height - (y - bottom)
            last = chunks[-1] if chunks else None
            if last and (last.y, last_x[0]) == (y, x):  # pypdf tells the place of a whole operator
                x = last.end
            else:
                last_x[0] = x
            name = str((font or {}).get("/BaseFont", ""))
            points = abs(float(size or 0) * scale) or 10.0
            chunks.append(Chunk(text, x, y, points, is_bold(name)))

        def drawn(operator: Any, operands: Any, cm: Any, tm: Any) -> None:
            if operator == b"Do" and operands:
                name = self._picture(number, page, str(operands[0]))
                if name:
                    top = height - (float(cm[5]) + abs(float(cm[3])) - bottom)
                    chunks.append(Chunk("", float(cm[4]) - left, top, 1.0, picture=name))

        page.extract_text(visitor_text=text, visitor_operand_before=drawn)
        return Sheet(width, height, chunks)

    def _as_typed(self, text: str) -> str:
        """Return a text with the usual characters: some programs note radicals and ligatures."""
        if _ODD.search(text):
            text, count = _ODD.subn(_usual, text)
            self._odd += count
        return text

    def _picture(self, number: int, page: PageObject, name: str) -> str:
        """Keep a picture and return the name of its file; an empty string of a form or a dot."""
        resources: Any = page.get("/Resources", {})
        drawing = resources.get_object().get("/XObject", {}).get_object().get(name)
        drawing = drawing.get_object() if drawing is not None else {}
        if drawing.get("/Subtype") != "/Image":
            return ""
        width, height = int(drawing.get("/Width", 0)), int(drawing.get("/Height", 0))
        if min(width, height) < _SMALLEST:
            return ""
        message = N_("a picture on page {page} cannot be taken over")
        if width * height > _MOST_PIXELS:
            self._losses.append(Loss(message, 0, {"page": number}))
            return ""
        try:
            image = page.images[name]
            data, suffix = image.data, Path(image.name).suffix.lower()
            if suffix not in (".jpg", ".jpeg", ".png"):
                data, suffix = _as_png(image.image), ".png"
        except (*_DAMAGED, ImportError):
            self._losses.append(Loss(message, 0, {"page": number}))
            return ""
        return kept(self._pictures, data, suffix.replace("jpeg", "jpg"))

    def _properties(self) -> dict[str, str]:
        found: Any = self._reader.metadata or {}
        keys = {"title": "/Title", "creator": "/Author"}
        given = {key: " ".join(str(found.get(name) or "").split()) for key, name in keys.items()}
        return {key: value for key, value in given.items() if value}


def _placed(cm: Sequence[Any], tm: Sequence[Any]) -> tuple[float, float, float]:
    """Return where a text stands on its page, and by how much its size is scaled."""
    a, b, c, d, e, f = (float(value) for value in cm)
    x, y = float(tm[4]), float(tm[5])
    scale = (float(tm[2]) ** 2 + float(tm[3]) ** 2) ** 0.5 * (c * c + d * d) ** 0.5
    return x * a + y * c + e, x * b + y * d + f, scale


_ODD = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06]")
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)
"""Radicals that Unicode does not call compatible with the characters that look like them."""


def _usual(found: re.Match[str]) -> str:
    return _RADICALS.get(found[0]) or unicodedata.normalize("NFKC", found[0])


def _is_unreadable(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " or "\x7f" <= char < "\xa0"


def drafts(file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return a PDF as one draft, and what is lost of it."""
    from zhuanlan.features.intake.drafting import draft

    return draft(read(file), file)


PDF = Importer((".pdf",), drafts)


def _as_png(image: Any) -> bytes:
    data = BytesIO()
    image.save(data, "PNG")
    return data.getvalue()
