"""Signatures below `ledgers/signoffs/`: a file for each post, beside the site and never in it."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from zhuanlan.load.ledgers import read_ledger
from zhuanlan.load.source import text_of
from zhuanlan.model.signoff import Signatures

FOLDER = "signoffs"


def ledger_of(ledgers: Path, path: str) -> Path:
    """Return where the signatures of a source are kept, whatever form its name has on the disc."""
    return ledgers / FOLDER / f"{unicodedata.normalize('NFC', path).removesuffix('.md')}.yaml"


def signatures_of(ledgers: Path, path: str) -> Signatures:
    """Read the signatures of a source, which may have none; raises ProblemError."""
    return read_ledger(ledger_of(ledgers, path), Signatures)


def text_digest(data: bytes, path: str) -> str:
    """Return the digest of what a source says, whatever its encoding and line ends.

    Front matter counts: a changed title voids an approval as a changed sentence does.
    """
    return "sha256:" + hashlib.sha256(text_of(data, path).encode()).hexdigest()
