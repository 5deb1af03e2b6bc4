"""What features add to a build: files beside its pages, and conditions of a publication.

Both are registered: `registry.stages.add("search", "…:SEARCH")` names an object with the methods of
`Stage`, `registry.gates.add("signoff", "…:unsigned")` a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from zhuanlan.build.reading import Progress
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem
from zhuanlan.model.post import Body
from zhuanlan.model.site import Site

Gate = Callable[[Site, Options], Iterable[Problem]]
"""Finds what a site lacks that must not be published without it.

It is asked by builds with `--strict` or `--signed`, and by those of `publish`.
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file of the site that lies ready outside of the content."""

    file: str
    source: Path


@dataclass(frozen=True, slots=True)
class StageFiles:
    """The files that a stage adds, whether they are new, and what kept them from being made."""

    files: list[Ready]
    made: bool
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a stage works with."""

    text: Callable[[str, bytes], Body]
    """Finds the text of a source by its path and key."""
    folder: Path
    """The stage's own in the cache; it may hold what the last build left, or not exist."""
    spare: Callable[[], Path]
    """Makes a folder that exists as long as the build, for where the cache cannot be written."""
    progress: Progress
    verify: bool
    """Whether nothing in the cache is trusted."""


class Stage(Protocol):
    """Makes files from a site that has been planned, before they are published with its pages."""

    def wanted(self, site: Site) -> bool:
        """Tell whether a site has such files."""
        ...

    def files(self, site: Site, workshop: Workshop) -> StageFiles:
        """Make the files, or return those of the last build; raises ProblemError."""
        ...

    def owns(self, file: str) -> bool:
        """Tell whether a file of the output is the stage's; one that it drops is removed."""
        ...
