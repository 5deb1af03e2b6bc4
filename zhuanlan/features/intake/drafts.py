"""From a file to drafts on disk: which importer takes it, what they are called, how they land."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.importers import Draft, Importer
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.load.content import is_markdown, is_scratch
from zhuanlan.scaffold import slug_of
from zhuanlan.write.atomic import replaced

_HEAD = 4096
"""Bytes of a file by which importers know it."""


_PACKED = {".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
"""Suffixes of archives that need a program of their own."""


def importer_of(file: Path, registry: Registry, path: str) -> Importer:
    """Return the importer of a file: by its name, and where that is not enough by its bytes.

    Raises ProblemError where none takes it; `path` is how problems name it.
    """
    if found := taken_by(file, registry, path):
        return found
    everyone: Mapping[str, Importer] = registry.importers
    allowed = ", ".join(sorted(suffix for one in everyone.values() for suffix in one.suffixes))
    message = N_("no importer takes this file")
    hint = N_("save it as one of: {allowed}")
    if file.suffix.lower() in _PACKED:
        hint = N_("unpack it and import the folder, or pack it as .zip")
    raise ProblemError([Problem(path, 0, 0, message, {"allowed": allowed}, hint)])


def taken_by(file: Path, registry: Registry, path: str) -> Importer | None:
    """Return the importer of a file, or None; raises ProblemError for one that cannot be read."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        message = N_("the file cannot be read: {reason}")
        values = {"reason": system_reason(error)}
        raise ProblemError([Problem(path, 0, 0, message, values)]) from None
    everyone: Mapping[str, Importer] = registry.importers
    named = [one for one in everyone.values() if file.suffix.lower() in one.suffixes]
    if len(named) == 1:
        return named[0]
    for one in named or everyone.values():
        if one.takes is not bool and one.takes(head):
            return one
    return None


def is_taken(registry: Registry, file: Path) -> bool:
    """Tell whether an importer takes a file; what cannot be read is taken by none."""
    try:
        return taken_by(file, registry, str(file)) is not None
    except ProblemError:
        return False


def read(
    file: Path, registry: Registry, path: str, hosts: Collection[str] = ()
) -> tuple[list[Draft], list[Problem]]:
    """Return the drafts that a file holds, and what is lost; raises ProblemError.

    Pictures of `hosts` are fetched, of no others.
    """
    importer = importer_of(file, registry, path)
    try:
        fetching = importer.fetching if hosts else None
        drafts, lost = fetching(file, hosts) if fetching else importer.drafts(file)
        drafts = list(drafts)
    except ProblemError as error:
        raise ProblemError(_named(error.problems, file, path)) from None
    except (TypeError, ValueError) as error:
        message = N_("the importer of this file fails: {reason}")
        values = {"reason": f"{type(error).__name__}: {error}"}
        raise ProblemError([Problem(path, 0, 0, message, values)]) from error
    problems = [Problem(path, one.line, 0, one.message, one.values) for one in lost]
    if not drafts:
        raise ProblemError([*problems, Problem(path, 0, 0, N_("the file holds no text"))])
    return drafts, problems


def _named(problems: Iterable[Problem], file: Path, path: str) -> Iterator[Problem]:
    """Name a file that was unpacked as it came in."""
    for one in problems:
        yield replace(one, path=one.path.replace(str(file), path))


def write(files: Mapping[Path, bytes]) -> None:
    """Write all files or, where one cannot be written, none that is new; raises OSError."""
    made: list[Path] = []
    try:
        for path, data in files.items():
            for folder in reversed([one for one in path.parents if not one.exists()]):
                folder.mkdir()
                made.append(folder)
            if not path.exists():
                made.append(path)
            replaced(path, data)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def beside(files: Mapping[str, bytes], path: str) -> dict[str, bytes]:
    """Return the files of a draft by names within its folder, whatever the file says.

    Raises ProblemError for a name that is none of a picture or attachment, and for two of one.
    """
    found: dict[str, bytes] = {}
    for name, data in files.items():
        own = Path(name.replace("\\", "/")).name
        if own in found or not _is_publishable(own):
            message = N_("“{name}” cannot be the name of a picture or attachment")
            raise ProblemError([Problem(path, 0, 0, message, {"name": name})])
        found[own] = data
    return found


def _is_publishable(name: str) -> bool:
    """Tell whether a build would take a file for one that a post mentions, and not for a post."""
    return name.isprintable() and not (name in ("", "..") or is_markdown(name) or is_scratch(name))


def free_name(title: str, folder: Path, taken: Iterable[Path]) -> str:
    """Return a name for a draft: its title's reading, with a number where others have it."""
    others = {*taken}
    for name in _names(title):
        file, own = folder / f"{name}.md", folder / name
        if not (file.exists() or own.exists() or {file, own / "index.md"} & others):
            return name
    raise AssertionError


def _names(title: str) -> Iterator[str]:
    slug = slug_of(title) or "draft"
    yield slug
    yield from (f"{slug}-{number}" for number in range(2, 1_000_000))
