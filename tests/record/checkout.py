"""Runs the code of any checkout, each command in a process of its own.

Nothing here imports zhuanlan: the checkout may be older or newer than this file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROGRAMS = Path(__file__).parent / "programs"
LANGUAGES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with the package `zhuanlan`, installed there once so that its catalogues exist."""

    root: Path

    def run(self, site: Path, *arguments: str, language: str = "zh", ok: bool = True) -> str:
        """Run the command `zhuanlan` in a site's folder; return its messages and its status.

        `ok` demands that it succeeds.
        """
        return self._run([*self.command, *arguments], site, language, ok)

    def program(self, name: str, site: Path, *arguments: str) -> str:
        """Run a program of `programs/` with the code of this checkout."""
        return self._run([sys.executable, str(PROGRAMS / name), *arguments], site, "zh", True)

    @property
    def command(self) -> list[str]:
        """How `zhuanlan` is run."""
        return [sys.executable, "-m", "zhuanlan"]

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which this checkout's code is imported, and none other."""
        names = {"PYTHONPATH": str(self.root), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
        return {**os.environ, **names, "LC_ALL": LANGUAGES["zh"]}

    @property
    def themes(self) -> list[str]:
        """Return the names of the themes that it ships."""
        return sorted(file.parent.name for file in self.root.glob("themes/*/theme.yaml"))

    def _run(self, command: list[str], site: Path, language: str, ok: bool) -> str:
        environment = self.environment | {"LC_ALL": LANGUAGES[language]}
        done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True)
        said = f"{done.stdout}\n---\n{done.stderr}\n--- {done.returncode}\n"
        if ok and done.returncode:
            raise RuntimeError(f"{' '.join(command)} in {site}:\n{said}")
        return said.replace(f"{site}/", "")
