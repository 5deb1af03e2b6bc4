"""Reading files: a file that cannot be read is a problem, not a crash."""

from __future__ import annotations

from pathlib import Path

from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.problems import Problem, ProblemError


def read_bytes(file: Path | str, shown: str, most: int = -1) -> bytes:
    """Return the bytes of a file, at most so many; `shown` is how a problem names it."""
    try:
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - once per file
            return stream.read(most)
    except FileNotFoundError:
        hint, file = "", Path(file)
        if file.suffix == ".yaml" and file.with_suffix(".yml").exists():
            hint = N_("the name must end in .yaml, not .yml")
        raise ProblemError(
            [Problem(shown, 0, 0, N_("the file does not exist"), {}, hint)]
        ) from None
    except OSError as error:
        reason = {"reason": system_reason(error)}
        raise ProblemError(
            [Problem(shown, 0, 0, N_("the file cannot be read: {reason}"), reason)]
        ) from None
