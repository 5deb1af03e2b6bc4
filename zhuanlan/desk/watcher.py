"""Changes on disk: events of watchdog, gathered until no more come for a moment.

Editors save in different ways (WPS by a scratch file, vim by a rename), and of ten thousand changes
at once some events get lost. So an event only says where to look again.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path

from livereload.watcher import Watcher
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from zhuanlan.load.content import is_scratch

QUIET = 0.06
"""Seconds without an event after which changes have settled."""

MANY = 50
"""Changes from which on more are to be expected, so that the wait is longer."""

PATIENCE = 5.0
"""Seconds after which what has come is built, even if more comes."""

EVERYTHING = None
"""Stands for changes that are not of single content files."""


class Changes(FileSystemEventHandler):
    """Gathers the files that changed below some folders."""

    def __init__(self, content: Path) -> None:
        self._content = content.resolve()
        self._found: set[str] | None = set()
        self._first = self._last = 0.0
        self._came = threading.Condition()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note where something happened; reading is nothing that happens.

        Of a folder only that it went or has another name: what happens in it is told by its files.
        """
        if event.event_type in ("opened", "closed_no_write"):
            return
        if event.is_directory and event.event_type not in ("deleted", "moved"):
            return
        for path in (event.src_path, getattr(event, "dest_path", "")):
            if path:
                self.note(Path(str(path)), folder=event.is_directory)

    def note(self, path: Path, *, folder: bool = False) -> None:
        """Note that a file, or something in a folder, may have changed."""
        inside = path.is_relative_to(self._content)
        parts = path.relative_to(self._content).parts if inside else path.parts[-1:]
        if is_scratch(path.name) or any(part.startswith(".") for part in parts):
            return
        with self._came:
            if not inside or folder or self._found is EVERYTHING:
                self._found = EVERYTHING
            else:
                self._found.add(path.relative_to(self._content).as_posix())
            self._last = time.monotonic()
            self._first = self._first or self._last
            self._came.notify_all()

    def settled(self, seconds: float) -> set[str] | None:
        """Wait for changes, `seconds` at most, and return them once they have settled.

        An empty set if there were none, and None where everything has to be looked at.
        """
        with self._came:
            if not self._first:
                self._came.wait(seconds)
            while self._first:
                many = self._found is EVERYTHING or len(self._found) > MANY
                wait = self._last + (10 * QUIET if many else QUIET) - time.monotonic()
                if wait <= 0 or time.monotonic() - self._first > PATIENCE:
                    break
                self._came.wait(wait)
            found, self._found, self._first = self._found, set(), 0.0
            return found


class WatchdogWatcher(Watcher):  # type: ignore[misc]
    """livereload's watcher, without its polling: watchdog tells, and what is built is shown."""

    def __init__(self, changes: Changes, *folders: Path) -> None:
        super().__init__()
        self.watch("zhuanlan")  # livereload wants to watch something
        self._changes_of, self._folders = changes, folders
        self._observer = Observer()
        self._inodes: dict[Path, int] = {}

    def start(self, callback: object) -> bool:
        """Start the observer; livereload need not poll."""
        self._observer.start()
        self.look_again()
        return True

    def look_again(self) -> None:
        """Watch the folders anew if one of them vanished, appeared or is another one now."""
        inodes = {folder: _inode(folder) for folder in self._folders}
        if inodes == self._inodes:
            return
        known, self._inodes = self._inodes, inodes
        self._observer.unschedule_all()
        for folder in self._folders:
            if inodes[folder]:
                try:
                    self._observer.schedule(self._changes_of, str(folder), recursive=True)
                except OSError:
                    if not known:  # such as too many watches: better no preview than a blind one
                        raise
                    inodes[folder] = 0  # gone again, perhaps: the next look tries again
        if known:
            self._changes_of.note(Path("/"), folder=True)

    def stop(self) -> None:
        """End the observer."""
        self._observer.stop()
        self._observer.join(timeout=2)


def _inode(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
