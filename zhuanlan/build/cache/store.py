"""One SQLite file of a cache: opened anew where it is damaged, and in any process."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = ".zhuanlan"
"""Name of the cache folder beside `config.yaml`."""

_WAIT = 10.0
"""Seconds to wait for another build that is writing."""


class Store:
    """A cache in a file; where that cannot be written, in a temporary one for this build.

    No method raises for a damaged, locked or vanished file: reading finds nothing then, and what is
    written is lost, which costs time and nothing else.
    """

    def __init__(self, file: Path, schema: str, version: int) -> None:
        self.file, self._schema, self._version = file, schema, version
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._inherited: list[sqlite3.Connection] = []
        self._temporary: str | None = None
        self.damaged = False
        """Whether the file was found damaged, or of another version."""
        self._spoilt = False  # whether it still is

    def __getstate__(self) -> dict[str, Any]:
        """A process that starts anew opens the file for itself."""
        return vars(self) | {"_connection": None, "_inherited": [], "_process": 0}

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds, as of the first query since `save`."""
        try:
            connection = self._open()
            if not connection.in_transaction:  # one look at the file's state, not one for each row
                connection.execute("BEGIN")
            return connection.execute(query, values).fetchall()
        except (sqlite3.Error, OSError, OverflowError) as error:
            self._note(error)
            return []

    def write(self, statement: str, rows: Iterable[Sequence[Any]] = ((),)) -> None:
        """Carry out a statement for each row, within the transaction that `save` ends."""
        try:
            connection = self._open()
            if not connection.in_transaction:
                connection.execute("BEGIN")
            connection.executemany(statement, rows)
        except (sqlite3.Error, OSError) as error:
            self._note(error)

    def save(self) -> None:
        """Make what was written visible to other processes, and what they wrote to this one."""
        try:
            if self._connection and self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._note(error)

    def close(self) -> None:
        """Save and let go of the file; a damaged one is removed."""
        if self._process == os.getpid() and self._connection:
            self.save()
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None
        if self._spoilt:
            self._remove()
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _note(self, error: Exception) -> None:
        # what is merely busy or full is not damaged
        self._spoilt |= not isinstance(error, sqlite3.OperationalError | OSError)
        self.damaged |= self._spoilt

    def _open(self) -> sqlite3.Connection:
        if self._connection and self._process == os.getpid():
            return self._connection
        if self._connection:  # another process's: neither used nor closed here
            self._inherited.append(self._connection)
        self._connection = self._opened()
        self._process = os.getpid()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except sqlite3.OperationalError:
            pass
        except sqlite3.DatabaseError:  # no database, or a damaged one
            self.damaged = True
            self._remove()
            with suppress(sqlite3.Error):
                return self._connect()
        except OSError:
            pass
        self._temporary = tempfile.mkdtemp(prefix="zhuanlan-")
        self.file = Path(self._temporary) / self.file.name
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=_WAIT, isolation_level=None)
        try:
            connection.execute("PRAGMA page_size = 16384")  # of a new file: a text fits in one
            connection.execute("PRAGMA synchronous = OFF")  # a torn file is noticed, and made anew
            connection.execute("PRAGMA journal_mode = WAL")  # readers do not wait for a writer
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != self._version:
                self.damaged |= version != 0
                self._create(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _create(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (name,) in tables.fetchall():
            connection.execute(f'DROP TABLE "{name}"')
        for statement in self._schema.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {self._version}")
        connection.execute("COMMIT")

    def _remove(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                self.file.with_name(self.file.name + suffix).unlink()
