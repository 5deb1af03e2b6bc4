"""A Word file: its parts, and their relationships.

An external relationship is only known by its address.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.limits import ASK
from zhuanlan.features.intake.package import Package


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to by an id."""

    kind: str
    """The last word of its type, such as `image`."""
    target: str
    """Name of a part, or the address of what lies outside."""
    external: bool


class WordPackage(Package):
    """A Word file that is open."""

    wanted, suffix = "Word", ".docx"
    ask = ASK
    save = N_("open it in its program and save it as {suffix}, without a password")

    def __init__(self, file: Path, named: Path | None = None) -> None:
        super().__init__(file, named)
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            self.main = self._main()
        except BaseException:
            self.close()
            raise

    def root(self, tag: str) -> Element:
        """Return the root of the main part, which must have this name."""
        root = self.xml(self.main)
        if root is None:
            self.refuse(N_("the file is damaged"), ASK)
        if root.tag != tag:
            self.refuse_kind(N_("a file of another office program"))
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id."""
        known = self._relations.get(part)
        if known is None:
            known = self._relations[part] = dict(self._read_relations(part))
        return known

    def related(self, part: str, kind: str) -> str:
        """Return the first part of a kind that a part refers to, or nothing."""
        relations = self.relations(part).values()
        found = (one.target for one in relations if one.kind == kind and not one.external)
        return next((name for name in found if name in self), "")

    def _read_relations(self, part: str) -> Iterator[tuple[str, Relation]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in root.iter("rel:Relationship") if root is not None else ():
            kind = one.get("Type", "").rstrip("/").rpartition("/")[2]
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield one.get("Id", ""), Relation(kind, target, external)

    def _main(self) -> str:
        main = self.related("", "officeDocument")
        if self.read("mimetype", 200):
            self.refuse_kind(N_("a file of another office program"))
        if not main:
            self.refuse_kind(N_("another zip"))
        return main


class SlidesPackage(WordPackage):
    """A PowerPoint file that is open."""

    wanted, suffix = "PowerPoint", ".pptx"
