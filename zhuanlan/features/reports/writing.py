"""Reports → files, all or none of which are put in place; none that somebody has written on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from zhuanlan.build.cache.store import FOLDER as CACHE
from zhuanlan.core.i18n import N_
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.report import Report
from zhuanlan.write.atomic import replaced

FOLDER = "reports"
"""Where reports are written unless another folder is asked for: beside `config.yaml`."""


def files_of(
    report: Report, formats: Iterable[str], context: Context, folder: Path
) -> dict[Path, bytes]:
    """Return the files of a report by their paths."""
    found = {}
    for name in formats:
        module = import_module(f"zhuanlan.features.reports.formats.{name}")
        found[folder / f"{report.slug}{module.SUFFIX}"] = module.written(report, context)
    return found


def check_folder(folder: Path, options: Options) -> None:
    """Raise ProblemError where reports would be published, or lie among the site's sources."""
    place = folder.resolve()
    for one in (*options.folders, options.output):
        if place.is_relative_to(one.resolve()):
            message = N_("reports must not lie below {folder}: they could be published")
            values = {"folder": str(one)}
            raise ProblemError([Problem(str(folder), 0, 0, message, values)])


def write(files: Mapping[Path, bytes], options: Options) -> None:
    """Write the files of a folder, when there is room for all of them.

    Raises ProblemError where one was written by somebody else, or changed since we wrote it: a
    summary is there to be written on.
    """
    record = options.config.parent / CACHE / "reports.json"
    known = _known(record)
    made = {str(file.resolve()): _digest(data) for file, data in files.items()}
    message = N_("somebody has changed this file, or it is none of ours: it is not overwritten")
    hint = N_("rename or delete it, or write to another folder with --output")
    if problems := [
        Problem(str(file), 0, 0, message, {}, hint)
        for file, (place, digest) in zip(files, made.items(), strict=True)
        if file.exists() and _digest(file.read_bytes()) not in (known.get(place), digest)
    ]:
        raise ProblemError(problems)
    folder = next(iter(files)).parent
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".zl-", dir=folder) as waiting:
        for file, data in files.items():
            Path(waiting, file.name).write_bytes(data)
        for file in files:
            Path(waiting, file.name).replace(file)
    record.parent.mkdir(parents=True, exist_ok=True)
    replaced(record, msgspec.json.encode(known | made))


def _known(record: Path) -> dict[str, str]:
    """Return the digests of the files that we wrote, by their places."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(record.read_bytes(), type=dict[str, str])
    return {}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
