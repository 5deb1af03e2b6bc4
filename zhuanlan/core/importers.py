"""The contract of importers: a file of another program → drafts, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

BlockKind = Literal["paragraph", "heading", "caption", "table", "picture"]


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
class Block:
    """A paragraph, heading, table or picture of a file, as recognition reads it."""

    text: str
    """What readers see of it, without markup."""
    markdown: str
    """The same as the draft holds it."""
    kind: BlockKind = "paragraph"
    centred: bool = False
    right: bool = False
    """Whether it is aligned to the right, as a date or a name below a letter."""
    bold: bool = False
    """Whether the whole of it is bold."""
    level: int = 0
    """Of a heading, from 1."""
    place: int = 0
    """Its line or paragraph in the file, from 1; 0 where nobody knows it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A post that was read from a file; it is written with `status: draft`."""

    title: str
    """Empty where it is to be recognised."""
    body: str
    """Its Markdown."""
    matter: Mapping[str, Any] = field(default_factory=dict)
    """More front matter: what the file says of itself beyond doubt."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures and attachments by the names under which the body mentions them."""
    blocks: tuple[Block, ...] = ()
    """The text in its order, for an importer that wants titles, dates, names and the rest to be
    recognised: what is recognised leaves the text. It stands for `body`."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What the file's metadata say, such as `title` and `modified`; they support a guess only."""
    without: Callable[[Collection[int]], str] | None = field(default=None, compare=False)
    """Returns the Markdown without the blocks of these numbers, for an importer whose blocks have
    no Markdown of their own."""


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
    fetching: Callable[[Path, Collection[str]], tuple[Iterable[Draft], Iterable[Loss]]] | None = (
        None
    )
    """As `drafts`, and pictures of these hosts are fetched; of a kind that names pictures of the
    web."""
