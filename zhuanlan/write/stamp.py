"""The up-to-date stamp: what an output was made from, so that an unchanged site is not read.

Cheap to import and to check: names, sizes and times of files only. What they cannot show is a file
whose bytes changed while size and time stayed; `--verify` builds regardless. Stamps lie
in the project's cache folder, `.zhuanlan/` beside `config.yaml`, which may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from zhuanlan.core.inputs import PACKAGE, digest, fields, platform
from zhuanlan.core.options import Options
from zhuanlan.write import MANIFEST

_RACY_NS = 2_000_000_000
"""A file changed so shortly before a build may change again within the same time stamp."""


def fingerprint(options: Options) -> str:
    """Return a digest of all that an output depends on but the date.

    An empty string if a file changed so recently that its time stamp proves nothing, or went while
    it was looked at.
    """
    try:
        return _fingerprint(options)
    except OSError:  # what is wrong with it, the build tells
        return ""


def _fingerprint(options: Options) -> str:
    newest = 0
    values = fields("options", "stat", options)
    for name in ("config", "content", "themes", "ledgers", "data", "plugin_folder"):
        root = getattr(options, name)
        # where contributors write, no build follows a link to a folder
        values[f"files.{name}"], changed = state(root, links=name != "content")
        newest = max(newest, changed)
    ours = [state(root)[0] for root in (PACKAGE, PACKAGE.parent / "themes")]
    values["program"] = (ours, platform())
    made = digest("stat", values)
    return "" if newest > time.time_ns() - _RACY_NS else made.hex()


def state(root: Path, *, links: bool = True) -> tuple[bytes, int]:
    """Return a digest of names, sizes, times and inodes, and the newest time in nanoseconds.

    With `links` those that lead to folders are followed.
    """
    made = hashlib.blake2b(str(root).encode(), digest_size=16)
    newest = 0
    for files in _folders(
        root, links=links
    ):  # folder by folder: a large site is never held as a whole
        lines = "\n".join([f"{path}\0{size} {at} {node}" for path, (size, at, node) in files])
        made.update(f"{lines}\n\n".encode("utf-8", "surrogateescape"))
        newest = max([newest, *(at for _, (_, at, _) in files)])
    return made.digest(), newest


def stamp(
    options: Options,
    seen: str,
    until: datetime | None,
    files: Collection[str],
    of_plugins: Collection[Path] = (),
) -> None:
    """Note that the output is made from what had the fingerprint `seen`.

    `until` is the first moment at which the output would change by itself; None means never.
    `files` are the paths of the output's files, `of_plugins` files or folders that plug-ins
    have outside of the project.
    """
    file = _file(options)
    folders = {path.rpartition("/")[0] for path in files}
    values = {
        "of": seen,
        "since": options.now.isoformat(),
        "until": until.isoformat() if until else None,
        "files": len(files),
        "plugins": {str(path): state(path)[0].hex() for path in of_plugins},
        "manifest": _status((options.output / MANIFEST).stat()),
        "folders": {name: _changed(options, name) for name in sorted(folders)},
    }
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        file.parent.mkdir(parents=True, exist_ok=True)
        waiting = file.with_suffix(f".{os.getpid()}")
        waiting.write_text(json.dumps(values), "utf-8")
        waiting.replace(file)


def unchanged(options: Options, seen: str) -> int | None:
    """Return the number of files if the output is what a build would make, else None.

    `seen` is the fingerprint of now.
    """
    try:
        values = json.loads(_file(options).read_text("utf-8"))
        since, until = values["since"], values["until"]
        in_time = datetime.fromisoformat(since) <= options.now and (
            until is None or options.now < datetime.fromisoformat(until)
        )
        if not in_time or not seen or values["of"] != seen:
            return None
        plugins = values["plugins"].items()
        if any(state(Path(path))[0].hex() != before for path, before in plugins):
            return None
        if tuple(values["manifest"]) != _status((options.output / MANIFEST).stat()):
            return None
        same = all(_changed(options, name) == time for name, time in values["folders"].items())
        return int(values["files"]) if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _changed(options: Options, folder: str) -> int:
    """Return when a file last came into a folder of the output, left it or was replaced."""
    return os.lstat(f"{options.output}{os.sep}{folder}").st_mtime_ns


def _file(options: Options) -> Path:
    output = hashlib.blake2b(os.fsencode(options.output.resolve()), digest_size=8).hexdigest()
    return options.config.parent / ".zhuanlan" / f"stamp-{output}.json"


def _folders(root: Path, *, links: bool) -> Iterator[list[tuple[str, tuple[int, int, int]]]]:
    """Yield the files of each folder from one on (or the one file) with size, time and inode."""
    followed = set()
    if not root.is_dir():
        yield [(str(root), _status(root.stat()))] if root.exists() else []
        return
    pending = [str(root)]
    while pending:
        files = []
        below = []
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    files.append((entry.path, _status(entry.stat(follow_symlinks=False))))
                    if entry.is_symlink() and entry.is_file():  # what it leads to may change alone
                        files.append((entry.path, _status(entry.stat())))
                    elif links and entry.is_dir() and entry.stat().st_ino not in followed:
                        followed.add(entry.stat().st_ino)
                        below.append(entry.path)
                elif entry.name != "__pycache__":
                    below.append(entry.path)
        pending += sorted(below)
        yield sorted(files)


def _status(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino
