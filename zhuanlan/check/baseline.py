"""A baseline: what an old site had wrong when it began to be checked, so that only news is told.

A finding is known by its rule, its file and what it says, not by its line: text that moves stays
known. Each stands for as many as there were.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhuanlan.check.finding import Finding
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.write.atomic import replaced

VERSION = 1


def fingerprint(one: Finding, root: Path = Path()) -> str:
    """Return what a finding is known by, also by machines that compare two runs.

    Its path counts from the folder `root` on.
    """
    problem = one.problem
    values = sorted((key, str(value)) for key, value in problem.values.items() if key not in _AGING)
    told = json.dumps(
        [one.rule, _named(problem.path, root), problem.message, values], ensure_ascii=False
    )
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _named(path: str, root: Path) -> str:
    """Return a path from a folder on, however the folder of the content was spelled."""
    whole, here = Path(path).absolute(), root.absolute()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else path


_AGING = ("days", "more", "size", "limit", "width")
"""Values that change by themselves."""


def write(file: Path, found: Iterable[Finding], root: Path = Path()) -> int:
    """Write a baseline and return how many findings it holds; problems are never part of one."""
    known = Counter(fingerprint(one, root) for one in found if one.rule != "problem")
    data = {"version": VERSION, "findings": dict(sorted(known.items()))}
    replaced(file, (json.dumps(data, indent=1) + "\n").encode())
    return known.total()


def without_known(file: Path, found: Sequence[Finding], root: Path = Path()) -> list[Finding]:
    """Return what a baseline does not know; raises ProblemError where it cannot be read."""
    try:
        data = json.loads(file.read_text("utf-8"))
        known = Counter({str(key): int(count) for key, count in data["findings"].items()})
        sound = data["version"] == VERSION
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        message = N_("this is no baseline that can be read")
        hint = N_("write it again with --write-baseline")
        raise ProblemError([Problem(str(file), 0, 0, message, {}, hint)])
    left = []
    for one in found:
        mark = fingerprint(one, root)
        if known[mark] > 0 and one.rule != "problem":
            known[mark] -= 1
        else:
            left.append(one)
    return left
