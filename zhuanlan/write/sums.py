"""SHA-256 sums of what is published, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def sha256(file: Path) -> str:
    """Return the sum of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sums(output: Path, files: Iterable[str]) -> str:
    """Return a line for each file: its sum, two spaces, its path within the output."""
    return "".join(f"{sha256(output / path)}  {path}\n" for path in sorted(files))
