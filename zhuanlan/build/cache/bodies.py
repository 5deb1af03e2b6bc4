"""Rendered texts by the digest of what they were rendered from."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from zhuanlan.build.cache.store import Store
from zhuanlan.model.post import Body

_KEY = 16
_decoder = msgspec.msgpack.Decoder(Body)

_SPARE = 1000
"""Texts kept beyond twice as many as are in use, so that going back to them costs nothing."""


def encoded(body: Body) -> bytes:
    """Return a text as it is kept."""
    return msgspec.msgpack.encode(body)


class Bodies:
    """Finds and keeps rendered texts; several builds may use it at once."""

    def __init__(self, folder: Path) -> None:
        schema = "CREATE TABLE bodies (id INTEGER PRIMARY KEY, value BLOB NOT NULL)"
        self._store = Store(folder / "bodies.db", schema, 1)

    @property
    def any(self) -> bool:
        """Whether there is any text."""
        return bool(self._store.rows("SELECT 1 FROM bodies LIMIT 1"))

    def get(self, key: bytes) -> Body | None:
        """Return the text of a key, or None where it is missing or damaged."""
        for (value,) in self._store.rows("SELECT value FROM bodies WHERE id = ?", (_number(key),)):
            if isinstance(value, bytes) and value[:_KEY] == key and _intact(value):
                try:
                    return _decoder.decode(value[_KEY + 4 :])
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    return None
        return None

    def put(self, texts: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep texts, each as its key and what `encoded` returned."""
        rows = (
            (_number(key), b"".join((key, zlib.crc32(text, zlib.crc32(key)).to_bytes(4), text)))
            for key, text in texts
        )
        self._store.write("INSERT OR REPLACE INTO bodies VALUES (?, ?)", rows)

    def save(self) -> None:
        """Let other processes see what was put."""
        self._store.save()

    def prune(self, used: Collection[bytes]) -> None:
        """Drop what is no longer in use, once there is more of it than of the rest."""
        found = self._store.rows("SELECT count(*) FROM bodies")
        if found and found[0][0] > 2 * len(used) + _SPARE:
            self._store.write("CREATE TEMP TABLE used (id INTEGER PRIMARY KEY)")
            rows = {(_number(key),) for key in used}
            self._store.write("INSERT INTO used VALUES (?)", rows)
            self._store.write("DELETE FROM bodies WHERE id NOT IN (SELECT id FROM used)")
            self._store.write("DROP TABLE used")
            self._store.save()

    def close(self) -> None:
        """Save, and let go of the file."""
        self._store.close()

    @property
    def damaged(self) -> bool:
        """Whether the file was found damaged, or of another version."""
        return self._store.damaged


def _number(key: bytes) -> int:
    return int.from_bytes(key[:8], signed=True)


def _intact(value: bytes) -> bool:
    text = value[_KEY + 4 :]
    return zlib.crc32(text, zlib.crc32(value[:_KEY])) == int.from_bytes(value[_KEY : _KEY + 4])
