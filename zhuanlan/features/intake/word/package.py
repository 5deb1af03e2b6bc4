"""The zip that a Word file is: its parts and their relationships, opened within limits.

Nothing is unpacked to disk and nothing is fetched: a part is read when it is asked for, and an
external relationship is only known by its address.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.limits import ASK
from zhuanlan.features.intake.word.xml import BrokenError, tree

LARGEST_FILE = 200 << 20
"""Bytes of the file itself, and of all that is read from it."""
LARGEST_XML = 32 << 20
"""Bytes of one part of XML; a thousand pages have 20 MB."""
MOST_PARTS = 5000
LARGEST_DIRECTORY = 4 << 20
"""Bytes of the list of parts, which is read at once."""
_DENSE, _DENSEST = 10 << 20, 200
"""A part of more than so many bytes may be packed no denser than this."""
_END_OF_ZIP = b"PK\x05\x06"

_KINDS = (
    (b"{\\rtf", N_("an RTF text")),
    (b"%PDF", N_("a PDF")),
    (b"<", N_("a web page")),
    (b"\xd0\xcf\x11\xe0", N_("one of an old format, or with a password")),
)
"""What a file with this suffix often is, by its first bytes."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to by an id."""

    kind: str
    """The last word of its type, such as `image`."""
    target: str
    """Name of a part, or the address of what lies outside."""
    external: bool


class Package:
    """A Word file that is open. Raises ProblemError for what cannot be read."""

    def __init__(self, file: Path, named: Path, wanted: tuple[str, str]) -> None:
        """Open a file; problems name it as `named`.

        `wanted` is the program that writes such files, and their suffix.
        """
        self._file, self._named, self._wanted = file, named, wanted
        self._left = LARGEST_FILE
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            self._check_size()
            self._zip = ZipFile(file)
        except (BadZipFile, NotImplementedError, ValueError) as error:
            self._refuse_damaged(error)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.refuse(N_("the file cannot be read: {reason}"), reason=reason)
        try:
            self._parts = {info.filename.lower(): info for info in self._checked()}
            self.main = self._main()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def __iter__(self) -> Iterator[str]:
        return (info.filename for info in self._parts.values())

    def refuse(self, message: str, hint: str = "", **values: object) -> NoReturn:
        """Raise a ProblemError about this file."""
        raise ProblemError([Problem(str(self._named), 0, 0, message, values, hint)]) from None

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """Return a part, or nothing where there is none."""
        info = self._parts.get(name.lower())
        if info is None:
            return b""
        most = min(most, self._left)
        try:
            with self._zip.open(info) as opened:
                data = opened.read(most + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            message = N_("“{name}” in it is damaged")
            self.refuse(message, ASK, name=name, reason=type(error).__name__)
        if len(data) > most:
            self.refuse(_TOO_LARGE, ASK)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element | None:
        """Return a part of XML, or nothing where there is none."""
        data = self.read(name, LARGEST_XML)
        if not data:
            return None
        try:
            return tree(data)
        except BrokenError as error:
            message = N_("“{name}” in it cannot be read: {reason}")
            self.refuse(message, ASK, name=name, reason=Word(error.reason))

    def root(self, tag: str) -> Element:
        """Return the root of the main part, which must have this name."""
        root = self.xml(self.main)
        if root is None:
            self.refuse(N_("the file is damaged"), ASK)
        if root.tag != tag:
            self._refuse_kind(N_("a file of another office program"))
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
            self._refuse_kind(N_("a file of another office program"))
        if not main:
            self._refuse_kind(N_("another zip"))
        return main

    def _refuse_kind(self, kind: str) -> NoReturn:
        message = N_("this is no {wanted} file, but {kind}")
        hint = N_("open it in its program and save it as {suffix}, without a password")
        name, suffix = self._wanted
        self.refuse(message, hint, wanted=name, suffix=suffix, kind=Word(kind))

    def _check_size(self) -> None:
        """Look at the size of the file and of its list of parts before either is read."""
        size = self._file.stat().st_size
        if size > LARGEST_FILE:
            self.refuse(_TOO_LARGE, ASK)
        with self._file.open("rb") as opened:
            opened.seek(max(size - 66_000, 0))
            tail = opened.read()
        at = tail.rfind(_END_OF_ZIP)
        listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
        if listed > LARGEST_DIRECTORY:
            self.refuse(N_("it has too many parts"), ASK)

    def _checked(self) -> list[ZipInfo]:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            self.refuse(N_("it has too many parts"), ASK)
        names: set[str] = set()
        for info in parts:
            name = info.filename
            if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
                self.refuse(N_("“{name}” in it leads out of the file"), ASK, name=name)
            if name.lower() in names:
                self.refuse(N_("“{name}” is in it twice"), ASK, name=name)
            names.add(name.lower())
            if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                self.refuse(N_("“{name}” in it is encrypted"), ASK, name=name)
            if info.file_size > max(_DENSE, info.compress_size * _DENSEST):
                self.refuse(_TOO_LARGE, ASK)
        if sum(info.file_size for info in parts) > LARGEST_FILE:
            self.refuse(_TOO_LARGE, ASK)
        return parts

    def _refuse_damaged(self, error: Exception) -> NoReturn:
        head = self._file.read_bytes()[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
        for begin, kind in _KINDS:
            if head.startswith(begin):
                self._refuse_kind(kind)
        self.refuse(N_("the file is damaged"), ASK, reason=type(error).__name__)


_TOO_LARGE = N_("it is too large, or made to be large: more than 200 MB when it is unpacked")
