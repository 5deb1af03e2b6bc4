"""What pages show besides posts: data files of page makers, and what features read of their own.

A feature registers what reads its data, `registry.data.add("books", "…:BOOKS")`: an object with
the method of `DataSource`. Data files of page makers lie in `data/` beside `config.yaml`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load import yaml
from zhuanlan.load.content import Content
from zhuanlan.load.files import read_bytes
from zhuanlan.load.site import Declarations
from zhuanlan.load.source import decode
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Reference

LIMIT = 4_000_000
"""The most bytes of a data file: it is held in memory, and with the record of each build."""


@dataclass(frozen=True, slots=True)
class DataRequest:
    """What a source of data reads from."""

    folder: Path
    """That of the content."""
    content: Content
    declared: Declarations
    now: datetime
    known: Mapping[str, Any] = field(default_factory=dict)
    """What the last build of this output read, by name: it may be handed on where it still holds.
    It was kept as MessagePack, so it is made of lists, dicts, texts, bytes, numbers and None."""


@dataclass(frozen=True, slots=True)
class Data:
    """What a source of data found."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Values by name, made of what MessagePack holds; each is a group of `data_file(name)`, so the
    pages that read it are made again where it changes. Nothing that readers must not see: it is
    kept in the cache."""
    moments: tuple[datetime, ...] = ()
    """When values change by themselves, such as when something becomes overdue."""
    references: Mapping[str, tuple[tuple[str, Reference], ...]] = field(default_factory=dict)
    """What values refer to, by their names, each with the file that says so."""
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    """Campaigns with what the data declare of them, by their folders; those that differ."""
    problems: tuple[Problem, ...] = ()


class DataSource(Protocol):
    """Reads what pages show besides posts."""

    def read(self, request: DataRequest) -> Data:
        """Return what there is, with what is wrong with it."""
        ...


def load_data(folder: Path, names: Iterable[str]) -> tuple[dict[str, Any], list[Problem]]:
    """Read the data files of a folder that are named; return them with what is wrong."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            found[name] = _read(folder / name)
        except ProblemError as error:
            problems += error.problems
    return found, problems


def _read(file: Path) -> Any:
    shown = file.as_posix()
    data = read_bytes(file, shown, LIMIT + 1)
    if len(data) > LIMIT:
        message = N_("the file is larger than {limit} bytes")
        raise ProblemError([Problem(shown, 0, 0, message, {"limit": LIMIT})])
    text = decode(data, shown)
    if file.suffix == ".yaml":
        return yaml.parse(text, shown, limit=LIMIT, comments=True).data
    if file.suffix == ".csv":
        return _rows(text, shown)
    message = N_("a data file ends in .yaml or .csv")
    raise ProblemError([Problem(shown, 0, 0, message)])


def _rows(text: str, shown: str) -> list[dict[str, str]]:
    """Return the rows of a table as dicts by its heads; empty rows are left out."""
    reader = csv.reader(StringIO(text), strict=True)
    read: list[tuple[int, list[str]]] = []
    line = 1  # where a row starts: one with quoted line breaks has several
    try:
        for row in reader:
            read.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        message = N_("the CSV cannot be read here: {reason}")
        problem = Problem(shown, line, 1, message, {"reason": str(error)})
        raise ProblemError([problem]) from None
    heads = [head.strip() for head in read[0][1]] if read else []
    rows = [(line, row) for line, row in read[1:] if any(cell.strip() for cell in row)]
    if not all(heads) or len({*heads}) < len(heads):
        message = N_("each column needs a head of its own in the first line")
        raise ProblemError([Problem(shown, 1, 1, message)])
    message = N_("the row has {count} cells, the first line {expected}")
    problems = [
        Problem(shown, line, 1, message, {"count": len(row), "expected": len(heads)})
        for line, row in rows
        if len(row) != len(heads)
    ]
    if problems:
        raise ProblemError(problems)
    return [dict(zip(heads, map(str.strip, row), strict=True)) for _, row in rows]
