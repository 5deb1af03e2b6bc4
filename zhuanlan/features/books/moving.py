"""Keys of `campaign.yaml` → the rows of the books that hold them; nothing else changes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.features.books.declaring import MIGRATED
from zhuanlan.load import source, yaml
from zhuanlan.load.content import BOOKS as FOLDER
from zhuanlan.load.renaming import Move
from zhuanlan.model.book import Book
from zhuanlan.model.registered import Context

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COMMENT = re.compile(r"(?:^|\s)(#.*)")


def into_books(
    path: str, folder: str, data: bytes, files: Collection[str], registry: Registry
) -> tuple[bytes, list[Move]]:
    """Return the bytes of a `campaign.yaml` without the keys that its books hold, and the moves.

    `path` is how problems name it, `folder` that of the campaign, `files` are those of its books:
    only a book that has none yet gets rows. Comments, encoding and order stay. Raises ProblemError
    where it cannot be read, or a value cannot be written into a row.
    """
    document = yaml.parse(source.decode(data, path), path)
    moves: list[Move] = []
    problems: list[Problem] = []
    if isinstance(document.data, dict):
        for book in _books(document.data.get("books"), registry):
            key = book.of_kind.declares
            start = f"{folder}/{FOLDER}/{book.slug}"
            has_file = any(file.startswith((f"{start}.", f"{start}/")) for file in files)
            taken = any(move.key == key for move in moves)
            if key not in MIGRATED or key not in document.data or has_file or taken:
                continue
            spot = document.spot((key,), key=True)
            try:
                rows = _table(book, [*_ROWS[key](document.data[key])])
                moves.append(Move(*spot, key, f"{start}.csv", rows))
            except (TypeError, ValueError):
                problems.append(_by_hand(path, key, *spot))
    if problems:
        raise ProblemError(problems)
    for move in moves:
        data = _without(data, path, move)
    return data, moves


def _books(written: Any, registry: Registry) -> Iterator[Book]:
    """Yield the books that are declared soundly; of the others the build tells."""
    for one in written if isinstance(written, list) else ():
        try:
            yield Book.model_validate(one, context=Context(registry=registry))
        except ValidationError:
            continue


def _honours(written: Any) -> Iterator[dict[str, str]]:
    for one in [written] if isinstance(written, str) else written:
        yield {"honour": _text(one)}


def _units(written: Any) -> Iterator[dict[str, str]]:
    for one in [written] if isinstance(written, (str, dict)) else written:
        unit = {"name": one} if isinstance(one, str) else dict(one)
        aliases = unit.pop("aliases", None) or []
        aliases = [aliases] if isinstance(aliases, str) else aliases
        if any(re.search("[、，,;；]", _text(alias)) for alias in aliases):
            raise ValueError(aliases)  # they would be read as several
        row = {key: _text(value) for key, value in unit.items() if value is not None}
        yield row | ({"aliases": "、".join(aliases)} if aliases else {})


_ROWS = {"honours": _honours, "units": _units}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _table(book: Book, rows: list[Mapping[str, str]]) -> bytes:
    """Return rows as the CSV of a book; raises ValueError where it has no column for a value."""
    names = {column.slug: column.name for column in book.all_columns}
    used = [slug for slug in names if slug in _ALWAYS or any(slug in row for row in rows)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, used, lineterminator="\r\n")
    writer.writerow({slug: names[slug] for slug in used})
    writer.writerows(rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


_ALWAYS = ("honour", "level", "winner", "unit", "date", "name", "above", "region")
"""Columns that a table has from the start, so that the office sees what to fill in."""


def _without(data: bytes, path: str, move: Move) -> bytes:
    """Return a file without a key and its value; comments within stay."""
    text, encoding = source.decoded(data, path)
    document = yaml.parse(source.decode(data, path), path)
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
    begins = document.spot((move.key,), key=True)[0] - 1
    later = [spot[0] - 1 for key, spot in document.keys.items() if len(key) == 1]
    ends = min((line for line in later if line > begins), default=len(lines))
    while not lines[ends - 1].strip() or lines[ends - 1].lstrip().startswith("#"):
        ends -= 1  # what stands above the next key belongs to it
    block = lines[begins:ends]
    kept = [found[1] + _end(line) for line in block if (found := _COMMENT.search(line.rstrip()))]
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    made = mark + "".join([*lines[:begins], *kept, *lines[ends:]]).encode(encoding)
    try:
        after = yaml.parse(source.decode(made, path), path).data
    except ProblemError:
        after = None
    if after != {key: value for key, value in document.data.items() if key != move.key}:
        raise ProblemError([_by_hand(path, move.key, move.line, move.column)])
    return made


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _by_hand(path: str, key: str, line: int, column: int) -> Problem:
    message = N_("“{key}” cannot be moved into its book")
    hint = N_("write the rows yourself, and take the key out")
    return Problem(path, line, column, message, {"key": key}, hint)
