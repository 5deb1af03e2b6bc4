"""Takes a person, or a page, off the site, and proves that nothing of it is left in the output."""

from __future__ import annotations

import gzip
import html as entities
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from zhuanlan.core.i18n import N_
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.kept import Kept, digests_in
from zhuanlan.features.privacy.minors import name_of
from zhuanlan.features.privacy.spelling import UNSEEN
from zhuanlan.load import source
from zhuanlan.load.files import read_bytes
from zhuanlan.load.ledgers import TAKEDOWNS, bare, read_ledger
from zhuanlan.load.source import digest_of_source
from zhuanlan.model.links import is_old_address
from zhuanlan.model.page import file_of
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.privacy import Takedowns
from zhuanlan.model.site import Site
from zhuanlan.plan.outline import Outline
from zhuanlan.plan.references import published
from zhuanlan.write.atomic import replaced
from zhuanlan.write.manifest import digest_of, files_of, manifest_bytes

Item = Post | StandalonePage


def meant_by(site: Site, what: str, written: Mapping[str, str]) -> list[Item]:
    """Return the posts and pages that a name, an address or a source stands for.

    `written` are the names that are not shown (children's), by their source. What is shown for
    them may be several people's, so they are meant by their own names only.
    """
    address = _address(site, what)
    name = bare(what)
    return [
        item
        for item in site.all_by_path.values()
        if what == item.path
        or address == item.url
        or address in item.matter.aliases
        or (name and name == _name(item, written))
    ]


def _address(site: Site, what: str) -> str:
    return what.removeprefix(site.config.url).lstrip("/").partition("#")[0]


def _name(item: Item, written: Mapping[str, str]) -> str:
    """Return the name of the person of a story as its source has it, or an empty string."""
    person = item.matter.person if isinstance(item, Post) else None
    return bare(written.get(item.path, person.name if person else ""))


def hidden_names_of(site: Site, content: Path) -> dict[str, str]:
    """Return the names of children as their sources have them, by source."""
    found = {}
    for item in site.all_by_path.values():
        if isinstance(item, Post) and item.matter.person and item.matter.person.is_minor:
            data = read_bytes(content / site.on_disk.get(item.path, item.path), item.path)
            found[item.path] = name_of(
                source.split(data, item.path, site.config.limits).matter.data
            )
    return found


def told_by(items: Iterable[Item], written: Mapping[str, str]) -> frozenset[str]:
    """Return what may be left nowhere: the names of the people, and the addresses.

    Titles may be: they are words that others write, too, and what lists show has its address by it.
    """
    texts = set()
    for item in items:
        texts |= {item.url, *item.matter.aliases}
        texts |= {_name(item, written)} - {""}
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


Entry = dict[str, Any]
"""What the ledger says of one takedown."""


def entries_of(options: Options, items: Iterable[Item], on_disk: Mapping[str, str]) -> list[Entry]:
    """Return what is written down of posts and pages that are not taken down yet."""
    known = {one.source for one in read_ledger(options.ledgers / TAKEDOWNS, Takedowns).takedowns}
    return [
        {
            "source": item.path,
            "addresses": [item.url, *item.matter.aliases],
            "date": options.now.date(),
            "digest": digest_of_source(
                read_bytes(options.content / on_disk.get(item.path, item.path), item.path)
            ).hex(),
        }
        for item in items
        if item.path not in known
    ]


def entries_of_gone(options: Options, site: Site, what: Iterable[str]) -> list[Entry]:
    """Return what is written down of addresses whose pages were deleted; raises ProblemError."""
    answered = Outline(site)
    known = {address for one in site.takedowns for address in one.addresses}
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for one in what:
        address = unquote(_address(site, one))
        if address in known:
            continue
        if not is_old_address(address):
            message = N_("“{address}” is no address of a page")
            hint = N_("write the path within the site, ending in .html or /")
        elif address in answered:
            message = N_("{address} is an address of the site as it is")
            hint = N_("take down its page, without --gone")
        else:
            found[address] = {"addresses": [address], "date": options.now.date()}
            continue
        problems.append(Problem("takedown", 0, 0, message, {"address": address}, hint))
    if problems:
        raise ProblemError(problems)
    return [*found.values()]


def record(options: Options, entries: list[Entry], reason: str | None) -> Path:
    """Write down what is taken down, below what is written there already."""
    file = options.ledgers / TAKEDOWNS
    entries = [entry | ({"reason": reason} if reason else {}) for entry in entries]
    if not entries:
        return file
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    before = file.read_bytes() if file.exists() else b""
    file.parent.mkdir(parents=True, exist_ok=True)
    start = before.decode("utf-8").rstrip() or "takedowns:"
    replaced(file, f"{start}\n{text}".encode())
    try:
        read_ledger(file, Takedowns)
    except ProblemError:  # a list that is indented, or written in one line
        replaced(file, _rewritten(before, entries))
    return file


def forget_files(options: Options, sources: Iterable[Path]) -> Iterator[Path]:
    """Delete the files of units that posts were imported from, and yield their paths."""
    kept = Kept(options.config)
    digests = [
        digest for file in sources for digest in digests_in(file.read_text("utf-8", "replace"))
    ]
    for entry in kept.forget(digests):
        yield kept.root / entry.digest / entry.name


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

    A name is found however it is spaced, coded or marked up. `gone` are the addresses of the pages
    that say so; each may tell its own, and nothing else.
    """
    wanted = {text: _squeezed(text) for text in sorted(texts)}
    pages = {file_of(url) for url in gone}
    for file in sorted(path for path in output.rglob("*") if path.is_file()):
        name = file.relative_to(output).as_posix()
        data = file.read_bytes()
        if digest_of(data) in digests:
            yield Left(name, name)
            continue
        if name.startswith(".zhuanlan"):
            continue
        held = _readings_of(_plain(data, file.suffix))
        for text, squeezed in wanted.items():
            own = text in gone and name.removesuffix(".gz").removesuffix(".br") in pages
            if not own and any(squeezed in one for one in held):
                yield Left(name, text)


_MARKUP = re.compile(r"<[^<>]*>")
_BREAKS = re.compile(
    r"</?(?:p|div|h\d|li|ul|ol|d[ltd]|t[dhr]|table|figure|figcaption|section|br)\b[^<>]*>"
)
_BETWEEN = re.compile(rf"[\s{UNSEEN}·•]+")
_TWIN = re.compile(r"\^.")
"""What the search's tokens add to a character that has other forms."""


def _squeezed(text: str) -> str:
    return _BETWEEN.sub("", unquote(entities.unescape(text)))


def _readings_of(data: bytes) -> tuple[str, ...]:
    """Return a file as it is written, and as it is read without its markup, both without blanks."""
    text = data.decode("utf-8", "replace")
    read = _MARKUP.sub("", _BREAKS.sub("\0", text))
    return _squeezed(text), _squeezed(_TWIN.sub("", read))


def _plain(data: bytes, suffix: str) -> bytes:
    try:
        if suffix == ".br":
            import brotli

            plain: bytes = brotli.decompress(data)
            return plain
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError, zlib.error, ValueError):
        return data
