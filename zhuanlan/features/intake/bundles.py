"""What came in → bundles: a story with the pictures and attachments that go with it."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake import mail
from zhuanlan.features.intake.archives import Budget, unpacked
from zhuanlan.load.content import is_scratch

PICTURES = frozenset("jpg jpeg png webp gif avif bmp tif tiff heic heif".split())
ATTACHMENTS = frozenset("pdf mp4 mp3 xlsx csv xls et ods ppt pptx dps ofd webm m4a wav".split())
"""Suffixes of what is attached to a story; a spreadsheet that comes alone is a story."""

_NESTED = 1
"""Archives within an archive that are unpacked."""


@dataclass
class Bundle:
    """A story file, and what goes with it; `path` is how problems and reports name the story."""

    story: Path
    path: str
    pictures: list[Path] = field(default_factory=list)
    attachments: list[Path] = field(default_factory=list)
    folders: tuple[str, ...] = ()
    """The folders that it came in, from the outermost; an archive and a mail are folders."""
    subject: str = ""
    """The subject of the mail that it is the text of."""


@dataclass
class Sorted:
    """All that came in."""

    bundles: list[Bundle] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Files that could not be read at all."""
    passed: list[Problem] = field(default_factory=list)
    """What was left out, and why."""


def sorted_out(files: Iterable[Path], unpack: Path, is_story: Callable[[Path], bool]) -> Sorted:
    """Sort files, folders, archives and mails into bundles; archives are unpacked into `unpack`.

    `is_story` tells whether an importer takes a file. A file that fails stops no other.
    """
    found = Sorted()
    sorter = _Sorter(found, unpack, is_story)
    alone: dict[Path, list[Path]] = defaultdict(list)
    for file in files:
        if file.is_dir():
            sorter.folder(file, file, (file.resolve().name,), file.as_posix())
        elif file.suffix.lower() in _CONTAINERS:
            sorter.container(file, file.as_posix(), (), Budget(), _NESTED)
        else:
            alone[file.parent].append(file)
    for together in alone.values():
        sorter.files([(file, file.as_posix()) for file in together], (), given=True)
    return found


_CONTAINERS = {".zip", ".eml"}


class _Sorter:
    def __init__(self, found: Sorted, unpack: Path, is_story: Callable[[Path], bool]) -> None:
        self._found, self._unpack, self._is_story = found, unpack, is_story
        self._count = 0

    def _room(self) -> Path:
        self._count += 1
        room = self._unpack / str(self._count)
        room.mkdir(parents=True)
        return room

    def container(
        self, file: Path, path: str, above: tuple[str, ...], budget: Budget, nested: int
    ) -> None:
        """Unpack an archive or a mail, and sort what it holds."""
        room = self._room()
        subject = ""
        try:
            if file.suffix.lower() == ".eml":
                _, subject = mail.unpacked(file, room, path)
                subject = subject or file.stem
            else:
                _, passed = unpacked(file, room, budget, path)
                self._found.passed += passed
        except ProblemError as error:
            self._found.problems += error.problems
            shutil.rmtree(room, ignore_errors=True)
            return
        except OSError as error:
            message = N_("the file cannot be read: {reason}")
            values = {"reason": system_reason(error)}
            self._found.problems.append(Problem(path, 0, 0, message, values))
            return
        self.folder(room, room, (*above, file.stem), path, subject, budget, nested)

    def folder(
        self,
        root: Path,
        folder: Path,
        above: tuple[str, ...],
        path: str,
        subject: str = "",
        budget: Budget | None = None,
        nested: int = _NESTED,
    ) -> list[Path]:
        """Sort what lies in a folder; return the pictures of one that has no story of its own."""
        own: list[tuple[Path, str]] = []
        stray: list[Path] = []
        before = len(self._found.bundles)
        for one in sorted(folder.iterdir()):
            named = f"{path}/{one.relative_to(folder).as_posix()}"
            if is_scratch(one.name):
                message = N_("“{name}” is left out: a scratch file of a program or system")
                self._found.passed.append(Problem(path, 0, 0, message, {"name": one.name}))
            elif one.is_symlink():
                message = N_("“{name}” is left out: it is a link, and no file")
                self._found.passed.append(Problem(path, 0, 0, message, {"name": one.name}))
            elif one.is_dir() and _is_of_page(one):
                message = N_("“{name}” is left out: its pictures are shown by the web page beside")
                self._found.passed.append(Problem(path, 0, 0, message, {"name": one.name}))
            elif one.is_dir():
                stray += self.folder(root, one, (*above, one.name), named, "", budget, nested)
            elif one.suffix.lower() in _CONTAINERS:
                if nested:
                    self.container(one, named, above, budget or Budget(), nested - 1)
                else:
                    message = N_("archives within archives within archives are not unpacked")
                    self._found.problems.append(Problem(named, 0, 0, message))
            else:
                own.append((one, named))
        inner = len(self._found.bundles) > before
        top = folder == root
        return self.files(own, above, stray, subject=subject, inner=inner, top=top)

    def files(
        self,
        files: Sequence[tuple[Path, str]],
        folders: tuple[str, ...],
        stray: Sequence[Path] = (),
        *,
        subject: str = "",
        inner: bool = False,
        top: bool = True,
        given: bool = False,
    ) -> list[Path]:
        """Make bundles of files that lie together; return pictures that no story goes with.

        Of files that were `given` one by one each is a story that may be one; among others a PDF
        or a spreadsheet is attached to the story that it lies beside. `inner` tells whether mails
        or archives among them held stories.
        """
        pictures = [file for file, _ in files if _suffix(file) in PICTURES]
        others = [(file, path) for file, path in files if _suffix(file) not in PICTURES]
        stories = [(file, path) for file, path in others if self._is_story(file)]
        if subject and (inner or len(stories) > 1):
            stories = self._without_cover_letter(stories)
        texts = [one for one in stories if _suffix(one[0]) not in ATTACHMENTS]
        stories = stories if given else texts or stories
        bundles = [Bundle(file, path, folders=folders) for file, path in stories]
        for bundle in bundles:
            bundle.subject = subject if bundle.story.name == mail.BODY else ""
        rest = {path: file for file, path in others if (file, path) not in stories}
        attached = [file for file in rest.values() if _suffix(file) in ATTACHMENTS]
        left = _share(bundles, [*pictures, *stray], attached)
        self._found.bundles += bundles
        self._found.bundles += [  # nobody takes them, and whoever reads them says so
            Bundle(file, path, folders=folders)
            for path, file in rest.items()
            if file not in attached and file.name != mail.BODY
        ]
        loose = [one for one in left if _suffix(one) in PICTURES]
        if not bundles and not top:
            return loose
        for one in left if bundles or top else []:
            message = N_(
                "“{name}” goes with none of the stories: give both one name, or one folder"
            )
            if not self._found.bundles:
                message = N_("“{name}” came without a story: put the story beside it")
            where = files[0][1] if files else "–"
            self._found.problems.append(Problem(where, 0, 0, message, {"name": one.name}))
        return []

    def _without_cover_letter(self, stories: Sequence[tuple[Path, str]]) -> list[tuple[Path, str]]:
        """Leave out the text of a mail whose stories are attached."""
        for file, path in stories:
            if file.name == mail.BODY:
                message = N_("the text of the mail is left out: its stories are attached")
                self._found.passed.append(Problem(path, 0, 0, message))
        return [one for one in stories if one[0].name != mail.BODY]


def _is_of_page(folder: Path) -> bool:
    """Tell whether a browser made a folder for what a page shows, beside the page."""
    stem = re.sub(r"(?:_files|\.files|_文件)$", "", folder.name)
    pages = (folder.with_name(f"{stem}{suffix}") for suffix in (".html", ".htm"))
    return stem != folder.name and any(page.exists() for page in pages)


def _suffix(file: Path) -> str:
    return file.suffix.lower().removeprefix(".")


def _has_folder_for(file: Path, story: Path) -> bool:
    """Tell whether a file lies in a folder that is named as a story, and not beside the story.

    The folder that they share says nothing: all that came together lies in it.
    """
    name = file.parent.name
    return file.parent != story.parent and (story.stem in name or name in story.stem)


def _share(
    bundles: Sequence[Bundle], pictures: Iterable[Path], attached: Iterable[Path]
) -> list[Path]:
    """Give pictures and attachments to the story that they belong to; return what is left.

    A single story gets all; of several the one whose name a file begins with, the longest first,
    or in whose name's folder it lies.
    """
    left = []
    order = sorted(bundles, key=lambda bundle: -len(bundle.story.stem))
    for file in [*pictures, *attached]:
        owner = bundles[0] if len(bundles) == 1 else None
        for bundle in order if owner is None else ():
            stem = bundle.story.stem
            if file.stem.startswith(stem) or _has_folder_for(file, bundle.story):
                owner = bundle
                break
        if owner is None:
            left.append(file)
        elif _suffix(file) in PICTURES:
            owner.pictures.append(file)
        else:
            owner.attachments.append(file)
    return left
