"""OFD files (GB/T 33190-2016): what their pages show as text, and their pictures.

An OFD draws pages, as a PDF does: tables and columns are lost. Seals, signatures and annotations
are named.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.embedded import files_of, kept, suffix_of
from zhuanlan.features.intake.layout import Chunk, Sheet, blocks_of, is_bold
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.package import Package
from zhuanlan.features.intake.xml import find

MOST_PAGES = 300
_POINTS = 72 / 25.4
"""Points of a millimetre, in which OFD measures."""
_A4 = (210.0 * _POINTS, 297.0 * _POINTS)
_MOST_PICTURE = 30 << 20
_DEEPEST = 50


class OfdPackage(Package):
    """An OFD file that is open."""

    wanted, suffix = "OFD", ".ofd"
    ask = N_("ask the unit for the Word file, or for another copy")
    save = N_("correct the suffix of its name, or ask the unit for the Word file")


def read(file: Path) -> Document:
    """Return the text and pictures of an OFD; raises ProblemError where there is no text."""
    with limited(file), OfdPackage(file) as package:
        return _Reading(package).document()


class _Reading:
    """One file while it is read."""

    def __init__(self, package: OfdPackage) -> None:
        self._package = package
        self._losses: list[Loss] = []
        self._pictures: dict[bytes, str] = {}
        self._names: dict[str, str] = {}
        self._media: dict[str, str] = {}
        self._bold: set[str] = set()
        self._shown: set[str] = set()

    def document(self) -> Document:
        """Return all pages as one document."""
        package = self._package
        root = package.xml("OFD.xml")
        if root is None or root.tag != "ofd:OFD":
            package.refuse_kind(N_("another zip"))
        bodies = [one for one in root if one.tag == "ofd:DocBody"]
        main = _words(find(bodies[0], "ofd:DocRoot")) if bodies else ""
        document = package.xml(_joined("OFD.xml", main)) if main else None
        if document is None:
            package.refuse(N_("the file is damaged"), package.ask)
        if len(bodies) > 1:
            message = N_("the file holds {count} documents, of which the first is read")
            self._losses.append(Loss(message, 0, {"count": len(bodies)}))
        self._name_seals(bodies[0])
        sheets = self._sheets(_joined("OFD.xml", main), document)
        if not any(chunk.text.strip() for sheet in sheets for chunk in sheet.chunks):
            package.refuse(N_("the file is a scan: nobody can copy its text"), package.ask)
        blocks, dropped = blocks_of(sheets)
        general = Loss(N_("an OFD knows no tables and columns: look whether the text is in order"))
        properties = _properties(find(bodies[0], "ofd:DocInfo"))
        losses = (general, *self._losses, *dropped)
        return Document(tuple(blocks), files_of(self._pictures), losses, properties=properties)

    def _name_seals(self, body: Element) -> None:
        if _words(find(body, "ofd:Signatures")):
            self._losses.append(Loss(N_("seals and signatures are not taken over")))

    def _sheets(self, main: str, document: Element) -> list[Sheet]:
        common = find(document, "ofd:CommonData")
        templates: dict[str, str] = {}
        for one in common if common is not None else ():
            if one.tag in ("ofd:PublicRes", "ofd:DocumentRes"):
                self._take_resources(_joined(main, _words(one)))
            elif one.tag == "ofd:TemplatePage":
                templates[one.get("ID", "")] = _joined(main, one.get("BaseLoc", ""))
        if _words(find(document, "ofd:Annotations")):
            self._losses.append(Loss(N_("annotations on the pages are not taken over")))
        size = _box(find(common, "ofd:PageArea"))
        listed = find(document, "ofd:Pages")
        pages = [one for one in listed if one.tag == "ofd:Page"] if listed is not None else []
        if len(pages) > MOST_PAGES:
            message = N_("the file has {count} pages, and more than {most} are not read")
            self._package.refuse(message, count=len(pages), most=MOST_PAGES)
        return [self._sheet(_joined(main, one.get("BaseLoc", "")), templates, size)
                for one in pages]  # fmt: skip

    def _take_resources(self, part: str) -> None:
        root = self._package.xml(part)
        if root is None:
            return
        base = _joined(part, root.get("BaseLoc", "") + "/x")
        for one in root.iter():
            if one.tag == "ofd:MultiMedia" and one.get("Type") == "Image":
                self._media[one.get("ID", "")] = _joined(base, _words(find(one, "ofd:MediaFile")))
            elif one.tag == "ofd:Font":
                names = f"{one.get('FontName', '')} {one.get('FamilyName', '')}"
                if one.get("Bold") == "true" or is_bold(names):
                    self._bold.add(one.get("ID", ""))

    def _sheet(self, part: str, templates: dict[str, str], usual: tuple[float, float]) -> Sheet:
        root = self._package.xml(part)
        if root is None:
            message = N_("page “{name}” is missing in the file")
            self._losses.append(Loss(message, 0, {"name": part}))
            return Sheet(*usual, [])
        chunks: list[Chunk] = []
        for one in root:
            if one.tag == "ofd:PageRes":
                self._take_resources(_joined(part, _words(one)))
            elif one.tag == "ofd:Template":
                chunks += self._template(templates.get(one.get("TemplateID", ""), ""))
            elif one.tag == "ofd:Content":
                chunks += self._chunks(one)
        width, height = _box(find(root, "ofd:Area"), usual)
        return Sheet(width, height, chunks)

    def _template(self, part: str) -> Iterator[Chunk]:
        """Yield what a template shows, where it is first used: it is the same on each page."""
        if part and part not in self._shown:
            self._shown.add(part)
            root = self._package.xml(part)
            content = find(root, "ofd:Content") if root is not None else None
            if content is not None:
                yield from self._chunks(content)

    def _chunks(self, element: Element, depth: int = 0) -> Iterator[Chunk]:
        for one in element:
            if one.tag == "ofd:TextObject" and one.get("Visible", "true") != "false":
                yield from self._text(one)
            elif one.tag == "ofd:ImageObject":
                yield from self._picture(one)
            elif one.tag in ("ofd:Layer", "ofd:PageBlock") and depth < _DEEPEST:
                yield from self._chunks(one, depth + 1)

    def _text(self, one: Element) -> Iterator[Chunk]:
        x, y, _, _ = _numbers(one.get("Boundary"), 4)
        a, b, c, d, e, f = _numbers(one.get("CTM") or "1 0 0 1 0 0", 6)
        size = (_numbers(one.get("Size"), 1)[0] or 4) * ((c * c + d * d) ** 0.5 or 1) * _POINTS
        heavy = one.get("Weight", "400")
        bold = one.get("Font", "") in self._bold or (heavy.isdigit() and int(heavy[:4]) >= 600)
        own_x = own_y = 0.0
        for code in one:
            if code.tag != "ofd:TextCode" or not code.text:
                continue
            own_x = _numbers(code.get("X"), 1)[0] if code.get("X") else own_x
            own_y = _numbers(code.get("Y"), 1)[0] if code.get("Y") else own_y
            left, top = x + a * own_x + c * own_y + e, y + b * own_x + d * own_y + f
            text = code.text.replace("\n", " ").replace("\r", " ")
            yield Chunk(text, left * _POINTS, top * _POINTS, abs(size), bold)

    def _picture(self, one: Element) -> Iterator[Chunk]:
        part = self._media.get(one.get("ResourceID", ""), "")
        x, y, _, _ = _numbers(one.get("Boundary"), 4)
        if part not in self._names:
            data = self._package.read(part, _MOST_PICTURE) if part in self._package else b""
            suffix = suffix_of(data)
            self._names[part] = kept(self._pictures, data, suffix) if suffix else ""
            if not suffix:
                message = N_("a picture is missing or of a kind that no browser shows: {address}")
                self._losses.append(Loss(message, 0, {"address": part or "…"}))
        if name := self._names[part]:
            yield Chunk("", x * _POINTS, y * _POINTS, 1.0, picture=name)


def _joined(part: str, place: str) -> str:
    """Return the name of a part that another one names; nothing leads out of the file."""
    folder = "" if place.startswith("/") else posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, place.lstrip("/"))).lstrip("/")


def _words(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _numbers(text: str | None, count: int) -> list[float]:
    """Return numbers as an attribute lists them; 0 for what is none."""
    found: list[float] = []
    for word in (text or "").split()[:count]:
        try:
            value = float(word)
        except ValueError:
            value = 0.0
        found.append(value if abs(value) < 1e6 else 0.0)
    return [*found, *[0.0] * (count - len(found))]


def _box(area: Element | None, usual: Sequence[float] = _A4) -> tuple[float, float]:
    """Return width and height of a page in points."""
    box = find(area, "ofd:PhysicalBox") if area is not None else None
    width, height = _numbers(_words(box), 4)[2:]
    if width > 0 and height > 0:
        return width * _POINTS, height * _POINTS
    return usual[0], usual[1]


def _properties(info: Element | None) -> dict[str, str]:
    keys = {"ofd:Title": "title", "ofd:Author": "creator", "ofd:CreationDate": "created"}
    return {
        keys[one.tag]: _words(one)
        for one in (info if info is not None else ())
        if one.tag in keys and _words(one)
    }


def drafts(file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return an OFD as one draft, and what is lost of it."""
    from zhuanlan.features.intake.drafting import draft

    return draft(read(file), file)


OFD = Importer((".ofd",), drafts)
