"""`sources/` beside `config.yaml`: the files of units, and what was made of each.

`index.json` lists them. A file is known by its digest; one of the same name from the same folder
or unit corrects it. What was imported is kept, too: it is the base of a three-way merge. Nothing
of it is published, and git ignores it unless `intake: keep_in_git` is set.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.archives import safe_path
from zhuanlan.write.atomic import replaced

FOLDER, INDEX, IGNORED = "sources", "index.json", ".gitignore"
_BASE = "imported.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was imported; paths of drafts are relative to the content folder."""

    digest: str
    name: str
    folder: str
    """The folder that it came in; empty for one that was given by itself."""
    received: str
    drafts: tuple[str, ...]
    unit: str = ""
    gone: bool = False
    """Whether the file itself is no longer kept."""


class Kept:
    """The files that are kept beside the settings of a site."""

    def __init__(self, config: Path) -> None:
        self.root = config.parent / FOLDER
        self._index = self.root / INDEX
        self.entries = self._read()

    def _read(self) -> list[Entry]:
        if not self._index.exists():
            return []
        try:
            rows = json.loads(self._index.read_text("utf-8"))["files"]
            return [Entry(**{**row, "drafts": tuple(row["drafts"])}) for row in rows]
        except (OSError, ValueError, TypeError, KeyError):
            message = N_("the list of imported files cannot be read")
            hint = N_("take it back from a backup, or delete it: files are imported again then")
            raise ProblemError([Problem(self._index.as_posix(), 0, 0, message, {}, hint)]) from None

    def known(self, digest: str) -> Entry | None:
        """Return the file of a digest."""
        return next((one for one in self.entries if one.digest == digest), None)

    def corrected_by(self, name: str, folder: str, unit: str) -> Entry | None:
        """Return the last file that one of this name, from this folder or unit, may correct.

        Names are alike that differ in their suffix or in what tells versions apart, as （修改稿）.
        """
        for one in reversed(self.entries):
            same = (unit and one.unit == unit) or (folder and one.folder == folder)
            if same and _plain(one.name) == _plain(name):
                return one
        return None

    def base_of(self, digest: str, number: int = 0) -> str:
        """Return a draft as it was imported; empty where it is no longer kept."""
        file = self.root / digest / f"{number}-{_BASE}"
        return file.read_text("utf-8") if file.exists() else ""

    def keep(
        self, files: Sequence[Path], entry: Entry, bases: Sequence[str], *, in_git: bool
    ) -> None:
        """Keep a story with its pictures, and the drafts that were made of it."""
        own = self.root / entry.digest
        own.mkdir(parents=True, exist_ok=True)
        ignored = self.root / IGNORED
        if in_git and ignored.exists():
            ignored.unlink()
        elif not in_git and not ignored.exists():
            replaced(ignored, b"*\n")
        for file in files:
            replaced(own / safe_path(file.name), file.read_bytes())
        for number, base in enumerate(bases):
            replaced(own / f"{number}-{_BASE}", base.encode())
        self.entries = [one for one in self.entries if one.digest != entry.digest] + [entry]
        self._write()

    def forget_old(self, now: datetime, days: int | None) -> Iterator[Entry]:
        """Delete the files that are kept longer than the office wants, and yield them."""
        if days is None:
            return
        before = (now - timedelta(days=days)).isoformat(" ")
        yield from self.forget([one.digest for one in self.entries if one.received < before])

    def forget(self, digests: list[str]) -> Iterator[Entry]:
        """Delete files and what was made of them, and yield them; they stay known by digest."""
        for place, one in enumerate(self.entries):
            if one.digest in digests and not one.gone:
                shutil.rmtree(self.root / one.digest, ignore_errors=True)
                self.entries[place] = replace(one, gone=True)
                yield one
        if self.entries:
            self._write()

    def _write(self) -> None:
        rows = [asdict(one) for one in self.entries]
        text = json.dumps({"files": rows}, ensure_ascii=False, indent=1)
        self.root.mkdir(parents=True, exist_ok=True)
        replaced(self._index, f"{text}\n".encode())


_VERSION = re.compile(
    r"[\s（(【\[_—-]*(?:[（(]\d{1,2}|副本|[vV]\d{1,2}|(?:第?[\d一二三四五]{1,2}[次稿])|"
    r"(?:最终|最新|修改|修订|更正|订正|定|终|新|改|正式)(?:[稿版]|后)?)[\s）)】\]]*$"
)
_SPARED = 2
"""Characters that are left of a name, whatever it ends with."""


def _plain(name: str) -> str:
    """Return the name of a file without its suffix and without what tells versions apart."""
    stem = name.rpartition(".")[0] or name
    while (found := _VERSION.search(stem, _SPARED)) and found[0]:
        stem = stem[: found.start()]
    return stem


_DIGEST = re.compile(r"(?m)^imported:\n(?: +.*\n)*? +digest: ['\"]?([0-9a-f]{16})")


def digests_in(source: str) -> list[str]:
    """Return the digests of the files that a post was imported from."""
    return _DIGEST.findall(source)
