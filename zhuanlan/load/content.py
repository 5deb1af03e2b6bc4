"""What lies in the content folder, and what each file is by its place."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem

_BY_THE_WAY = (".", "~$", "#")
_LEFT_OVERS = ("~", ".tmp", ".swp", ".bak", ".part")
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

CAMPAIGN_FILE = "campaign.yaml"

BOOKS = "books"
"""The folder of a campaign that holds its books: never a column, and never published as it is."""


@dataclass(slots=True)
class Content:
    """The files by their role; paths are relative to the content folder, with `/`."""

    campaigns: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    assets: dict[str, int] = field(default_factory=dict)
    """Everything else with its size in bytes: pictures, videos, attachments."""
    books: list[str] = field(default_factory=list)
    """Files with the rows of books."""
    problems: list[Problem] = field(default_factory=list)
    states: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Size in bytes and time of change in nanoseconds of each file."""
    real_names: dict[str, str] = field(default_factory=dict)
    """Paths on disk that are not in Unicode form C, by those that are."""
    unread: set[str] = field(default_factory=set)
    """Files and folders that are not read because of a problem, also under the right names."""
    undeclared: list[str] = field(default_factory=list)
    """Folders of campaigns without a campaign.yaml that can be read."""

    @property
    def sources(self) -> list[str]:
        """All Markdown files."""
        return [*self.posts, *self.pages]


def is_markdown(path: str) -> bool:
    """Tell by its name whether a file is a post or page; capitals do not count."""
    return path.lower().endswith(".md")


def is_scratch(name: str) -> bool:
    """Tell by its name whether a file is no content: an editor's scratch file, or the system's."""
    return _is_passed_over(name) or name.endswith(_LEFT_OVERS)


def _is_passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name is not looked into."""
    return name.startswith(_BY_THE_WAY) or name.lower() in _OF_THE_SYSTEM


def walk(root: Path) -> Content:
    """List the content folder; scratch files are passed over, what cannot be read is a problem."""
    content = Content()
    for path, size, changed in sorted(_files(root, "", content)):
        name = unicodedata.normalize("NFC", path)
        if name != path:
            content.real_names[name] = path
        content.states[name] = size, changed
        _place(content, name, size)
    known = set(content.campaigns)
    with_posts = {p.split("/")[0] for p in content.sources if "/" in p}
    misnamed = {p.split("/")[0] for p in content.unread if p.split("/")[1:] == [CAMPAIGN_FILE]}
    content.undeclared = sorted((with_posts | misnamed) - known)
    for folder in content.undeclared:
        if folder not in misnamed:
            path = f"{folder}/{CAMPAIGN_FILE}"
            message = N_("the folder holds posts but no campaign.yaml")
            content.problems.append(Problem(path, 0, 0, message))
    return content


def _place(content: Content, path: str, size: int) -> None:
    """Tell what a file is by its place."""
    parts = path.split("/")
    name = parts[-1].lower()

    def wrong(message: str, hint: str, right: str) -> None:
        content.problems.append(Problem(path, 0, 0, message, {}, hint))
        content.unread |= {path, right}

    if len(parts) == 2 and parts[1] == CAMPAIGN_FILE:
        content.campaigns.append(parts[0])
    elif len(parts) == 2 and name in ("campaign.yaml", "campaign.yml"):
        right = f"{parts[0]}/{CAMPAIGN_FILE}"
        wrong(N_("this is not read under that name"), N_("rename it to campaign.yaml"), right)
    elif len(parts) > 2 and parts[1] == BOOKS:
        content.books.append(path)
    elif name.endswith((".markdown", ".mdown", ".md.txt")):
        stem = path[: -len(".txt")] if name.endswith(".txt") else path
        right = f"{stem.rpartition('.')[0]}.md"
        wrong(N_("this is not read under that name"), N_("let the name end in .md"), right)
    elif not is_markdown(name):
        content.assets[path] = size
    elif len(parts) <= 2:
        content.pages.append(path)
    elif len(parts) == 3 or (len(parts) == 4 and name == "index.md"):
        content.posts.append(path)
    elif len(parts) == 4:
        right = f"{path.rpartition('/')[0]}/index.md"
        message = N_("a post in a folder of its own is its index.md")
        wrong(message, N_("rename it to index.md"), right)
    else:
        wrong(
            N_("a Markdown file lies too deep"),
            N_("a post is <campaign>/<column>/<post>.md or …/<post>/index.md"),
            path,
        )


def _files(folder: Path, prefix: str, content: Content) -> Iterator[tuple[str, int, int]]:
    """Yield each file with its size in bytes and its time of change in nanoseconds."""
    names: dict[str, str] = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=attrgetter("name")):  # of two alike always the same one
            name = entry.name
            if _is_passed_over(name):
                continue
            path = prefix + name
            if not _is_unicode(name):
                message = N_("the file name is not UTF-8, so it cannot be read")
                shown = path.encode("utf-8", "backslashreplace").decode()
                content.unread.add(prefix + _in_gb18030(name))
                content.problems.append(Problem(shown, 0, 0, message, {}, N_("rename the file")))
                continue
            first = names.setdefault(name.casefold() if name.isascii() else _key(name), name)
            if first is not name:
                _refuse(content, path, *_alike(first, name))
            elif entry.is_symlink():
                message = N_("symbolic links are not followed")
                _refuse(content, path, message, {}, N_("put the file itself here"))
            elif entry.is_dir():
                yield from _files(Path(entry.path), path + "/", content)
            elif not entry.is_file():
                _refuse(content, path, N_("this is no ordinary file"))
            elif not name.endswith(_LEFT_OVERS):
                status = entry.stat()
                yield path, status.st_size, status.st_mtime_ns


def _refuse(
    content: Content, path: str, message: str, values: dict[str, str] | None = None, hint: str = ""
) -> None:
    content.problems.append(Problem(path, 0, 0, message, values or {}, hint))
    content.unread.add(unicodedata.normalize("NFC", path))


def _key(name: str) -> str:
    """Return what two names share that are one on other machines."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _alike(first: str, second: str) -> tuple[str, dict[str, str], str]:
    """Return what is wrong with two names that are one on other machines."""
    values = {"name": _spelt(second), "other": _spelt(first)}
    hint = N_("rename one of them, or delete it if it is a copy")
    if unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second):
        message = N_("“{name}” and “{other}” are the same name in two Unicode forms")
    else:
        message = N_("“{name}” and “{other}” are one name where capitals do not count")
    return message, values, hint


def _spelt(name: str) -> str:
    """Return a name with what Unicode form C joins or replaces as numbers, so that it is seen."""
    return "".join(
        f"[U+{ord(c):04X}]"
        if unicodedata.combining(c) or unicodedata.normalize("NFC", c) != c
        else c
        for c in name
    )


def _in_gb18030(name: str) -> str:
    """Return the name that is meant where an older Windows program wrote it."""
    return os.fsencode(name).decode("gb18030", "replace")


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
