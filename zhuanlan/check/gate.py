"""What stops a publication: errors, and warnings that are new since the last one.

What readers do not meet never does, nor what is found because nothing was published for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zhuanlan.check import baseline
from zhuanlan.check.finding import Finding

KNOWN = "check.json"
"""The baseline of the last publication, in the folder of its target."""


@dataclass(frozen=True)
class Verdict:
    """What was found, in two: what stops the publication, and the rest."""

    stopping: list[Finding]
    others: list[Finding]
    first: bool
    """Whether there is nothing to compare with, so no warning counts as new."""

    @property
    def errors(self) -> int:
        """How many of those that stop it are errors; the others are new warnings."""
        return sum(one.severity == "error" for one in self.stopping)


def judged(found: Sequence[Finding], file: Path, root: Path, *, allow_warnings: bool) -> Verdict:
    """Judge what is found by the baseline `file`, whose paths count from `root` on.

    Raises ProblemError where the baseline cannot be read.
    """
    first = not file.exists()
    may_stop = [one for one in found if not one.unread and not one.idle]
    new = [] if first else baseline.without_known(file, may_stop, root)
    news = set(map(id, [] if allow_warnings else new))
    stopping = [
        one
        for one in may_stop
        if one.severity == "error" or (one.severity == "warning" and id(one) in news)
    ]
    stops = set(map(id, stopping))
    return Verdict(stopping, [one for one in found if id(one) not in stops], first)


def remember(found: Sequence[Finding], file: Path, root: Path) -> None:
    """Write down what was known at a publication; what readers did not meet is new once they do."""
    baseline.write(file, [one for one in found if not one.unread], root)
