"""What an output was made from: each content file's state, and what was read from it.

By it the next build knows which files it has to read again, and what the site was before.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import force_setattr

from zhuanlan.build.cache.store import Store
from zhuanlan.model.post import Post, StandalonePage

Item = Post | StandalonePage

_posts = msgspec.msgpack.Decoder(Post)
_pages = msgspec.msgpack.Decoder(StandalonePage)


class Row(NamedTuple):
    """A content file as a build saw it.

    `time` is in nanoseconds, and 0 where it was too fresh to prove anything. `digest` is that of
    the bytes and `governing` that of what they were read by; both are empty for files that are not
    read, such as pictures, and `item` is None then.
    """

    size: int
    time: int
    digest: bytes = b""
    governing: bytes = b""
    item: Item | None = None


class Record(msgspec.Struct, frozen=True):
    """What else a build depended on: `recipe` is a digest of all but the content's files.

    `manifest` is the digest of the list of written files, `now` the build date; `count` and `total`
    are a check on the rows. `data` is what page makers read besides the content.
    """

    recipe: bytes
    manifest: str
    now: datetime
    count: int
    total: int
    data: dict[str, Any] = {}


_SCHEMA = """CREATE TABLE record (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, time INTEGER, digest BLOB, governing BLOB,
                    item BLOB, sum INTEGER)"""


_ALL = "SELECT path, size, time, digest, governing, item, sum FROM files"


class Index:
    """The files of one site as the last build of one output saw them."""

    def __init__(self, folder: Path, output: Path) -> None:
        self.key = hashlib.blake2b(str(output.resolve()).encode(), digest_size=8).hexdigest()
        """Tells outputs apart by their place; what else is kept for one may be named by it."""
        self._store = Store(folder / f"index-{self.key}.db", _SCHEMA, 1)
        self._sums: dict[str, int] = {}
        self._damaged = False

    def read(self) -> tuple[Record | None, dict[str, Row]]:
        """Return what the last build left, or nothing if it did not finish or is damaged."""
        read = self._read()
        if read is None:
            self._damaged, self._sums = True, {}
        return read or (None, {})

    @property
    def exists(self) -> bool:
        """Whether a build has left anything; reading makes an empty file where none is."""
        return self._store.file.exists()

    @property
    def damaged(self) -> bool:
        """Whether it was found damaged, or of another version."""
        return self._damaged or self._store.damaged

    def _read(self) -> tuple[Record | None, dict[str, Row]] | None:
        rows: dict[str, Row] = {}
        self._sums = {}
        try:
            for path, size, time, digest, governing, item, stored in self._store.rows(_ALL):
                if _sum(path, size, time, digest, governing, item) != stored:
                    return None
                self._sums[path] = stored
                governing = _parts.setdefault(governing, governing)
                rows[path] = Row(size, time, digest, governing, decoded_item(path, item))
            found = self._store.rows("SELECT value FROM record")
            record = msgspec.msgpack.decode(found[0][0], type=Record) if found else None
        except (msgspec.MsgspecError, TypeError, ValueError):
            return None
        if record and (record.count, record.total) != (len(rows), sum(self._sums.values())):
            return None
        return record, rows

    def begin(self) -> None:
        """Note that the output is being changed: until `finish` it is nobody's."""
        self._store.write("DELETE FROM record")
        if not self._sums:  # empty, or not to be trusted
            self._store.write("DELETE FROM files")
        self._store.save()

    def finish(
        self,
        recipe: bytes,
        manifest: str,
        now: datetime,
        changed: Mapping[str, Row],
        gone: Collection[str],
        data: Mapping[str, Any],
    ) -> None:
        """Note what the output is made from now: rows that are new or changed, and those gone."""
        rows = []
        for path, row in changed.items():
            item = encoded_item(row.item)
            fields = (row.size, row.time, row.digest, row.governing, item)
            self._sums[path] = _sum(path, *fields)
            rows.append((path, *fields, self._sums[path]))
        for path in gone:
            self._sums.pop(path, None)
        self._store.write("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
        self._store.write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        record = Record(
            recipe, manifest, now, len(self._sums), sum(self._sums.values()), dict(data)
        )
        value = msgspec.msgpack.encode(record)
        self._store.write("INSERT OR REPLACE INTO record VALUES (0, ?)", [(value,)])
        self._store.save()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


def _sum(path: str, size: int, time: int, *blobs: bytes) -> int:
    checked = zlib.crc32(f"{path}\0{size}\0{time}".encode())
    for blob in blobs:
        checked = zlib.crc32(blob, checked)
    return checked


def encoded_item(item: Item | None) -> bytes:
    """Return a post or page as it is kept; empty for None."""
    return b"" if item is None else msgspec.msgpack.encode(item)


def decoded_item(path: str, item: bytes) -> Item | None:
    """Return the post or page of a source from how it is kept."""
    if not item:
        return None
    if path.count("/") > 1:
        return _with_shared_parts(path, _posts.decode(item))
    return _pages.decode(item)


_parts: dict[Any, Any] = {}
"""Parts of posts that are equal: held once, they take half of the memory of all posts."""

_IN_POST = ("place", "campaign", "column", "kind", "phase", "packed_card")
_IN_MATTER = ("region", "activity", "unit", "source", "author", "editor", "tags", "status")


def _with_shared_parts(path: str, post: Post) -> Post:
    share = _parts.setdefault
    matter = post.matter
    force_setattr(post, "path", path)
    for name in _IN_POST:
        part = getattr(post, name)
        force_setattr(post, name, share(part, part))
    force_setattr(post, "terms", tuple([share(part, part) for part in post.terms]))
    slugs = tuple([share(part, part) for part in post.slugs])
    force_setattr(post, "slugs", share(slugs, slugs))
    for name in _IN_MATTER:
        part = getattr(matter, name)
        object.__setattr__(matter, name, share(part, part))
    return post
