"""Object storage that speaks S3: files under the addresses that readers ask for.

A bucket cannot switch to a release at once, so the order of uploads keeps the site consistent:
what pages show first, then articles, then the lists that lead to them, the list of files last;
files are removed after that. The service itself copies what is replaced or removed to the digest of
its bytes; so an earlier release is restored without uploading anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.publish.file_types import caching, content_type, rank
from zhuanlan.publish.host import failed
from zhuanlan.publish.release import UNKNOWN, Listed, Progress, Release, Sending, to_prune
from zhuanlan.write import MANIFEST
from zhuanlan.write.manifest import encoded, read_manifest

OWN = ".zhuanlan/"
"""Folder of the bucket for what readers do not ask for."""
_PENDING = f"{OWN}pending.json"
_KEPT, _RELEASES = f"{OWN}kept/", f"{OWN}releases/"

_AT_A_TIME = 32
"""Requests that are under way together."""


class _Kept(msgspec.Struct):
    release: Release
    files: dict[str, str]


class Bucket:
    """The host of kind `s3`."""

    forms = False

    def __init__(self, name: str, store: Any, api: Any) -> None:
        self._name, self._store, self._api = name, store, api

    @property
    def stale(self) -> bool:
        """Whether readers have files of which no release tells: somebody was cut off at the end."""
        listed = self._listed()
        return bool(listed) and all(one.files != listed for one in self._records())

    def live(self) -> dict[str, str]:
        """Return the files of the last list; where somebody was cut off, what may be is unknown."""
        return _unsure(self._listed(), self._pending())

    def _listed(self) -> dict[str, str]:
        """Return the last list; where it is damaged the names of all releases' files."""
        with suppress(ProblemError):
            if files := read_manifest(f"{self._name}:{MANIFEST}", self._get(MANIFEST) or b""):
                return files
        return {path: UNKNOWN for one in self._records() for path in one.files}

    def _pending(self) -> dict[str, str]:
        with suppress(ProblemError):
            return read_manifest(_PENDING, self._get(_PENDING) or b"")
        return {}

    def releases(self) -> list[Listed]:
        """Return the releases that can be put together again."""
        now = self._listed()
        found = [Listed(one.release, one.files == now) for one in self._records()]
        newest = next((one for one in found if one.current), None)
        return [Listed(one.release, one is newest) for one in found]

    def _records(self) -> list[_Kept]:
        names = sorted(self._list(_RELEASES), reverse=True)
        found = (self._kept(name) for name in names)
        return [one for one in found if one]

    def _kept(self, name: str) -> _Kept | None:
        try:
            return msgspec.json.decode(self._get(name) or b"", type=_Kept)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Bring what differs, in an order that leaves no reader before a page that is missing."""
        differs = sending.difference
        self._refuse_foreign(differs.added)
        self._begin({*differs.sent, *differs.removed}, sending.files)
        there = self._tags(differs.sent) if UNKNOWN in sending.before.values() else {}
        for group in _in_order(differs.sent):
            send = partial(self._send, sending.output, there)
            self._each(send, group, partial(progress, N_("Publishing")))
        self._end(sending.files, differs.removed)
        record = _Kept(sending.release, dict(sending.files))
        self._put(f"{_RELEASES}{sending.release.id}.json", msgspec.json.encode(record))
        self._prune(sending.keep)

    def _begin(self, touched: Collection[str], files: Mapping[str, str]) -> None:
        """Keep what is about to go, and write down what may come to be.

        Whoever is cut off after that leaves files of which the last list tells nothing any more;
        what was kept of them is whole, since it was kept before the first of them was touched.
        """
        listed, pending = self._listed(), self._pending()
        live = _unsure(listed, pending)
        going = [path for path in touched if path in listed and files.get(path) != listed[path]]
        self._keep_aside(listed, [path for path in going if live[path] != UNKNOWN])
        told = {path: files.get(path, UNKNOWN) for path in touched}
        for path in told.keys() & pending.keys():
            if told[path] != pending[path]:
                told[path] = UNKNOWN
        self._put(_PENDING, encoded({**pending, **told}))

    def _end(self, files: Mapping[str, str], gone: Sequence[str]) -> None:
        """Let the list say what readers get, and take away what is on it no longer."""
        self._put(MANIFEST, encoded(files))
        self._delete(gone)
        self._delete([_PENDING])

    def _refuse_foreign(self, added: Collection[str]) -> None:
        """Keep from overwriting what zhuanlan did not write."""
        foreign = sorted({*added} & {*self._list("")}) if added else []
        if foreign:
            message = N_("the bucket holds files that are not zhuanlan's: {names}")
            hint = N_("choose another bucket or prefix, or empty it")
            raise failed(self._name, message, hint, names=", ".join(foreign[:5]))

    def _keep_aside(self, files: Mapping[str, str], paths: Sequence[str]) -> None:
        """Copy what is about to go, unless its bytes are kept already."""
        kept = {*self._list(_KEPT)} if paths else set()
        wanted = {f"{_KEPT}{files[path]}": path for path in paths if files[path] != UNKNOWN}
        copy = [(path, name) for name, path in wanted.items() if name not in kept]
        self._each(lambda pair: self._do(self._api.copy, self._store, *pair), copy)

    def _send(self, output: Path, there: Mapping[str, str], path: str) -> None:
        data = (output / path).read_bytes()
        tag = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if there.get(path) != tag:  # as an earlier try has left it
            self._put(path, data)

    def _tags(self, paths: Sequence[str]) -> dict[str, str]:
        wanted = frozenset(paths)
        listed = self._do(lambda: [*chain.from_iterable(self._api.list(self._store))])
        tags = {one["path"]: str(one.get("e_tag") or "") for one in listed}
        return {path: tags[path].strip('"').lower() for path in wanted & tags.keys()}

    def rollback(self, release: str) -> None:
        """Put an earlier release together from what was kept, in the same order."""
        found = self._kept(f"{_RELEASES}{release}.json")
        if found is None:
            raise failed(self._name, N_("the release {id} is not kept"), id=release)
        now, then = self.live(), found.files
        differing = [path for path, digest in then.items() if now.get(path) != digest]
        gone = sorted(now.keys() - then.keys())
        self._refuse_foreign(then.keys() - now.keys())
        kept = {*self._list(_KEPT)}
        if any(f"{_KEPT}{then[path]}" not in kept for path in differing):
            raise failed(self._name, N_("of the release {id} not all files are kept"), id=release)
        self._begin({*differing, *gone}, then)
        for group in _in_order(differing):
            copy = [(f"{_KEPT}{then[path]}", path) for path in group]
            self._each(lambda pair: self._do(self._api.copy, self._store, *pair), copy)
        self._end(then, gone)

    def _prune(self, keep: int) -> None:
        old = to_prune(self.releases(), keep)
        self._delete([f"{_RELEASES}{release}.json" for release in old])
        wanted = {digest for one in self._records() for digest in one.files.values()}
        kept = self._list(_KEPT)
        self._delete([name for name in kept if name.removeprefix(_KEPT) not in wanted])

    def _get(self, path: str) -> bytes | None:
        try:
            return bytes(self._do(lambda: self._api.get(self._store, path).bytes()))
        except FileNotFoundError:
            return None

    def _put(self, path: str, data: bytes) -> None:
        attributes = {"Content-Type": content_type(path), "Cache-Control": caching(path)}
        put = partial(self._api.put, attributes=attributes, use_multipart=False)
        self._do(put, self._store, path, data)

    def _delete(self, paths: Sequence[str]) -> None:
        if paths:
            self._do(self._api.delete, self._store, [*paths])

    def _list(self, prefix: str) -> Iterator[str]:
        listed = self._do(
            lambda: [*chain.from_iterable(self._api.list(self._store, prefix or None))]
        )
        for one in listed:
            if prefix or not one["path"].startswith(OWN):
                yield one["path"]

    def _each(
        self,
        act: Callable[[Any], object],
        items: Sequence[Any],
        show: Callable[..., Iterable[Any]] = lambda items, _: items,
    ) -> None:
        """Do something to each item, some at a time; requests are tried again by the library."""
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            try:
                for _ in show(pool.map(act, items), len(items)):
                    pass
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _do(self, act: Callable[..., Any], *given: Any) -> Any:
        errors = self._api.exceptions
        try:
            return act(*given)
        except (FileNotFoundError, errors.NotFoundError) as error:
            raise FileNotFoundError from error
        except (errors.BaseError, OSError, ValueError) as error:
            message = N_("{program} failed: {reason}")
            raise failed(self._name, message, program="S3", reason=_reason(str(error))) from error

    def close(self) -> None:
        """There is nothing to close."""


def _reason(said: str) -> str:
    """Return what tells most of an error: the service's code, where it gave one."""
    code = re.search(r"<Code>(\w+)</Code>", said)
    first = said.strip().splitlines()[0][:200] if said.strip() else "?"
    return f"{code[1]}: {first}" if code else first


def _unsure(listed: Mapping[str, str], pending: Mapping[str, str]) -> dict[str, str]:
    """Return a list in which those files are unknown that are pending as other ones."""
    unknown = {path: UNKNOWN for path, digest in pending.items() if listed.get(path) != digest}
    return {**listed, **unknown}


def _in_order(paths: Sequence[str]) -> Iterator[list[str]]:
    ranks = sorted({rank(path) for path in paths})
    for one in ranks:
        yield [path for path in paths if rank(path) == one]
