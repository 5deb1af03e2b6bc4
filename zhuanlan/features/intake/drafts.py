"""From a file to drafts on disk: which importer takes it, and what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft, Importer
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.load.content import is_markdown, is_scratch
from zhuanlan.scaffold import dumped, slug_of
from zhuanlan.write.atomic import replaced

_HEAD = 4096
"""Bytes of a file by which importers know it."""


def imported(
    file: Path, into: Path, registry: Registry, now: datetime
) -> tuple[list[Path], list[Problem]]:
    """Write the drafts that a file holds into a folder, and return their files and what is lost.

    Raises ProblemError where no importer takes the file, where it holds nothing, and where a draft
    would replace a file: nothing of it is written then.
    """
    importer = _importer(file, registry)
    try:
        drafts, lost = importer.drafts(file)
    except (TypeError, ValueError) as error:
        message = N_("the importer of this file fails: {reason}")
        values = {"reason": f"{type(error).__name__}: {error}"}
        raise ProblemError([Problem(str(file), 0, 0, message, values)]) from error
    problems = [Problem(str(file), one.line, 0, one.message, one.values) for one in lost]
    files: dict[Path, bytes] = {}
    for draft in drafts:
        if not draft.matter.get("date"):
            message = N_("“{title}” has no date: today's is written")
            problems.append(Problem(str(file), 0, 0, message, {"title": draft.title}))
        files |= _files(draft, file, into, now, files)
    if not files:
        raise ProblemError([*problems, Problem(str(file), 0, 0, N_("the file holds no text"))])
    if taken := [path for path in files if path.exists()]:
        message = N_("the file exists already, and stays as it is")
        raise ProblemError(Problem(str(path), 0, 0, message) for path in taken)
    _write(files)
    return [path for path in files if path.suffix == ".md"], problems


def _write(files: Mapping[Path, bytes]) -> None:
    """Write all files or, where one cannot be written, none; raises OSError."""
    made: list[Path] = []
    try:
        for path, data in files.items():
            for folder in reversed([one for one in path.parents if not one.exists()]):
                folder.mkdir()
                made.append(folder)
            replaced(path, data)
            made.append(path)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _importer(file: Path, registry: Registry) -> Importer:
    """Return the importer of a file: by its name, and where that is not enough by its bytes."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        message = N_("the file cannot be read: {reason}")
        values = {"reason": error.strerror or type(error).__name__}
        raise ProblemError([Problem(str(file), 0, 0, message, values)]) from None
    everyone: Mapping[str, Importer] = registry.importers
    named = [one for one in everyone.values() if file.suffix.lower() in one.suffixes]
    if len(named) == 1:
        return named[0]
    for one in named or everyone.values():
        if one.takes is not bool and one.takes(head):
            return one
    allowed = ", ".join(sorted(suffix for one in everyone.values() for suffix in one.suffixes))
    message = N_("no importer takes this file")
    hint = N_("save it as one of: {allowed}")
    raise ProblemError([Problem(str(file), 0, 0, message, {"allowed": allowed}, hint)])


def _files(
    draft: Draft, file: Path, into: Path, now: datetime, taken: Mapping[Path, bytes]
) -> Mapping[Path, bytes]:
    """Return the files of a draft: one, or a folder with what it mentions; raises ProblemError."""
    matter = {"title": draft.title, "date": now.date(), **draft.matter, "status": "draft"}
    text = f"---\n{dumped(matter)}---\n\n{draft.body.strip()}\n".encode()
    for name in _names(draft.title):
        post = into / name / "index.md" if draft.files else into / f"{name}.md"
        if post not in taken:
            break
    beside: dict[str, bytes] = {}
    for name, data in draft.files.items():
        own = Path(name.replace("\\", "/")).name  # within its folder, whatever the file says
        if own in beside or not _is_publishable(own):
            message = N_("“{name}” cannot be the name of a picture or attachment")
            raise ProblemError([Problem(str(file), 0, 0, message, {"name": name})])
        beside[own] = data
    return {post: text, **{post.parent / own: data for own, data in beside.items()}}


def _names(title: str) -> Iterator[str]:
    """Yield names for a draft: its title's reading, and others where a file holds two of one."""
    slug = slug_of(title) or "draft"
    yield slug
    yield from (f"{slug}-{number}" for number in range(2, 10_000))


def _is_publishable(name: str) -> bool:
    """Tell whether a build would take a file for one that a post mentions, and not for a post."""
    return name.isprintable() and not (name in ("", "..") or is_markdown(name) or is_scratch(name))
