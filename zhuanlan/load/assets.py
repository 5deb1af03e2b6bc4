"""Files that are published: whether they are what they claim."""

from __future__ import annotations

from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, mislabelled
from zhuanlan.load.files import read_bytes

_ZIP, _OLE = (0, b"PK"), (0, b"\xd0\xcf\x11\xe0")
_BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    **dict.fromkeys(("jpg", "jpeg"), ((0, b"\xff\xd8\xff"),)),
    "png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    "webp": ((8, b"WEBP"),),
    "avif": ((4, b"ftyp"),),
    "pdf": ((0, b"%PDF-"),),
    **dict.fromkeys(("mp4", "m4a"), ((4, b"ftyp"),)),
    "webm": ((0, b"\x1aE\xdf\xa3"),),
    "ogg": ((0, b"OggS"),),
    "mp3": ((0, b"ID3"), (0, b"\xff")),
    "vtt": ((0, b"WEBVTT"), (3, b"WEBVTT")),
    **dict.fromkeys(("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd"), (_ZIP,)),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), (_OLE, _ZIP)),
    "rar": ((0, b"Rar!"),),
    "7z": ((0, b"7z\xbc\xaf"),),
}
"""By extension, what a file holds at which offset."""


_HEAD = 64
"""Bytes in which a file shows what it is."""


def check_head(file: Path, shown: str) -> None:
    """Refuse a file as `check_asset` does, without reading all of it."""
    check_asset(shown, read_bytes(file, shown, _HEAD))


def check_asset(path: str, data: bytes) -> None:
    """Refuse a file whose bytes are not what its name says.

    Raises ProblemError.
    """
    suffix = path.rpartition(".")[2].lower()
    if not data:
        raise ProblemError([Problem(path, 0, 0, N_("the file is empty"))])
    if suffix in _BEGINNINGS and not _begins(data, suffix):
        real = next((kind for kind in _OFTEN_RENAMED if _begins(data, kind)), "")
        raise mislabelled(path, data, real)


_OFTEN_RENAMED = ("png", "jpg", "gif", "pdf")
"""Kinds whose beginning tells them from all others."""


def _begins(data: bytes, suffix: str) -> bool:
    return any(data[at : at + len(mark)] == mark for at, mark in _BEGINNINGS[suffix])
