"""What the office keeps beside the site and never publishes: `ledgers/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from zhuanlan.load import yaml
from zhuanlan.load.files import read_bytes
from zhuanlan.load.source import decode
from zhuanlan.load.validate import validate
from zhuanlan.model.privacy import Consent, Consents, Covered, Takedown, Takedowns

CONSENTS, TAKEDOWNS = "consents.yaml", "takedowns.yaml"

M = TypeVar("M")


@dataclass(frozen=True)
class Ledgers:
    """Consents that were given, and what was taken down."""

    consents: tuple[Consent, ...] = ()
    takedowns: tuple[Takedown, ...] = ()

    def covered(self, person: str) -> frozenset[Covered]:
        """Return what a person has consented to."""
        return self._covered.get(person, frozenset())

    @cached_property
    def _covered(self) -> Mapping[str, frozenset[Covered]]:
        found: dict[str, frozenset[Covered]] = {}
        for consent in self.consents:
            found[consent.person] = found.get(consent.person, frozenset()) | {*consent.covers}
        return found


def load_ledgers(folder: Path) -> Ledgers:
    """Read the ledgers of a site, which may have none; raises ProblemError."""
    consents = read_ledger(folder / CONSENTS, Consents)
    takedowns = read_ledger(folder / TAKEDOWNS, Takedowns)
    return Ledgers(consents.consents, takedowns.takedowns)


def read_ledger(file: Path, model: type[M]) -> M:
    """Read one ledger, an empty one where there is no file; raises ProblemError."""
    if not file.exists():
        return model()
    shown = file.as_posix()
    return validate(model, yaml.parse(decode(read_bytes(file, shown), shown), shown))
