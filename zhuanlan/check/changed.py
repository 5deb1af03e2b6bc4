"""The files that differ from a revision, for merge requests."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

from zhuanlan.core.git import git
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load import yaml
from zhuanlan.model.config import CONFIG


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """Return the files below a folder that were changed or added since HEAD left a revision.

    What is not committed yet counts, too; what others did to the revision since then does not.
    Names are composed (NFC), as content is named. Raises ProblemError without git or the revision.
    """
    if shutil.which("git") is None or revision.startswith("-"):
        raise _unusable(revision, N_("git is needed for that"))
    base = _base(revision, folder)
    if base is None:
        raise _unusable(revision, N_("git knows no such revision here"))
    diff = ("diff", "--name-only", "--relative", "--no-renames", "--diff-filter=d", "-z")
    changed = git(folder, *diff, base, "--", ".") or ""
    added = git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".") or ""
    names = [name for name in (changed + added).split("\0") if name]
    return frozenset(composed(folder / name) for name in names)


def _base(revision: str, folder: Path) -> str | None:
    """Return the commit at which HEAD left a revision, or None where git knows no such revision."""
    known = git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known is None:
        return None
    return (git(folder, "merge-base", known.strip(), "HEAD") or known).strip()


def words_changed_since(revision: str, config: Path) -> bool:
    """Tell whether the word list of a site is another one than when HEAD left a revision.

    Old stories have to be looked through again then. One that cannot be read was another one.
    """
    base = _base(revision, config.parent)
    before = base and git(config.parent, "show", f"{base}:./{config.name}")
    return _words(before or "") != _words(config.read_text("utf-8", "replace"))


def _words(config: str) -> object:
    """Return the word list as a text of settings has it; what cannot be read has none."""
    try:
        data = yaml.parse(config, CONFIG).data
    except ProblemError:
        return None
    settings = data.get("check") if isinstance(data, dict) else None
    return (settings.get("words") if isinstance(settings, dict) else None) or {}


def composed(path: Path) -> Path:
    """Return a path from the root on, in one Unicode form."""
    return Path(unicodedata.normalize("NFC", str(path.resolve())))


def _unusable(revision: str, message: str) -> ProblemError:
    return ProblemError([Problem(f"--changed-since {revision}", 0, 0, message)])
