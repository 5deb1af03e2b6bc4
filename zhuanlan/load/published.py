"""The addresses that readers know: `ledgers/published.txt`, a line for each.

Lines are sorted, and each stands for itself, so that git can merge two branches by keeping the
lines of both. Fields are separated by tabs; no program takes one for a formula.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.files import read_bytes
from zhuanlan.load.ledgers import KEEP_BOTH
from zhuanlan.load.source import decode
from zhuanlan.load.yaml_slips import LEFT_BY_MERGE
from zhuanlan.model.links import is_old_address

PUBLISHED = "published.txt"


class Known(NamedTuple):
    """An address that readers know, and what they find there.

    `source` is the file that it is made from, `title` and `date` are those of the post; `text` is
    the digest of its Markdown, and `since` the day on which the address was first published. All
    but the address are empty where only a host's list of files tells of it. `line` is the line of
    the ledger, 0 without one.
    """

    address: str
    source: str = ""
    title: str = ""
    date: str = ""
    text: str = ""
    since: str = ""
    line: int = 0


_HEAD = "# " + "\t".join(Known._fields[:-1])
_LINE = re.compile(r"([^\t]+)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([0-9a-f]{32}|)\t(\d{4}-\d\d-\d\d)")
_LEFT_BY_MERGE = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read_published(ledgers: Path) -> tuple[Known, ...]:
    """Return the addresses that are known, none where there is no ledger; raises ProblemError."""
    file = ledgers / PUBLISHED
    if not os.path.lexists(file):
        return ()
    shown = file.as_posix()
    problems: list[Problem] = []
    known: list[Known] = []
    for number, line in enumerate(decode(read_bytes(file, shown), shown).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if found := _known(line, number):
            known.append(found)
        elif line.startswith(_LEFT_BY_MERGE):
            problems.append(Problem(shown, number, 1, LEFT_BY_MERGE, {}, KEEP_BOTH))
        else:
            message = N_("this line does not tell of a published address")
            hint = N_("take the line from an earlier version of the file")
            problems.append(Problem(shown, number, 1, message, {}, hint))
    if problems:
        raise ProblemError(problems)
    return tuple(known)


def _known(line: str, number: int) -> Known | None:
    fields = _LINE.fullmatch(line)
    if not fields or not is_old_address(fields[1]):
        return None
    address, source, title, moment, text, since = fields.groups()
    try:
        date.fromisoformat(since)
    except ValueError:
        return None
    return Known(address, source, title, moment, text, since, number)


def encoded(known: Iterable[Known]) -> bytes:
    """Return the ledger of some addresses as it stands in its file."""
    lines = ("\t".join(one[:-1]) for one in sorted(known))
    return "".join(f"{line}\n" for line in (_HEAD, *lines)).encode()
