"""ZIP files from Windows: names in GBK, and nothing that could harm is unpacked.

Refused by name: more than 200 MB or 2,000 files once unpacked, archives within archives within
archives, passwords, names that lead out of the folder. What a file claims of its size is not
trusted: the bytes are counted.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.content import is_scratch
from zhuanlan.model.fields import DEVICES

MOST_BYTES = 200 << 20
"""Bytes of all files of an archive together, once unpacked."""
MOST_FILES = 2_000
_DEEPEST = 12
_CHUNK = 1 << 20
_UTF8 = 0x800
"""The flag of an entry whose name is UTF-8 (APPNOTE.TXT 4.4.4, bit 11)."""


_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError,
            ValueError)  # fmt: skip
"""What `zipfile` raises for archives that are damaged, or of a kind that it does not know."""


class Budget:
    """What may still be unpacked, of an archive and of those within it together."""

    def __init__(self) -> None:
        self.bytes, self.files = MOST_BYTES, MOST_FILES


def unpacked(file: Path, into: Path, budget: Budget, path: str) -> tuple[list[str], list[Problem]]:
    """Unpack an archive into a folder, and return the paths of its files, and what was left out.

    Raises ProblemError for an archive that is damaged, has a password, or is too large: nothing of
    it is used then. `path` is how problems name it.
    """
    done: list[str] = []
    skipped: list[Problem] = []
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                if entry.is_dir():
                    continue
                name = name_of(entry)
                if problem := _refused(name, entry, path):
                    skipped.append(problem)
                    continue
                place = safe_path(name)
                _unpack(archive, entry, into / place, budget, path)
                done.append(place)
    except _DAMAGED as error:
        message = N_("the archive cannot be read: {reason}")
        hint = N_("ask for it again, as a ZIP file without a password")
        raise ProblemError([Problem(path, 0, 0, message, {"reason": str(error)}, hint)]) from None
    return done, skipped


def name_of(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry: in UTF-8 where its flag says so, or else in GBK."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:  # `zipfile` has read it otherwise
        return entry.filename
    for encoding in ("utf-8", "gb18030"):  # some programs write UTF-8 and do not say so
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _refused(name: str, entry: zipfile.ZipInfo, path: str) -> Problem | None:
    """Return why an entry is left out, or None."""
    parts = [part for part in re.split(r"[/\\]", name) if part]
    if ".." in parts or name.startswith(("/", "\\")) or re.match("[A-Za-z]:", name):
        message = N_("“{name}” is left out: its path leads out of the archive")
    elif any(is_scratch(part) for part in parts):
        message = N_("“{name}” is left out: a scratch file of a program or system")
    elif any(DEVICES.fullmatch(part.lower()) or not part.isprintable() for part in parts):
        message = N_("“{name}” is left out: no file may have this name")
    elif len(parts) > _DEEPEST:
        message = N_("“{name}” is left out: it lies too deep")
    elif entry.external_attr >> 28 == 0xA:
        message = N_("“{name}” is left out: it is a link, and no file")
    else:
        return None
    return Problem(path, 0, 0, message, {"name": name})


_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f]')


def safe_path(name: str) -> str:
    """Return a path that every system takes, within a folder."""
    parts = [_UNSAFE.sub("_", part).strip(". ") for part in re.split(r"[/\\]", name)]
    return PurePosixPath(*[part[-120:] for part in parts if part] or ["_"]).as_posix()


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: Budget, path: str
) -> None:
    budget.files -= 1
    for data in _chunks(archive, entry):
        budget.bytes -= len(data)
        if budget.bytes < 0 or budget.files < 0:
            message = N_("the archive holds more than {files} files or {size} MB")
            values = {"files": MOST_FILES, "size": MOST_BYTES >> 20}
            hint = N_("unpack it and import its parts")
            raise ProblemError([Problem(path, 0, 0, message, values, hint)])
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab") as opened:
            opened.write(data)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as opened:
        while data := opened.read(_CHUNK):
            yield data
