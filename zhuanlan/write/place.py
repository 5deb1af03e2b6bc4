"""Where an output may be: nowhere that it could do harm."""

from __future__ import annotations

import os
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.write import MANIFEST

STAGE = ".zhuanlan-stage"
"""The folder within an output where files wait to be published."""


def check_folder(output: Path, *keep: Path) -> None:
    """Refuse an output folder that could do harm.

    That is one of the folders to `keep`, one above or inside them, or one that holds files and was
    never zhuanlan's. Raises ProblemError; nothing has been touched then.
    """
    resolved = output.resolve()
    for folder in keep:
        other = folder.resolve()
        if resolved == other or resolved in other.parents or other in resolved.parents:
            raise _problem(
                output,
                N_("the output folder may not be {folder}, above or inside it"),
                N_("choose another with --output"),
                folder=str(folder),
            )
    lowest = next((one for one in (output, *output.parents) if one.exists()), None)
    if lowest and not lowest.is_dir():
        raise _problem(lowest, N_("this is a file, not a folder"))
    if output.is_dir() and not (output / MANIFEST).is_file():
        names = sorted(entry.name for entry in os.scandir(output) if entry.name != STAGE)
        if names:
            raise _problem(
                output,
                N_("the output folder holds files that are not zhuanlan's: {names}"),
                N_("choose another with --output, or empty it"),
                names=", ".join(names[:5]),
            )


def _problem(path: Path, message: str, hint: str = "", **values: str) -> ProblemError:
    return ProblemError([Problem(str(path), 0, 0, message, values, hint)])
