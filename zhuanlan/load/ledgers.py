"""What the office keeps beside the site and never publishes: `ledgers/`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load import yaml
from zhuanlan.load.files import read_bytes
from zhuanlan.load.source import decode
from zhuanlan.load.validate import validate
from zhuanlan.load.yaml_slips import LEFT_BY_MERGE
from zhuanlan.model.privacy import Consent, Consents, Covered, Takedown, Takedowns

CONSENTS, TAKEDOWNS = "consents.yaml", "takedowns.yaml"

KEEP_BOTH = N_("keep the lines of both versions, and delete this one")
"""What to do with a ledger after a merge: nothing that was written down may be lost."""

_RESTORE = N_(
    "zhuanlan keeps this record; do not edit it by hand: take back its last version from a backup, "
    "or with git restore {record}, and do again what came after it"
)

M = TypeVar("M")


@dataclass(frozen=True)
class Ledgers:
    """Consents that were given, and what was taken down."""

    consents: tuple[Consent, ...] = ()
    takedowns: tuple[Takedown, ...] = ()

    def covered(self, person: str, *, minor: bool = False) -> frozenset[Covered]:
        """Return what a person has consented to; for a minor somebody else has to."""
        return self._covered.get((bare(person), minor), frozenset())

    @cached_property
    def _covered(self) -> Mapping[tuple[str, bool], frozenset[Covered]]:
        found: dict[tuple[str, bool], frozenset[Covered]] = {}
        for consent in self.consents:
            for minor in (False, True) if consent.given_by else (False,):
                key = bare(consent.person), minor
                found[key] = found.get(key, frozenset()) | {*consent.covers}
        return found


def bare(name: str) -> str:
    """Return a name without the blanks and remarks that it may be written with."""
    return re.sub(r"\s|[(（\[【].*?[)）\]】]", "", name)


def load_ledgers(folder: Path, now: datetime) -> Ledgers:
    """Read the ledgers of a site, which may have none; raises ProblemError.

    Nothing is passed over: what was taken down must not come back because a file has another name.
    """
    problems = [*_unknown(folder)]
    if problems:
        raise ProblemError(problems)
    consents = read_ledger(folder / CONSENTS, Consents)
    takedowns = read_ledger(folder / TAKEDOWNS, Takedowns)
    if early := [one for one in consents.consents if one.date > now]:
        values = {"name": early[0].person, "date": f"{early[0].date:%Y-%m-%d}"}
        message = N_("the consent of “{name}” is dated {date}, which is still to come")
        raise ProblemError([Problem((folder / CONSENTS).as_posix(), 0, 0, message, values)])
    return Ledgers(consents.consents, takedowns.takedowns)


def _unknown(folder: Path) -> Iterator[Problem]:
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        yield Problem(folder.as_posix(), 0, 0, N_("this is a file, not a folder"))
        return
    for file in sorted(folder.iterdir()):
        if file.suffix in (".yaml", ".yml") and file.name not in (CONSENTS, TAKEDOWNS):
            message = N_("this is no ledger that zhuanlan knows")
            values = {"allowed": f"{CONSENTS}, {TAKEDOWNS}"}
            yield Problem(file.as_posix(), 0, 0, message, values, N_("allowed: {allowed}"))


def read_ledger(file: Path, model: type[M]) -> M:
    """Read one ledger, an empty one where there is no file; raises ProblemError.

    All but the consents are written by zhuanlan only; of those a mistake says how to get back what
    was there.
    """
    if not os.path.lexists(file):  # a link that leads nowhere is no missing file
        return model()
    shown = file.as_posix()
    data = read_bytes(file, shown)  # where that fails, nothing is known to be wrong with the record
    try:
        return validate(model, yaml.parse(decode(data, shown), shown))
    except ProblemError as error:
        if file.name == CONSENTS:
            raise
        raise ProblemError(_of_record(problem) for problem in error.problems) from None


def _of_record(problem: Problem) -> Problem:
    """Return the problem of a file that no person writes, with how to mend it."""
    if problem.message == LEFT_BY_MERGE:
        return replace(problem, hint=KEEP_BOTH)
    values = {**problem.values, "record": problem.path}
    return replace(problem, values=values, hint=_RESTORE)
