"""The output folder, and the manifest of what zhuanlan wrote into it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from zhuanlan.i18n import N_
from zhuanlan.problems import Problem, ProblemError

MANIFEST = ".zhuanlan.json"
"""Stands in the output folder and lists the files there that are zhuanlan's."""

_FORMAT = 1


@dataclass(slots=True)
class Written:
    """What a build did to the output."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0


def check_folder(output: Path, *keep: Path) -> None:
    """Refuse an output folder that is one of the folders to `keep`, above or inside one of them,
    or that holds files and was never zhuanlan's.

    Raises ProblemError; nothing has been touched then.
    """
    resolved = output.resolve()
    for folder in keep:
        other = folder.resolve()
        if resolved == other or resolved in other.parents or other in resolved.parents:
            raise ProblemError(
                [
                    Problem(
                        str(output),
                        0,
                        0,
                        N_("the output folder may not be {folder}, above or inside it"),
                        {"folder": str(folder)},
                        N_("choose another with --output"),
                    )
                ]
            )
    if output.exists() and not output.is_dir():
        raise ProblemError([Problem(str(output), 0, 0, N_("this is a file, not a folder"))])
    if output.is_dir() and not (output / MANIFEST).is_file():
        names = sorted(entry.name for entry in os.scandir(output))
        if names:
            raise ProblemError(
                [
                    Problem(
                        str(output),
                        0,
                        0,
                        N_("the output folder holds files that are not zhuanlan's: {names}"),
                        {"names": ", ".join(names[:5])},
                        N_("choose another with --output, or empty it"),
                    )
                ]
            )


def read_manifest(output: Path) -> dict[str, str]:
    """Return the files that zhuanlan wrote, with their hashes; a damaged manifest lists none."""
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
        files = manifest["files"] if manifest["format"] == _FORMAT else {}
        return {
            str(path): str(digest)
            for path, digest in files.items()
            if not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_output(output: Path, files: Mapping[str, bytes | Path]) -> Written:
    """Make the folder hold exactly `files` (bytes, or a file to copy) besides what is not ours.

    A file is replaced whole, and only if its bytes differ; what an earlier build wrote and this one
    does not is removed. Raises ProblemError if a foreign file is in the way.
    """
    before = read_manifest(output)
    _refuse_foreign(output, files, before)
    result = Written()
    digests: dict[str, str] = {}
    output.mkdir(parents=True, exist_ok=True)
    # named beforehand, so that a build that is cut off leaves no file of unknown origin
    _write_manifest(output, before | dict.fromkeys(files, "") | before)
    for path, content in files.items():
        data = content if isinstance(content, bytes) else content.read_bytes()
        digests[path] = hashlib.blake2b(data, digest_size=16).hexdigest()
        if _differs(output / path, data):
            _replace(output / path, data)
            result.written.append(path)
        else:
            result.unchanged += 1
    for path in sorted(before.keys() - files.keys()):
        if _remove(output, path):
            result.removed.append(path)
    _write_manifest(output, digests)
    return result


def _refuse_foreign(output: Path, files: Iterable[str], ours: Mapping[str, str]) -> None:
    foreign = [path for path in files if path not in ours and (output / path).exists()]
    if foreign and ours:
        raise ProblemError(
            Problem(
                str(output / path),
                0,
                0,
                N_("a file that is not zhuanlan's stands where a page belongs"),
                {},
                N_("move it away"),
            )
            for path in foreign
        )


def _differs(file: Path, data: bytes) -> bool:
    try:
        return file.is_symlink() or file.stat().st_size != len(data) or file.read_bytes() != data
    except OSError:
        return True


def _replace(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".zhuanlan-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        os.replace(temporary, file)  # noqa: PTH105 - the atomic one
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _remove(output: Path, path: str) -> bool:
    file = output / path
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    for folder in file.relative_to(output).parents:
        if folder != Path():
            with suppress(OSError):  # not empty: something else lives there
                (output / folder).rmdir()
    return True


def _write_manifest(output: Path, digests: Mapping[str, str]) -> None:
    manifest = {"format": _FORMAT, "files": dict(sorted(digests.items()))}
    data = json.dumps(manifest, ensure_ascii=False, indent=0).encode()
    if _differs(output / MANIFEST, data):
        _replace(output / MANIFEST, data)
