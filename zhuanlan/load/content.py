"""What lies in the content folder, and what each file is by its place."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zhuanlan.i18n import N_
from zhuanlan.problems import Problem

_BY_THE_WAY = (".", "~$", "#")
_LEFT_OVERS = ("~", ".tmp", ".swp", ".bak", ".part")
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

CAMPAIGN_FILE = "campaign.yaml"


@dataclass(slots=True)
class Content:
    """The files by their role; paths are relative to the content folder, with `/`."""

    campaigns: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    assets: dict[str, int] = field(default_factory=dict)
    """Everything else with its size in bytes: pictures, videos, attachments."""
    problems: list[Problem] = field(default_factory=list)
    states: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Size in bytes and time of change in nanoseconds of each file."""
    real_names: dict[str, str] = field(default_factory=dict)
    """Paths on disk that are not in Unicode form C, by those that are."""

    @property
    def sources(self) -> list[str]:
        """All Markdown files."""
        return [*self.posts, *self.pages]


def is_scratch(name: str) -> bool:
    """Tell by its name whether a file is no content: an editor's scratch file, or the system's."""
    return _is_passed_over(name) or name.endswith(_LEFT_OVERS)


def _is_passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name is not looked into."""
    return name.startswith(_BY_THE_WAY) or name.lower() in _OF_THE_SYSTEM


def walk(root: Path) -> Content:
    """List the content folder; scratch files are passed over, what cannot be read is a problem."""
    content = Content()
    for path, size, changed in sorted(_files(root, "", content.problems)):
        name = unicodedata.normalize("NFC", path)
        if name != path:
            content.real_names[name] = path
        content.states[name] = size, changed
        _place(content, name, size)
    known = set(content.campaigns)
    for folder in sorted({p.split("/")[0] for p in content.sources if "/" in p}):
        if folder not in known:
            path = f"{folder}/{CAMPAIGN_FILE}"
            message = N_("the folder holds posts but no campaign.yaml")
            content.problems.append(Problem(path, 0, 0, message))
    return content


def _place(content: Content, path: str, size: int) -> None:
    """Tell what a file is by its place."""
    parts = path.split("/")
    name = parts[-1].lower()

    def wrong(message: str, hint: str) -> None:
        content.problems.append(Problem(path, 0, 0, message, {}, hint))

    if len(parts) == 2 and parts[1] == CAMPAIGN_FILE:
        content.campaigns.append(parts[0])
    elif len(parts) == 2 and name in ("campaign.yaml", "campaign.yml"):
        wrong(N_("this is not read under that name"), N_("rename it to campaign.yaml"))
    elif name.endswith((".markdown", ".mdown", ".md.txt")):
        wrong(N_("this is not read under that name"), N_("let the name end in .md"))
    elif not name.endswith(".md"):
        content.assets[path] = size
    elif len(parts) <= 2:
        content.pages.append(path)
    elif len(parts) == 3 or (len(parts) == 4 and name == "index.md"):
        content.posts.append(path)
    elif len(parts) == 4:
        wrong(N_("a post in a folder of its own is its index.md"), N_("rename it to index.md"))
    else:
        wrong(
            N_("a Markdown file lies too deep"),
            N_("a post is <campaign>/<column>/<post>.md or …/<post>/index.md"),
        )


def _files(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, int, int]]:
    """Yield each file with its size in bytes and its time of change in nanoseconds."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if _is_passed_over(name):
                continue
            path = prefix + name
            if not _is_unicode(name):
                shown = path.encode("utf-8", "backslashreplace").decode()
                message = N_("the file name is not UTF-8, so it cannot be read")
                problems.append(Problem(shown, 0, 0, message, {}, N_("rename the file")))
            elif entry.is_symlink():
                message = N_("symbolic links are not followed")
                problems.append(Problem(path, 0, 0, message, {}, N_("put the file itself here")))
            elif entry.is_dir():
                yield from _files(Path(entry.path), path + "/", problems)
            elif not entry.is_file():
                problems.append(Problem(path, 0, 0, N_("this is no ordinary file")))
            elif not name.endswith(_LEFT_OVERS):
                status = entry.stat()
                yield path, status.st_size, status.st_mtime_ns


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
