"""What git tells of a folder, where it is installed and knows the folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str | None:
    """Return what a command of git prints in a folder, or None where it fails.

    No shell is between; whoever passes on what somebody wrote makes sure that it is no option.
    """
    program = shutil.which("git")
    if program is None or not folder.is_dir():
        return None
    run = subprocess.run(  # noqa: S603
        [program, "-c", "core.quotePath=false", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return run.stdout.decode("utf-8", "surrogateescape") if run.returncode == 0 else None
