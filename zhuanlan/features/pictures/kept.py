"""Developed pictures by the digest of what they were made from."""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from zhuanlan.build.cache.store import Store
from zhuanlan.model.picture import Picture

_decoder = msgspec.msgpack.Decoder(Picture)

_SPARE = 20
"""Pictures kept beyond twice as many as are in use, so that going back to them costs nothing."""


class Pictures:
    """Finds and keeps pictures with their files; several builds may use it at once."""

    def __init__(self, folder: Path) -> None:
        schema = "CREATE TABLE pictures (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
        self._store = Store(folder / "pictures.db", schema, 2)
        self._folder = folder / "pictures"

    def get(self, key: str) -> Picture | None:
        """Return the picture of a key, or None where it is missing or damaged.

        Its files may be missing all the same.
        """
        for (value,) in self._store.rows("SELECT value FROM pictures WHERE key = ?", (key,)):
            with suppress(msgspec.MsgspecError, UnicodeDecodeError, TypeError, ValueError):
                if zlib.crc32(value[4:]) == int.from_bytes(value[:4]):
                    picture = _decoder.decode(value[4:])
                    return picture if picture.key == key else None
        return None

    def put(self, picture: Picture) -> None:
        """Keep what is said of a picture."""
        text = msgspec.msgpack.encode(picture)
        value = zlib.crc32(text).to_bytes(4) + text
        self._store.write("INSERT OR REPLACE INTO pictures VALUES (?, ?)", [(picture.key, value)])

    def put_files(self, key: str, files: Sequence[bytes]) -> None:
        """Keep the files of a picture; where that fails they are made again when they are needed.

        Other processes may do so, too.
        """
        for number, data in enumerate(files):
            file = self.file(key, number)
            waiting = file.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                waiting.write_bytes(data)
                waiting.replace(file)

    def file(self, key: str, number: int) -> Path:
        """Return where a file of a picture is kept: its own is number 0, then its variants."""
        return self._folder / key[:2] / f"{key}-{number}"

    def prune(self, used: Collection[str]) -> None:
        """Drop what is no longer in use, once there is more of it than of the rest."""
        found = self._store.rows("SELECT key FROM pictures")
        if len(found) <= 2 * len(used) + _SPARE:
            return
        gone = {key for (key,) in found} - set(used)
        self._store.write("DELETE FROM pictures WHERE key = ?", [(key,) for key in sorted(gone)])
        self._store.save()
        for file in self._folder.rglob("*-*"):
            if file.name.partition("-")[0] in gone:
                with suppress(OSError):
                    file.unlink()

    def save(self) -> None:
        """Let other processes see what was put."""
        self._store.save()

    def close(self) -> None:
        """Save, and let go of the file."""
        self._store.close()

    @property
    def damaged(self) -> bool:
        """Whether the file was found damaged, or of another version."""
        return self._store.damaged
