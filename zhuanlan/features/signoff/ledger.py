"""Signatures below `ledgers/signoffs/`: a file for each post, beside the site and never in it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

from zhuanlan.load.ledgers import read_ledger
from zhuanlan.load.source import text_of
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.signoff import Signatures

Item = Post | StandalonePage

FOLDER = "signoffs"


def ledger_of(ledgers: Path, path: str) -> Path:
    """Return where the signatures of a source are kept, whatever form its name has on the disc."""
    return ledgers / FOLDER / f"{unicodedata.normalize('NFC', path).removesuffix('.md')}.yaml"


def signatures_of(ledgers: Path, path: str) -> Signatures:
    """Read the signatures of a source, which may have none; raises ProblemError."""
    return read_ledger(ledger_of(ledgers, path), Signatures)


def seen_digests(
    path: str, data: bytes, item: Item, file_of: Callable[[str], Path]
) -> tuple[str, dict[str, str]]:
    """Return the digests of what readers see of a source: its text, and each file it shows.

    `file_of` returns where a path of the content lies on the disk. A file that is missing has no
    digest; the build reports it.
    """
    shown = {
        reference.target
        for reference in (*item.references, *item.mentions)
        if reference.kind in _SHOWN or not reference.target.endswith(".md")
    }
    files = {target: file_of(target) for target in sorted(shown)}
    digests = {target: _file_digest(file) for target, file in files.items() if file.is_file()}
    return text_digest(data, path), digests


_SHOWN = ("picture", "attachment")


def _file_digest(file: Path) -> str:
    with file.open("rb") as opened:
        return f"sha256:{hashlib.file_digest(opened, 'sha256').hexdigest()}"


def text_digest(data: bytes, path: str) -> str:
    """Return the digest of what a source says, whatever its encoding and line ends.

    Front matter counts: a changed title voids an approval as a changed sentence does.
    """
    return "sha256:" + hashlib.sha256(text_of(data, path).encode()).hexdigest()
