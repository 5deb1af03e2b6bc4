"""The output folder, and the manifest of what zhuanlan wrote into it.

Writing has two halves. Any process may `put` files: those that differ from the published ones are
laid aside in a stage. Only when all are there does one process `commit` them, each by an atomic
replace; until then nothing that is published has changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.write import MANIFEST
from zhuanlan.write.bytes import differs, write
from zhuanlan.write.manifest import digest_of, encoded, files_of, manifest_bytes
from zhuanlan.write.place import STAGE
from zhuanlan.write.precompressed import FORMS, forms_of
from zhuanlan.write.swap import swapped

_ALONE = ".zhuanlan-new"
"""Where a single file waits that is about to replace another."""


@dataclass(slots=True)
class Written:
    """What a build did to the output."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Staged:
    """A file of the site, and whether it waits in the stage, since the published one differs."""

    path: str
    digest: str
    waiting: bool


class Output:
    """One build's way into the output folder."""

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        self.folder = folder
        self._whole = whole
        data = manifest_bytes(folder)
        self._ours = files_of(folder, data)
        self.manifest = digest_of(data)
        """Digest of the list of the files that zhuanlan wrote; known to differ once they do."""
        self._stage = folder / STAGE
        self._prefix = f"{folder.absolute()}{os.sep}"  # the same for workers that started elsewhere
        self._stage_prefix = f"{self._prefix}{STAGE}{os.sep}"
        self._staged: set[str] = set()
        """Folders made in the stage by this process."""
        self._links: dict[str, list[str]] = {}

    @property
    def files(self) -> Collection[str]:
        """The files that zhuanlan wrote, by the list of them that stands there now."""
        return self._ours

    def open(self, files: Iterable[str]) -> None:
        """Prepare for writing `files`.

        Raises ProblemError if a foreign file is in the way, or a link that leads out of the folder.
        """
        files = list(files) if self.folder.exists() else []
        message = N_("a file that is not zhuanlan's stands where a page belongs")
        foreign = [path for path in files if path not in self._ours and self._taken(path)]
        links = {parent for path in files for parent in self._linked_parents(path)}
        if in_the_way := [*foreign, *sorted(links)]:
            raise ProblemError(
                Problem(str(self.folder / path), 0, 0, message, {}, N_("move it away"))
                for path in in_the_way
            )
        shutil.rmtree(self._stage, ignore_errors=True)
        self._stage.mkdir(parents=True)

    def complete(self) -> bool:
        """Tell whether all that zhuanlan wrote is still there."""
        found: dict[str, set[str]] = {}
        for path in self._ours:
            folder, _, name = path.rpartition("/")
            if folder not in found:
                if self._linked_parents(path):
                    return False
                try:
                    found[folder] = {entry.name for entry in os.scandir(self.folder / folder)}
                except OSError:
                    return False
            if name not in found[folder]:
                return False
        return True

    def _taken(self, path: str) -> bool:
        """Tell whether something foreign stands at a path; our own old folders give way."""
        file = self.folder / path
        if file.is_dir() and not file.is_symlink():
            inside = (f.relative_to(self.folder).as_posix() for f in file.rglob("*") if f.is_file())
            return any(other not in self._ours for other in inside)
        return file.exists() or file.is_symlink()

    def _linked_parents(self, path: str) -> list[str]:
        folder = path.rpartition("/")[0]
        if not folder:
            return []
        if folder not in self._links:
            linked = os.path.islink(self._prefix + folder)  # noqa: PTH114 - once per folder
            self._links[folder] = [*self._linked_parents(folder), *([folder] if linked else [])]
        return self._links[folder]

    def put(self, path: str, data: bytes) -> Staged:
        """Lay a file aside if it differs from the published one; in any process."""
        digest = digest_of(data)
        if self._ours and not differs(f"{self._prefix}{path}", data):
            return Staged(path, digest, waiting=False)
        waiting = self._waiting(path)
        folder = path.rpartition("/")[0]
        if folder not in self._staged:
            self._staged.add(folder)
            os.makedirs(os.path.dirname(waiting), exist_ok=True)  # noqa: PTH103, PTH120
        write(waiting, data)
        return Staged(path, digest, waiting=True)

    def put_with_forms(self, path: str, data: bytes) -> list[Staged]:
        """Lay a file aside with its compressed forms; those of one that did not change stay."""
        file = self.put(path, data)
        forms = ((path + ending, FORMS[ending]) for ending in forms_of(path))
        return [
            file,
            *(
                (not file.waiting and self._intact(form)) or self.put(form, make(data))
                for form, make in forms
            ),
        ]

    def _intact(self, path: str) -> Staged | None:
        digest = self._ours.get(path)
        with suppress(OSError):
            if digest and digest == digest_of(Path(self._prefix + path).read_bytes()):
                return Staged(path, digest, waiting=False)
        return None

    def _waiting(self, path: str) -> str:
        return self._stage_prefix + path

    def commit(self, files: Sequence[Staged], gone: Iterable[str] | None = None) -> Written:
        """Publish what waits, and remove files that are `gone`.

        Without `gone`, `files` is all there is: what earlier builds wrote besides is removed. An
        output that is published as a `whole` is a new folder in the place of the old one.
        """
        if not self._whole:
            return self._commit(files, gone)
        folder, prefix = self.folder, self._prefix
        try:
            with swapped(folder, STAGE) as new:
                self.folder, self._prefix = new, f"{new}{os.sep}"
                return self._commit(files, gone)
        finally:
            self.folder, self._prefix = folder, prefix

    def _commit(self, files: Sequence[Staged], gone: Iterable[str] | None) -> Written:
        result = Written()
        new = {file.path: file.digest for file in files}
        stale = sorted(self._ours.keys() - new.keys() if gone is None else gone)
        left = set(stale)
        kept = {} if gone is None else {p: d for p, d in self._ours.items() if p not in left}
        result.unchanged = len(kept.keys() - new.keys())
        digests = kept | new
        # named beforehand, so that a build that is cut off leaves no file of unknown origin
        either = {
            path: "|".join(sorted({digests.get(path, ""), self._ours.get(path, "")} - {""}))
            for path in digests.keys() | self._ours.keys()
        }
        if either != self._ours:
            self._write_manifest(either)
        folders = {os.path.dirname(path) for path in new}  # noqa: PTH120 - once per file
        folders |= {p.as_posix() for folder in folders for p in PurePosixPath(folder).parents}
        result.removed += self._remove(path for path in stale if _in_the_way(path, new, folders))
        moved = self._move_new_folders(new)
        for folder in sorted(folders):
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        for file in files:
            if not file.waiting:
                result.unchanged += 1
                continue
            if file.path.partition("/")[0] not in moved:
                os.replace(self._waiting(file.path), self._prefix + file.path)  # noqa: PTH105 - once per file
            result.written.append(file.path)
        # where case does not count, an old name may be that of a new file
        folded = {path.casefold(): path for path in digests} if stale else {}
        result.removed += self._remove(
            path for path in stale if not self._same_file(path, folded.get(path.casefold()))
        )
        self.manifest = self._write_manifest(digests)
        self._ours = digests
        return result

    def replace(self, path: str, data: bytes) -> None:
        """Publish one file of ours at once; `note` is to follow."""
        self._stage.mkdir(parents=True, exist_ok=True)
        old, new = self._ours.get(path, ""), digest_of(data)
        # named beforehand, as in `commit`
        self._write_manifest({**self._ours, path: "|".join(sorted({old, new} - {""}))})
        waiting = self._waiting(_ALONE)
        write(waiting, data)
        os.replace(waiting, self._prefix + path)  # noqa: PTH105 - while somebody waits
        self._ours[path] = new

    def note(self) -> str:
        """Write down what was replaced; return the digest of the list."""
        self._stage.mkdir(parents=True, exist_ok=True)
        self.manifest = self._write_manifest(self._ours)
        return self.manifest

    def _move_new_folders(self, files: Iterable[str]) -> set[str]:
        """Publish the top folders that are not there yet, each as a whole; return their names."""
        tops = {path.partition("/")[0] for path in files if "/" in path}
        new = {top for top in tops if not os.path.lexists(self._prefix + top)}
        for top in new:
            (self._stage / top).replace(self.folder / top)
        return new

    def _same_file(self, old: str, new: str | None) -> bool:
        try:
            return new is not None and (self.folder / old).samefile(self.folder / new)
        except OSError:
            return False

    def _remove(self, paths: Iterable[str]) -> list[str]:
        """Remove files as we wrote them; one that somebody has changed since is left alone."""
        removed = []
        for path in paths:
            file = self.folder / path
            try:
                if digest_of(file.read_bytes()) not in self._ours[path].split("|"):
                    continue
                file.unlink()
            except OSError:  # gone, or no file of ours any more
                continue
            removed.append(path)
            for folder in file.relative_to(self.folder).parents:
                if folder != Path():
                    with suppress(OSError):  # not empty: something else lives there
                        (self.folder / folder).rmdir()
        return removed

    def close(self) -> None:
        """Take the stage away, whatever happened."""
        shutil.rmtree(self._stage, ignore_errors=True)
        with suppress(OSError):  # only where the folder was made for nothing
            self.folder.rmdir()

    def _write_manifest(self, digests: Mapping[str, str]) -> str:
        staged = self.put(MANIFEST, encoded(digests))
        if staged.waiting:
            os.replace(self._waiting(MANIFEST), self.folder / MANIFEST)  # noqa: PTH105
        return staged.digest


def _in_the_way(path: str, files: Mapping[str, str], folders: set[str]) -> bool:
    """Tell whether an old file stands where a folder is needed, or in a folder where a file is."""
    parents = (parent.as_posix() for parent in PurePosixPath(path).parents)
    return path in folders or any(parent in files for parent in parents)
