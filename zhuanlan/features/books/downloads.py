"""Files beside the pages of books: CSV, XLSX, and what a kind offers, such as a calendar.

They are made where the pages are published, and kept in the cache by the digest of the book.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from zhuanlan.build.stages import Ready, StageFiles, Workshop
from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.inputs import version
from zhuanlan.features.books.export import to_csv, to_xlsx
from zhuanlan.features.books.kind import BookFile
from zhuanlan.features.books.reader import BookReader, data_name
from zhuanlan.model.site import Site


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that the page of a book offers."""

    name: str
    title: str
    type: str


def downloads_of(reader: BookReader) -> tuple[Offered, ...]:
    """Return what is offered on the page of a book."""
    return tuple(
        Offered(file.name, file.title, file.name.rpartition(".")[2].upper())
        for file in _files(reader)
    )


def _files(reader: BookReader) -> Iterator[BookFile]:
    slug = reader.book.slug
    title = Word(N_("All entries"))
    yield BookFile(f"{slug}.csv", title, partial(to_csv, reader))
    yield BookFile(f"{slug}.xlsx", title, partial(to_xlsx, reader))
    yield from reader.kind.files(reader)


class _Downloads:
    """The stage of a build that makes them."""

    def wanted(self, site: Site) -> bool:
        """Tell whether a site has books."""
        return any(book.public_columns for one in site.campaigns.values() for book in one.books)

    def files(self, site: Site, workshop: Workshop) -> StageFiles:
        """Return the files, made again where their book or the program is another one."""
        folder = workshop.folder
        if workshop.verify:
            shutil.rmtree(folder, ignore_errors=True)
        known = _known(folder)
        state: dict[str, Any] = {}
        found: list[Ready] = []
        made = False
        for groups in site.of_campaign.values():
            for book in groups.campaign.books:
                if not book.public_columns:
                    continue
                name = data_name(groups.campaign, book)
                reader = BookReader(site, groups, book, site.data[name])
                digest = _digest(reader)
                if known.get(name, {}).get("digest") != digest or not _there(folder, known[name]):
                    made = True
                    known[name] = {"digest": digest, "files": _made(reader, folder)}
                state[name] = known[name]
                found += [Ready(file, folder / file) for file in known[name]["files"]]
        if made or state.keys() != known.keys():
            _drop(folder, {file for one in state.values() for file in one["files"]})
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "state.json").write_text(json.dumps(state), "utf-8")
        return StageFiles(found, made=made)

    def owns(self, file: str) -> bool:
        """Tell whether a file is one of these."""
        return _FILE.fullmatch(file) is not None


DOWNLOADS = _Downloads()

_FILE = re.compile(r"[^/]+/books/[^/]+/[^/]+\.(?:csv|xlsx|ics)")


def _digest(reader: BookReader) -> str:
    made = hashlib.blake2b(version(), digest_size=16)
    made.update(reader.data["digest"])
    titles = [
        item.matter.title if (item := reader.site.by_path.get(target)) else None
        for target, kind, *_ in reader.data["named"]
        if kind == "post"
    ]
    made.update(repr((reader.data["now"], reader.groups.language, titles)).encode())
    return made.hexdigest()


def _known(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        known = json.loads((folder / "state.json").read_text("utf-8"))
        if isinstance(known, dict):
            return known
    return {}


def _drop(folder: Path, kept: set[str]) -> None:
    """Delete files of books that are no longer offered."""
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in kept and name != "state.json":
            file.unlink()


def _there(folder: Path, known: dict[str, Any]) -> bool:
    """Tell whether the files of a book are as they were made."""
    for file, digest in known["files"].items():
        try:
            data = (folder / file).read_bytes()
        except OSError:
            return False
        if hashlib.blake2b(data, digest_size=16).hexdigest() != digest:
            return False
    return True


def _made(reader: BookReader, folder: Path) -> dict[str, str]:
    files = {}
    for one in _files(reader):
        data = one.make()
        path = reader.address + one.name
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        files[path] = hashlib.blake2b(data, digest_size=16).hexdigest()
    return files
