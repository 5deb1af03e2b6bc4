"""One file, replaced at once: whoever reads it sees the old or the new, and never a half."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def replaced(file: Path, data: bytes) -> None:
    """Write a file's new bytes beside it and put them in its place; its permissions stay."""
    file = file.resolve()
    handle, waiting = tempfile.mkstemp(prefix=".zl-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        if file.exists():
            shutil.copymode(file, waiting)
        else:
            Path(waiting).chmod(0o666 & ~_umask())
        Path(waiting).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(waiting).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
