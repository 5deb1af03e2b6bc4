"""Reports → files, all or none of which are put in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

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


def write(files: Mapping[Path, bytes]) -> None:
    """Write files, each replaced at once, when all of them are made."""
    for file, data in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        replaced(file, data)
