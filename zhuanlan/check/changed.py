"""The files that differ from a revision, for merge requests."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

from zhuanlan.git import git
from zhuanlan.i18n import N_
from zhuanlan.problems import Problem, ProblemError


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """Return the files below a folder that were changed or added since HEAD left a revision.

    What is not committed yet counts, too; what others did to the revision since then does not.
    Names are composed (NFC), as content is named. Raises ProblemError without git or the revision.
    """
    if shutil.which("git") is None or revision.startswith("-"):
        raise _unusable(revision, N_("git is needed for that"))
    known = git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known is None:
        raise _unusable(revision, N_("git knows no such revision here"))
    base = git(folder, "merge-base", known.strip(), "HEAD") or known
    diff = ("diff", "--name-only", "--relative", "--no-renames", "--diff-filter=d", "-z")
    changed = git(folder, *diff, base.strip(), "--", ".") or ""
    added = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".") or ""
    names = [name for name in (changed + added).split("\0") if name]
    return frozenset(composed(folder / name) for name in names)


def composed(path: Path) -> Path:
    """Return a path from the root on, in one Unicode form."""
    return Path(unicodedata.normalize("NFC", str(path.resolve())))


def _unusable(revision: str, message: str) -> ProblemError:
    return ProblemError([Problem(f"--changed-since {revision}", 0, 0, message)])
