"""Takes a person, or a page, off the site, and proves that nothing of it is left in the output."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from zhuanlan.load.ledgers import TAKEDOWNS, load_ledgers
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.plan.references import published
from zhuanlan.problems import ProblemError
from zhuanlan.write.atomic import replaced
from zhuanlan.write.manifest import digest_of, files_of, manifest_bytes

Item = Post | StandalonePage


def meant_by(site: Site, what: str) -> list[Item]:
    """Return the posts and pages that a name, an address or a source stands for."""
    address = what.removeprefix(site.config.url).lstrip("/").partition("#")[0]
    return [
        item
        for item in site.all_by_path.values()
        if what == item.path
        or address == item.url
        or address in item.matter.aliases
        or (isinstance(item, Post) and item.matter.person and item.matter.person.name == what)
    ]


def told_by(items: Iterable[Item]) -> frozenset[str]:
    """Return what may be left nowhere: the names of the people, and the addresses.

    Titles may be: they are words that others write, too, and what lists show has its address by it.
    """
    texts = set()
    for item in items:
        texts |= {item.url, *item.matter.aliases}
        person = item.matter.person if isinstance(item, Post) else None
        if person and not person.minor:  # a child's name is not what the page called it
            texts.add(person.name)
    return frozenset(texts)


def pictures_of(site: Site, items: Sequence[Item], output: Path) -> frozenset[str]:
    """Return digests of the published files that only these posts use, their thumbnails too."""
    paths = {item.path for item in items}
    others = [item for item in site.items if item.path not in paths]
    kept = {ref.target for item in others for ref in (*item.references, *item.mentions)}
    own = {ref.target for item in items for ref in (*item.references, *item.mentions)} - kept
    sources = {site.on_disk.get(target, target) for target in own}
    digests = files_of(output, manifest_bytes(output))
    assets, _ = published(site)
    files = [asset.file for asset in assets if asset.source in sources]
    return frozenset(digests[file] for file in files if file in digests)


def record(ledgers: Path, items: Iterable[Item], now: datetime, reason: str | None) -> Path:
    """Write down what is taken down, below what is written there already."""
    file = ledgers / TAKEDOWNS
    entries = []
    for item in items:
        entry: dict[str, Any] = {
            "source": item.path,
            "addresses": [item.url, *item.matter.aliases],
            "date": now.date(),
        }
        entries.append(entry | ({"reason": reason} if reason else {}))
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    before = file.read_bytes() if file.exists() else b""
    file.parent.mkdir(parents=True, exist_ok=True)
    start = before.decode("utf-8").rstrip() or "takedowns:"
    replaced(file, f"{start}\n{text}".encode())
    try:
        load_ledgers(ledgers)
    except ProblemError:  # a list that is indented, or written in one line
        replaced(file, _rewritten(before, entries))
    return file


def _rewritten(before: bytes, entries: list[dict[str, Any]]) -> bytes:
    known = (yaml.safe_load(before) or {}).get("takedowns") or []
    data = {"takedowns": [*known, *entries]}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000).encode()


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is still there: a file of the output, and what it holds."""

    file: str
    text: str


def left_in(
    output: Path, texts: frozenset[str], digests: frozenset[str], gone: frozenset[str]
) -> Iterator[Left]:
    """Look into every file of an output, compressed ones too.

    `gone` are the pages that say so; each may tell its own address, and nothing else.
    """
    for file in sorted(path for path in output.rglob("*") if path.is_file()):
        name = file.relative_to(output).as_posix()
        data = file.read_bytes()
        if digest_of(data) in digests:
            yield Left(name, name)
            continue
        text = _plain(data).decode("utf-8", "replace")
        for wanted in sorted(texts):
            if name in gone and wanted in gone:
                continue
            if wanted in text and not name.startswith(".zhuanlan"):
                yield Left(name, wanted)


def _plain(data: bytes) -> bytes:
    try:
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError, zlib.error):
        return data
