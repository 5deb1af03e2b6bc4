"""Object storage that speaks S3: files under the addresses that readers ask for.

There is no link to turn, so the order is what keeps a site whole: what pages show first, then
articles, then the lists that lead to them, the list of files last; what goes, goes after that. What
is about to be replaced or removed is copied aside before, by the service itself, under the digest
of its bytes; so an earlier release is put together again without a byte that travels.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import msgspec

from zhuanlan.i18n import N_
from zhuanlan.model.publishing import BucketTarget
from zhuanlan.publish.host import failed, needs
from zhuanlan.publish.kinds import caching, content_type, rank
from zhuanlan.publish.release import Listed, Progress, Release, Sending
from zhuanlan.write.manifest import encoded, read_manifest
from zhuanlan.write.seal import MANIFEST

OWN = ".zhuanlan/"
"""Folder of the bucket for what readers do not ask for."""
_PENDING = f"{OWN}pending.json"
_KEPT, _RELEASES = f"{OWN}kept/", f"{OWN}releases/"

_AT_A_TIME = 32
"""Requests that are under way together."""
_PATIENCE = timedelta(seconds=120)

ENVIRONMENT = {
    "access_key_id": ("ZHUANLAN_S3_KEY_ID", "AWS_ACCESS_KEY_ID"),
    "secret_access_key": ("ZHUANLAN_S3_SECRET", "AWS_SECRET_ACCESS_KEY"),
    "session_token": ("ZHUANLAN_S3_TOKEN", "AWS_SESSION_TOKEN"),
}
"""The environment variables that hold the secrets."""


class _Kept(msgspec.Struct):
    release: Release
    files: dict[str, str]


class Bucket:
    """The host of kind `s3`."""

    forms = False

    def __init__(self, name: str, store: Any, api: Any) -> None:
        self._name, self._store, self._api = name, store, api

    def live(self) -> dict[str, str]:
        """Return the files of the last list."""
        return read_manifest(f"{self._name}:{MANIFEST}", self._get(MANIFEST) or b"")

    def releases(self) -> list[Listed]:
        """Return the releases that can be put together again."""
        now = self.live()
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
        pending = read_manifest(_PENDING, self._get(_PENDING) or b"")
        if not sending.before and not pending:
            self._refuse_foreign(sending.files)
        self._keep_aside(sending.before, [*sending.difference.changed, *sending.difference.removed])
        # names beforehand what may come to be, so that a break leaves no file of unknown origin
        self._put(_PENDING, encoded({**pending, **sending.files}))
        sent = sending.difference.sent
        there = self._tags(sent) if pending else {}
        for group in _in_order(sent):
            send = partial(self._send, sending, there)
            self._each(send, group, partial(progress, N_("Publishing")))
        record = _Kept(sending.release, dict(sending.files))
        self._put(f"{_RELEASES}{sending.release.id}.json", msgspec.json.encode(record))
        self._put(MANIFEST, sending.manifest)
        gone = (sending.before.keys() | pending.keys()) - sending.files.keys()
        self._delete(sorted(gone))
        self._delete([_PENDING])
        self._prune(sending.keep)

    def _refuse_foreign(self, files: Mapping[str, str]) -> None:
        """Keep from overwriting what zhuanlan did not write."""
        foreign = sorted(files.keys() & {*self._list("")})
        if foreign:
            message = N_("the bucket holds files that are not zhuanlan's: {names}")
            hint = N_("choose another bucket or prefix, or empty it")
            raise failed(self._name, message, hint, names=", ".join(foreign[:5]))

    def _keep_aside(self, files: Mapping[str, str], paths: Sequence[str]) -> None:
        """Copy what is about to go; what was copied before a break is whole already."""
        kept = {*self._list(_KEPT)} if paths else set()
        wanted = {f"{_KEPT}{files[path]}": path for path in paths}
        copy = [(path, name) for name, path in wanted.items() if name not in kept]
        self._each(lambda pair: self._do(self._api.copy, self._store, *pair), copy)

    def _send(self, sending: Sending, there: Mapping[str, str], path: str) -> None:
        data = (sending.output / path).read_bytes()
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
        self._keep_aside(now, [*(path for path in differing if path in now), *gone])
        self._put(_PENDING, encoded({**now, **then}))
        for group in _in_order(differing):
            copy = ((f"{_KEPT}{then[path]}", path) for path in group)
            self._each(lambda pair: self._do(self._api.copy, self._store, *pair), [*copy])
        self._put(MANIFEST, encoded(then))
        self._delete(gone)
        self._delete([_PENDING])

    def _prune(self, keep: int) -> None:
        records = self._records()
        for one in records[keep:]:
            self._delete([f"{_RELEASES}{one.release.id}.json"])
        wanted = {digest for one in records[:keep] for digest in one.files.values()}
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
            reason = str(error).strip().splitlines()[0][:300]
            raise failed(
                self._name, N_("{program} failed: {reason}"), program="S3", reason=reason
            ) from error

    def close(self) -> None:
        """There is nothing to close."""


def _in_order(paths: Sequence[str]) -> Iterator[list[str]]:
    ranks = sorted({rank(path) for path in paths})
    for one in ranks:
        yield [path for path in paths if rank(path) == one]


def open_host(name: str, target: BucketTarget) -> Bucket:
    """Return the host of a target; the secrets come from the environment."""
    try:
        import obstore.exceptions
        from obstore.store import S3Store
    except ImportError:
        raise needs(name, "obstore", "s3") from None

    secrets = {
        key: value
        for key, names in ENVIRONMENT.items()
        if (value := next((os.environ[n] for n in names if os.environ.get(n)), ""))
    }
    if "secret_access_key" not in secrets:
        message = N_("the secrets are not in the environment: {names}")
        names = ", ".join(first for first, _ in ENVIRONMENT.values())
        raise failed(name, message, names=names)
    given: dict[str, Any] = {"region": target.region, **secrets}
    if target.endpoint:
        endpoint = target.endpoint.rstrip("/")
        if target.virtual_hosted:  # the library wants the whole address then
            scheme, _, host = endpoint.partition("://")
            endpoint = f"{scheme}://{target.bucket}.{host}"
        given["endpoint"] = endpoint
    store = S3Store(
        target.bucket,
        prefix=target.prefix,
        virtual_hosted_style_request=target.virtual_hosted,
        client_options={
            "allow_http": urlsplit(target.endpoint or "https:").scheme == "http",
            "timeout": _PATIENCE,
        },
        retry_config={"max_retries": 6, "retry_timeout": _PATIENCE},
        **given,
    )
    return Bucket(name, store, obstore)
