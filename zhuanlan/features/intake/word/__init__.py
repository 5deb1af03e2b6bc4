"""Word files (`.docx` of Word and WPS) → documents.

The file is read with changes accepted, and every number that Word computes written as text.
`package` opens it within limits, `body` reads paragraphs, `runs` what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer, Loss
from zhuanlan.features.intake.document import Document
from zhuanlan.features.intake.embedded import files_of
from zhuanlan.features.intake.limits import limited
from zhuanlan.features.intake.word.body import Body
from zhuanlan.features.intake.word.numbering import Numbering
from zhuanlan.features.intake.word.package import WordPackage
from zhuanlan.features.intake.word.reading import Reading
from zhuanlan.features.intake.word.styles import Styles
from zhuanlan.features.intake.word.tables import as_lines
from zhuanlan.features.intake.xml import find, texts


def read(file: Path, named: Path | None = None) -> Document:
    """Return a Word file as a document; raises ProblemError for what cannot be read.

    `named` is the file that problems name, where that is another.
    """
    named = named or file
    with limited(named), WordPackage(file, named) as package:
        return _read(package)


def _read(package: WordPackage) -> Document:
    main = package.main
    body = find(package.root("w:document"), "w:body")
    if body is None:
        package.refuse(N_("the file holds no text"))
    styles = Styles(package.xml(package.related(main, "styles")))
    numbers = package.xml(package.related(main, "numbering"))
    reading = Reading(package, styles, Numbering(numbers, styles.linked), main)
    comments = package.xml(package.related(main, "comments"))
    for one in comments.iter("w:comment") if comments is not None else ():
        reading.comments[one.get("w:id", "")] = one
    blocks = Body(reading).read(body)
    notes = [*_notes(reading)]
    _around(reading)
    files = files_of(reading.pictures)
    return Document(tuple(blocks), files, tuple(reading.losses), tuple(notes), properties(package))


def _notes(reading: Reading) -> Iterator[str]:
    """Yield the notes that the text refers to, in its order."""
    main = reading.part
    parts = {kind: reading.package.related(main, f"{kind}s") for kind in ("footnote", "endnote")}
    found: dict[tuple[str, str], Element] = {}
    for kind, part in parts.items():
        root = reading.package.xml(part)
        for one in root.iter(f"w:{kind}") if root is not None else ():
            found[kind, one.get("w:id", "")] = one
    for kind, name in [*reading.numbered_notes]:
        reading.part, element = parts[kind], found.get((kind, name))
        if element is None:
            reading.lost(N_("a note is missing in the file"))
        blocks = Body(reading).read(element) if element is not None else []
        yield as_lines(blocks, reading)
        reading.part = main


def _around(reading: Reading) -> None:
    """Name what the file holds beside its text."""
    package, seen = reading.package, set()
    reading.place = 0
    for relation in package.relations(package.main).values():
        if relation.kind in ("header", "footer") and not relation.external:
            root = package.xml(relation.target)
            said = "".join(texts(root, "w:t")) if root is not None else ""
            if sum(char.isalpha() for char in said) > 2 and said not in seen:
                seen.add(said)
                reading.lost(N_("the header or footer “{said}” is left out"), said=said)
    if any(name.lower().endswith("vbaproject.bin") for name in package):
        reading.once(N_("macros are left out: nothing of them is run"))


def properties(package: WordPackage) -> dict[str, str]:
    """Return what a file says of itself: `title`, `creator`, `modified` …"""
    root = package.xml(package.related("", "core-properties"))
    if root is None:
        return {}
    return {
        one.tag.rpartition(":")[2]: one.text.strip()
        for one in root
        if one.text and one.text.strip()
    }


def drafts(file: Path) -> tuple[list[Draft], tuple[Loss, ...]]:
    """Return a Word file as one draft, and what is lost of it."""
    from zhuanlan.features.intake.drafting import draft

    return draft(read(file), file)


WORD = Importer((".docx", ".docm"), drafts)
