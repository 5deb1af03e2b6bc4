"""Pages of a document: A4, portrait and landscape, numbered, and marked where they are internal."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_FIRST_ONLY = (*_REFERENCES, qn("w:titlePg"), qn("w:pgNumType"), qn("w:type"))
"""What a section of the same report does not repeat: it has it from the one before."""


def lay_out(section: Any) -> None:
    """Let a section be A4 with the margins of GB/T 9704: 156 mm × 225 mm hold the text."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)


_A4 = {
    "pgSz": {"w": "11906", "h": "16838"},
    "pgMar": {"top": "2098", "right": "1474", "bottom": "1984", "left": "1588"},
}
"""The page of the standard, in twips, where a letterhead does not say."""


def section_of(element: Any) -> Any:
    """Return the properties of the section that an element of a body is in."""
    following = (element, *element.itersiblings())
    section = next((found for one in following for found in one.iter(qn("w:sectPr"))), None)
    if section is None:
        section = OxmlElement("w:sectPr")
        element.getparent().append(section)
    for name, values in _A4.items():
        child = getattr(section, f"get_or_add_{name}")()
        for key, value in values.items():
            if child.get(qn(f"w:{key}")) is None:
                child.set(qn(f"w:{key}"), value)
    return section


def width_of(section: Any, *, landscape: bool) -> int:
    """Return how wide the text of a section is, in twips, or would be if the page were turned."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    whole = int(size.get(qn("w:h") if landscape else qn("w:w")))
    sides = ("w:top", "w:bottom") if landscape else ("w:left", "w:right")
    return whole - sum(abs(int(margins.get(qn(side)))) for side in sides)


def is_landscape(section: Any) -> bool:
    """Tell whether a section lies on its side already."""
    size = section.find(qn("w:pgSz"))
    return int(size.get(qn("w:w"))) > int(size.get(qn("w:h")))


def ended(section: Any, *, first: bool) -> Any:
    """Return the end of a section like this one; only the first brings headers and footers."""
    copy = deepcopy(section)
    if not first:
        continued(copy)
    return copy


def continued(section: Any) -> None:
    """Let a section go on with what the one before has."""
    for child in [one for one in section if one.tag in _FIRST_ONLY]:
        section.remove(child)


def turned(section: Any) -> Any:
    """Return a section like this one on its side, with the margins where they were."""
    copy = ended(section, first=False)
    size, margins = copy.find(qn("w:pgSz")), copy.find(qn("w:pgMar"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    top, right, bottom, left = (qn(f"w:{side}") for side in ("top", "right", "bottom", "left"))
    old = {side: margins.get(side) for side in (top, right, bottom, left)}
    for side, was in ((top, left), (right, top), (bottom, right), (left, bottom)):
        margins.set(side, old[was])
    return copy


def number_pages(document: Any, styles: dict[str, str]) -> None:
    """Write the number of each page as the standard does: — 1 —, on the outer side."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        (paragraph,) = footer.paragraphs
        paragraph._p.getparent().replace(paragraph._p, _number(styles["ZlPage"], side))


def _number(style: str, side: str) -> Any:
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )


def mark_pages(document: Any, words: str, styles: dict[str, str]) -> None:
    """Write a mark above each page of a document, whatever its headers hold."""
    both = document.settings.odd_and_even_pages_header_footer
    for place, section in enumerate(document.sections):
        headers = [section.header]
        headers += [section.even_page_header] if both else []
        headers += [section.first_page_header] if section.different_first_page_header_footer else []
        for header in headers:
            if place and header.is_linked_to_previous:
                continue
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            mark = OxmlElement("w:p")
            paragraph._p.addprevious(mark)
            mark.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), styles["ZlMark"])
            run = mark.add_r()
            run.add_t(words)
