"""The zip that an office file is, opened within limits.

Nothing is unpacked to disk and nothing is fetched: a part is read when it is asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NoReturn, Self
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.embedded import suffix_of
from zhuanlan.features.intake.xml import BrokenError, tree

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
"""What a file with such a suffix often is, by its first bytes."""


class Package:
    """An office file that is open. Raises ProblemError for what cannot be read."""

    wanted: ClassVar[str]
    """What such files are called."""
    suffix: ClassVar[str]
    ask: ClassVar[str]
    """What to do with a damaged file."""
    save: ClassVar[str]
    """What to do with a file of another kind; it may name the `{suffix}`."""

    def __init__(self, file: Path, named: Path | None = None) -> None:
        """Open a file; problems name it as `named`, where that is another."""
        self._file, self._named = file, named or file
        self._left = LARGEST_FILE
        try:
            self._check_size()
            self._zip = ZipFile(file)
        except (BadZipFile, NotImplementedError, ValueError) as error:
            self._refuse_kind(error)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.refuse(N_("the file cannot be read: {reason}"), reason=reason)
        try:
            self._parts = {info.filename.lower(): info for info in self._checked()}
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
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
            self.refuse(message, self.ask, name=name, reason=type(error).__name__)
        if len(data) > most:
            self.refuse(_TOO_LARGE, self.ask)
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
            self.refuse(message, self.ask, name=name, reason=Word(error.reason))

    def _check_size(self) -> None:
        """Look at the size of the file and of its list of parts before either is read."""
        size = self._file.stat().st_size
        if size > LARGEST_FILE:
            self.refuse(_TOO_LARGE, self.ask)
        with self._file.open("rb") as opened:
            opened.seek(max(size - 66_000, 0))
            tail = opened.read()
        at = tail.rfind(_END_OF_ZIP)
        listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
        if listed > LARGEST_DIRECTORY:
            self.refuse(N_("it has too many parts"), self.ask)

    def _checked(self) -> list[ZipInfo]:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            self.refuse(N_("it has too many parts"), self.ask)
        names: set[str] = set()
        for info in parts:
            name = info.filename
            if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
                self.refuse(N_("“{name}” in it leads out of the file"), self.ask, name=name)
            if name.lower() in names:
                self.refuse(N_("“{name}” is in it twice"), self.ask, name=name)
            names.add(name.lower())
            if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                self.refuse(N_("“{name}” in it is encrypted"), self.ask, name=name)
            if info.file_size > max(_DENSE, info.compress_size * _DENSEST):
                self.refuse(_TOO_LARGE, self.ask)
        if sum(info.file_size for info in parts) > LARGEST_FILE:
            self.refuse(_TOO_LARGE, self.ask)
        return parts

    def refuse_kind(self, kind: str) -> NoReturn:
        """Raise a ProblemError about a file that is of another kind; `kind` is untranslated."""
        message = N_("this is no {wanted} file, but {kind}")
        values = {"wanted": self.wanted, "suffix": self.suffix, "kind": Word(kind)}
        self.refuse(message, self.save, **values)

    def _refuse_kind(self, error: Exception) -> NoReturn:
        with self._file.open("rb") as opened:
            head = opened.read(512).lstrip(b"\xef\xbb\xbf \r\n\t")
        if not head:
            self.refuse(N_("the file is empty"), N_("ask the unit for another copy"))
        if suffix_of(head):
            self.refuse_kind(N_("a picture"))
        for begin, kind in _KINDS:
            if head.startswith(begin):
                self.refuse_kind(kind)
        self.refuse(N_("the file is damaged"), self.ask, reason=type(error).__name__)


_TOO_LARGE = N_("it is too large, or made to be large: more than 200 MB when it is unpacked")
