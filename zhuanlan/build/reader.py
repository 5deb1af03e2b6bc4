"""One source → what it holds; in any process, or on any machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zhuanlan.build.cache.bodies import Bodies, encoded
from zhuanlan.build.cache.index import Item, decoded_item, encoded_item
from zhuanlan.core.budget import SECONDS, OverBudgetError, limited_memory, stopwatch
from zhuanlan.core.executors import RemoteTask
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.files import read_bytes
from zhuanlan.load.post import FaultyPostError, load_page, load_post
from zhuanlan.load.site import Declarations
from zhuanlan.load.source import digest_of_source
from zhuanlan.model.post import Body, Reference
from zhuanlan.model.slug import slugify


@dataclass(frozen=True, slots=True)
class Faulty:
    """A source with problems, and what it refers to all the same.

    `addresses` are those that its page may have, so far as they can be told without reading it.
    """

    path: str
    problems: list[Problem]
    references: tuple[Reference, ...] = ()
    draft: bool = False
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fresh:
    """A source just read; without an item it holds what it held when its row was made."""

    path: str
    digest: bytes
    item: Item | None
    key: bytes = b""
    text: bytes = b""
    """The rendered body as the cache keeps it, and its key, if it was not there."""

    def __reduce__(self) -> tuple[Callable[..., Fresh], tuple[Any, ...]]:
        coded = encoded_item(self.item)  # a quarter of the time that pickling takes
        return _travelled, (self.path, self.digest, coded, self.key, self.text)


def _travelled(path: str, digest: bytes, coded: bytes, *rest: bytes) -> Fresh:
    return Fresh(path, digest, decoded_item(path, coded), *rest)


Sent = tuple[str, bytes]
"""A source with its bytes, for those who cannot read it themselves."""

_SIMPLER = N_("divide it, or write it more simply")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads batches of sources; in any process."""

    content: Path
    declared: Declarations
    on_disk: Mapping[str, str]
    digests: Mapping[str, bytes] = field(default_factory=dict)
    """Those of sources that need not be looked into if their bytes are still the same."""
    bodies: Bodies | None = None

    def __call__(self, batch: Sequence[str | Sent | Faulty]) -> list[Fresh | Faulty]:
        """Return what the sources hold, or what is wrong with them."""
        with limited_memory(), stopwatch() as watch:  # set up once a batch: that is dear
            return [self._one(source, watch) for source in batch]

    def remote(self) -> RemoteTask:
        """Return the reading for machines that get bytes, and keep no texts."""
        return RemoteTask(self._sent, replace(self, bodies=None), list)

    def _sent(self, paths: Sequence[str]) -> list[Sent | Faulty]:
        return [self._sent_one(path) for path in paths]

    def _sent_one(self, path: str) -> Sent | Faulty:
        try:
            return path, self._bytes(path)
        except ProblemError as error:
            return Faulty(path, error.problems)

    def _bytes(self, path: str) -> bytes:
        return read_bytes(f"{self.content}/{self.on_disk.get(path, path)}", path)

    def _one(self, source: str | Sent | Faulty, watch: Callable[[float], object]) -> Fresh | Faulty:
        if isinstance(source, Faulty):
            return source
        path, data = (source, None) if isinstance(source, str) else source
        try:
            data = self._bytes(path) if data is None else data
            digest = digest_of_source(data)
            if self.digests.get(path) == digest:
                return Fresh(path, digest, None)
            cached: list[Body] = []
            watch(SECONDS)
            try:
                item, body = self.load(path, data, cached)
            finally:
                watch(0)
        except OverBudgetError:
            values = {"seconds": SECONDS}
            message = N_("the text takes more than {seconds:.0f} seconds to render")
            problem = Problem(path, 0, 0, message, values, _SIMPLER)
            return Faulty(path, [problem], addresses=_addresses(path, data))
        except MemoryError:
            message = N_("the text takes too much memory to render")
            problem = Problem(path, 0, 0, message, {}, _SIMPLER)
            return Faulty(path, [problem], addresses=_addresses(path, data))
        except FaultyPostError as error:
            held = _addresses(path, data)
            return Faulty(path, error.problems, error.references, error.draft, held)
        except ProblemError as error:
            return Faulty(path, error.problems, addresses=_addresses(path, data))
        return Fresh(path, digest, item, item.body, b"" if cached else encoded(body))

    def load(self, path: str, data: bytes, cached: list[Body]) -> tuple[Item, Body]:
        """Read a post or page; its body is also `cached` if it was rendered before."""

        def known(key: bytes) -> Body | None:
            body = self.bodies.get(key) if self.bodies else None
            cached.extend([body] if body else [])
            return body

        load = load_post if path.count("/") > 1 else load_page
        return load(path, data, self.declared, known)


def _addresses(path: str, data: bytes | None) -> frozenset[str]:
    """Return the addresses that the page of a faulty source may have.

    Front matter that cannot be read may name any old address, so each word that looks like one is
    taken for one; a page outside the campaigns may also have its own name or a word as its slug.
    """
    text = (data or b"").decode("utf-8", "replace")
    matter = "".join(re.split(r"(?m)^(?:---|\.\.\.)\s*$", text, maxsplit=2)[:2])
    words = {word.lstrip("/") for word in re.findall(r"[\w~+./-]+", matter)}
    found = {word for word in words if word.endswith(("html", "htm", "/")) and word}
    if "/" not in path:
        found |= {f"{word}.html" for word in (*words, slugify(path[: -len(".md")], {}))}
    return frozenset(found)
