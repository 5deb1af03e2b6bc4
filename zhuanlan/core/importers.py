"""The contract of importers: a file of another program → drafts, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a file that a draft does not hold, or that was guessed.

    `message` is untranslated, with `{name}` fields for `values`. `line` counts lines or, in a file
    that has none, paragraphs from 1; 0 means that the whole file is meant.
    """

    message: str
    line: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    dropped: str = ""
    """The text that is in no draft, whole."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A post that was read from a file; it is written with `status: draft`."""

    title: str
    body: str
    """Its Markdown."""
    matter: Mapping[str, Any] = field(default_factory=dict)
    """More front matter."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures and attachments by the names under which the body mentions them."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Turns files of one kind into drafts.

    An importer is chosen by the suffix of a file; where several take it, by `takes`, which gets the
    first 4,096 bytes and says whether they are of its kind.
    """

    suffixes: tuple[str, ...]
    """In lower case, with their dots."""
    drafts: Callable[[Path], tuple[Iterable[Draft], Iterable[Loss]]]
    """Return what a file holds, and what is lost. Raises ProblemError for what cannot be read."""
    takes: Callable[[bytes], bool] = bool
