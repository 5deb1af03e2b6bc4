"""Mends what is safe to mend, in the files as they are: their encoding and line ends stay."""

from __future__ import annotations

import codecs
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhuanlan.check.finding import Finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.core.problems import ProblemError
from zhuanlan.load.source import decoded
from zhuanlan.model.settings import Limits
from zhuanlan.write.atomic import replaced

_ENDS = re.compile("(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])")


_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that was mended: what changed, as a unified diff, and the findings that are gone."""

    path: str
    diff: str
    findings: tuple[Finding, ...]


def mend(found: Iterable[Finding]) -> Iterator[Mended]:
    """Mend each file that can be; paths are those of files, from the working folder on.

    A place that does not say what the finding says, or overlaps one that was mended, is left.
    """
    by_path: dict[str, list[Finding]] = {}
    for one in found:
        if one.fix:
            by_path.setdefault(one.problem.path, []).append(one)
    for path, findings in by_path.items():
        if mended := _mended(path, findings):
            yield mended


def _mended(path: str, findings: list[Finding]) -> Mended | None:
    file = Path(path)
    if not file.exists():  # its name has another Unicode form on disk
        file = Path(unicodedata.normalize("NFD", path))
    data = file.read_bytes()
    text, encoding = decoded(data, path)
    whole = unicodedata.normalize("NFC", text)  # as it is read: places are counted so
    starts = [0, *(end.end() for end in _ENDS.finditer(whole))]
    newline = first[0] if (first := _ENDS.search(whole)) else "\n"
    done = []
    mended_from = len(whole)
    for one in sorted(findings, key=lambda f: (f.problem.line, f.problem.column), reverse=True):
        assert one.fix is not None  # noqa: S101
        *above, last = one.fix.old.split("\n")
        line = one.problem.line + len(above)
        if line > len(starts):
            continue
        start = starts[one.problem.line - 1] + one.problem.column - 1
        end = (starts[line - 1] if above else start) + len(last)
        if end > mended_from or _ENDS.sub("\n", whole[start:end]) != one.fix.old:
            continue
        whole = whole[:start] + one.fix.new.replace("\n", newline) + whole[end:]
        mended_from = start
        done.append(one)
    if not done:
        return None
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    mended = mark + whole.encode(encoding)
    added = {(one.fix.adds,) for one in done if one.fix and one.fix.adds}
    if not _still_sound(path, data, mended, added):
        return None
    replaced(file, mended)
    diff = difflib.unified_diff(text.splitlines(), whole.splitlines(), path, path, lineterm="", n=1)
    return Mended(path, "\n".join(diff), tuple(done))


def _still_sound(path: str, before: bytes, after: bytes, added: set[tuple[str]]) -> bool:
    """Tell whether the YAML of a file can be read as before, with the same keys and those added."""
    try:
        old, new = (Manuscript.of(path, data, Limits()).matter for data in (before, after))
    except ProblemError:
        return False
    return old.keys.keys() | added == new.keys.keys()
