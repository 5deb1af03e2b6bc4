"""The keys of one file by their new names; nothing else of the file changes."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Any, NamedTuple

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load import source, yaml
from zhuanlan.load.content import is_markdown
from zhuanlan.load.yaml_plain import KeyPath, Spot
from zhuanlan.model.renamed import present
from zhuanlan.model.settings import Limits

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|$)")


class Rename(NamedTuple):
    """One key of a file that gets its new name."""

    line: int
    column: int
    old: str
    new: str


class Move(NamedTuple):
    """One key of a `campaign.yaml` that is moved to a file of its own below the content folder."""

    line: int
    column: int
    key: str
    file: str
    data: bytes


def with_new_names(
    model: type, path: str, data: bytes, limits: Limits
) -> tuple[bytes, list[Rename]]:
    """Return the bytes of a file with the new names of its keys, and what was renamed.

    `model` declares the file; `path` is how problems name it. Encoding, line ends, comments and
    order stay. Raises ProblemError where the file cannot be read, or where a key would be written
    twice.
    """
    document, body = _read(path, data, limits)
    renames: list[Rename] = []
    problems: list[Problem] = []
    taken: dict[KeyPath, Spot] = {}
    for key, spot in document.keys.items():
        target = present(model, key)
        if target in taken:
            problems.append(_twice(path, key, target, taken[target], spot))
        taken[target] = spot
        if target[-1] != key[-1] and key not in document.written:
            renames.append(Rename(*spot, str(key[-1]), str(target[-1])))
    if problems:
        raise ProblemError(problems)
    if not renames:
        return data, []
    written = _written(path, data, sorted(renames))
    after, body_after = _read(path, written, limits)
    if (after.data, body_after) != (_renamed(model, document.data), body):
        raise ProblemError([_by_hand(path, one) for one in renames])
    return written, sorted(renames)


def _read(path: str, data: bytes, limits: Limits) -> tuple[yaml.Document, str]:
    if is_markdown(path):
        parts = source.split(data, path, limits)
        return parts.matter, parts.body
    return yaml.parse(source.decode(data, path), path), ""


def _written(path: str, data: bytes, renames: list[Rename]) -> bytes:
    text, encoding = source.decoded(data, path)
    lines = _LINE.findall(text)
    problems = []
    for one in reversed(renames):  # from the end, so that places before it stay right
        line = lines[one.line - 1]
        start = _offset(line, one.column)
        start += line[start : start + 1] in ("'", '"')
        if line[start : start + len(one.old)] == one.old:
            lines[one.line - 1] = line[:start] + one.new + line[start + len(one.old) :]
        else:
            problems.append(_by_hand(path, one))
    if problems:
        raise ProblemError(problems)
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    return mark + "".join(lines).encode(encoding)


def _offset(line: str, column: int) -> int:
    """Return where a column is in a line as it is stored: columns count characters of form C."""
    return next(
        (n for n in range(len(line)) if len(unicodedata.normalize("NFC", line[:n])) == column - 1),
        len(line),
    )


def _renamed(model: type, data: Any, path: KeyPath = ()) -> Any:
    if isinstance(data, list):
        return [_renamed(model, item, (*path, number)) for number, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    return {
        present(model, (*path, key))[-1]: _renamed(model, value, (*path, key))
        for key, value in data.items()
    }


def _twice(path: str, key: KeyPath, target: KeyPath, first: Spot, spot: Spot) -> Problem:
    old, new = str(key[-1]), str(target[-1])
    message = N_("“{new}” is already written in line {first}, under its old or its new name")
    values = {"old": old, "new": new, "first": first[0]}
    return Problem(path, *spot, message, values, N_("keep one of the two lines"))


def _by_hand(path: str, one: Rename) -> Problem:
    message = N_("“{old}” is now called “{new}”, but cannot be renamed in this place")
    values = {"old": one.old, "new": one.new}
    return Problem(path, one.line, one.column, message, values, N_("write “{new}” yourself"))
