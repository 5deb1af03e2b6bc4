"""A folder of this machine: `releases/`, and `current`, a link to the one that readers get.

A release is made of hard links to the one before, and of what changed; nothing is ever written into
a file that readers may have open. The link is replaced in one step, once all is on the disc.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.problems import ProblemError
from zhuanlan.model.fields import Text
from zhuanlan.model.publishing import KnownHome, Target
from zhuanlan.publish.host import HostKind, failed
from zhuanlan.publish.release import RECORD, Listed, Progress, Sending, decoded, to_prune
from zhuanlan.write import MANIFEST
from zhuanlan.write.manifest import files_of, manifest_bytes

RELEASES, CURRENT, INCOMING = "releases", "current", ".incoming-"
_STALE = 86_400.0
"""Seconds after which a release that was never finished is taken away."""


class FolderTarget(Target):
    """A folder of this machine that a web server shows: `current` leads to the release."""

    kind: Literal["dir"] = Field(description=N_("Kind: dir, a folder"), examples=["dir"])
    path: Annotated[Text, KnownHome] = Field(
        description=N_("Folder: it gets releases/ and current"), examples=["/srv/www/leifeng"]
    )

    @property
    def place(self) -> str:
        """The folder."""
        return self.path

    def folder(self, base: Path) -> Path:
        """Return the folder."""
        return (base / Path(self.path).expanduser()).absolute()


class Folder:
    """The host of kind `dir`."""

    forms = True
    stale = False

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._folder = name, folder
        self._releases, self._current = folder / RELEASES, folder / CURRENT
        if os.path.lexists(self._current) and not self._current.is_symlink():
            message = N_("{file} is no link: something else lives there")
            raise failed(name, message, file=str(self._current))

    def live(self) -> dict[str, str]:
        """Return the files of the release that `current` leads to; none if their list is lost."""
        with suppress(ProblemError):
            return files_of(self._current, manifest_bytes(self._current))
        return {}

    def releases(self) -> list[Listed]:
        """Return the releases that are whole."""
        now = self._current_id()
        found = []
        for folder in sorted(self._all(), reverse=True):
            with suppress(OSError):
                release = decoded((folder / RECORD).read_bytes(), folder.name)
                if release:
                    found.append(Listed(release, folder.name == now))
        return found

    def _all(self) -> Iterator[Path]:
        with suppress(FileNotFoundError, NotADirectoryError):
            yield from (f for f in self._releases.iterdir() if not f.name.startswith("."))

    def _current_id(self) -> str:
        try:
            return os.path.basename(os.readlink(self._current))  # noqa: PTH115, PTH119
        except OSError:
            return ""

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Lay the release beside the others, and turn the link."""
        try:
            self._publish(sending, progress)
        except OSError as error:
            message = N_("{file} cannot be written: {reason}")
            raise failed(
                self._name, message, file=str(error.filename), reason=system_reason(error)
            ) from error

    def _publish(self, sending: Sending, progress: Progress) -> None:
        identity = sending.release.id
        new = self._releases / f"{INCOMING}{identity}"
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir(parents=True)
            self._fill(new, sending, progress)
            os.sync()  # one wait for all files; an fsync for each takes minutes
            new.rename(self._releases / identity)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        self._turn(identity)
        self._prune(sending.keep)

    def _fill(self, new: Path, sending: Sending, progress: Progress) -> None:
        before = self._current.resolve()
        for parent in {path.rpartition("/")[0] for path in sending.files}:
            (new / parent).mkdir(parents=True, exist_ok=True)
        sent = frozenset(sending.difference.sent)
        for path in progress(N_("Publishing"), [*sending.files], len(sending.files)):
            if path in sent or not _linked(before / path, new / path):
                shutil.copy2(sending.output / path, new / path)
        (new / MANIFEST).write_bytes(sending.manifest)
        (new / RECORD).write_bytes(sending.release.encoded())

    def _turn(self, identity: str) -> None:
        waiting = self._folder / f".{CURRENT}-{os.getpid()}"
        waiting.unlink(missing_ok=True)
        waiting.symlink_to(f"{RELEASES}/{identity}")
        waiting.replace(self._current)

    def rollback(self, release: str) -> None:
        """Turn the link back."""
        self._turn(release)

    def _prune(self, keep: int) -> None:
        for release in to_prune(self.releases(), keep):
            shutil.rmtree(self._releases / release, ignore_errors=True)
        for folder in self._releases.glob(f"{INCOMING}*"):
            if folder.stat().st_mtime < time.time() - _STALE:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """There is nothing to close."""


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links, or somebody took the file away
        return False
    return True


def open_host(name: str, target: FolderTarget, base: Path) -> Folder:
    """Return the host of a target."""
    return Folder(name, target.folder(base))


DIR = HostKind(FolderTarget, open_host)
