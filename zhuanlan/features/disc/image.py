"""A built disc edition → one file to hand on: a ZIP, or an image to burn; each with its sums."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, missing_package
from zhuanlan.write import MANIFEST
from zhuanlan.write.manifest import files_of, manifest_bytes
from zhuanlan.write.sums import sums

SUMS = "SHA256SUMS"
"""Stands on the disc and lists the sums of all its files, as `sha256sum -c` reads them."""

_PACKED = frozenset(
    "7z avif docx jpeg jpg m4a mp3 mp4 ogg pdf png pptx rar webm webp xlsx zip".split()
)
"""Kinds that do not get smaller."""

_LONGEST = 64
"""Characters of a name in Joliet, which is what Windows reads of a disc."""


def files(output: Path) -> list[str]:
    """Return the files of a disc."""
    return sorted(files_of(output, manifest_bytes(output)).keys() - {MANIFEST})


def write_zip(output: Path, target: Path, made: datetime) -> None:
    """Pack a disc; equal discs give equal files."""
    first, last = datetime(1980, 1, 1), datetime(2107, 12, 31)  # noqa: DTZ001 - naive as `made`
    stamp = min(max(made, first), last).timetuple()[:6]  # what a ZIP can tell
    waiting = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(waiting, "w") as packed:
            for path, data in _contents(output):
                info = zipfile.ZipInfo(path, stamp)
                ending = path.rpartition(".")[2].lower()
                info.compress_type = (
                    zipfile.ZIP_STORED if ending in _PACKED else zipfile.ZIP_DEFLATED
                )
                info.external_attr = 0o644 << 16
                packed.writestr(info, data)
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)


def _contents(output: Path) -> Iterator[tuple[str, bytes]]:
    names = files(output)
    yield SUMS, sums(output, names).encode()
    for name in names:
        yield name, (output / name).read_bytes()


def write_iso(output: Path, target: Path) -> None:
    """Write an image to burn, or to open: ISO 9660 with the names that Windows and Linux read.

    Raises ProblemError where the package for it is missing, or a name is too long for a disc.
    """
    try:
        import pycdlib
    except ImportError:
        message = N_("an image of a disc needs the package {package}")
        raise missing_package(str(target), "pycdlib", "disc", message) from None
    names = files(output)
    _refuse_long(names)
    sums_file = target.with_name(f".{target.name}.sums")
    waiting = target.with_name(f".{target.name}.new")
    image = pycdlib.PyCdlib()
    image.new(interchange_level=4, joliet=3, rock_ridge="1.09", vol_ident="ZHUANLAN")
    try:
        sums_file.write_text(sums(output, names), "utf-8")
        folders = {str(parent) for name in names for parent in PurePosixPath(name).parents}
        for folder in sorted(folders - {"."}):
            image.add_directory(
                f"/{folder}", rr_name=PurePosixPath(folder).name, joliet_path=f"/{folder}"
            )
        for name, file in [(SUMS, sums_file), *((name, output / name) for name in names)]:
            rr_name = PurePosixPath(name).name
            image.add_file(str(file), f"/{name}", rr_name=rr_name, joliet_path=f"/{name}")
        image.write(str(waiting))
        waiting.replace(target)
    finally:
        image.close()
        sums_file.unlink(missing_ok=True)
        waiting.unlink(missing_ok=True)


def _refuse_long(names: list[str]) -> None:
    long = [name for name in names if any(len(part) > _LONGEST for part in name.split("/"))]
    if long:
        message = N_("a disc takes names of {most} characters at most")
        hint = N_("give it a shorter name or slug, or make a ZIP")
        values = {"most": _LONGEST}
        raise ProblemError(Problem(name, 0, 0, message, values, hint) for name in long)
