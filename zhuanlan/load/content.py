"""What lies in the content folder, and what each file is by its place."""

from __future__ import annotations

import os
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

    @property
    def sources(self) -> list[str]:
        """All Markdown files."""
        return [*self.posts, *self.pages]


def walk(root: Path) -> Content:
    """List the content folder; scratch files are passed over, symbolic links are problems."""
    content = Content()
    for path, entry in sorted(_files(root, "", content.problems)):
        parts = path.split("/")
        if not path.lower().endswith(".md"):
            if len(parts) == 2 and parts[1] == CAMPAIGN_FILE:
                content.campaigns.append(parts[0])
            else:
                content.assets[path] = entry.stat().st_size
        elif len(parts) <= 2:
            content.pages.append(path)
        elif len(parts) == 3 or (len(parts) == 4 and parts[3] == "index.md"):
            content.posts.append(path)
        else:
            content.problems.append(
                Problem(
                    path,
                    0,
                    0,
                    N_("a Markdown file lies too deep"),
                    {},
                    N_("a post is <campaign>/<column>/<post>.md or …/<post>/index.md"),
                )
            )
    known = set(content.campaigns)
    for folder in sorted({p.split("/")[0] for p in (*content.posts, *content.pages) if "/" in p}):
        if folder not in known:
            content.problems.append(
                Problem(
                    f"{folder}/{CAMPAIGN_FILE}",
                    0,
                    0,
                    N_("the folder holds posts but no campaign.yaml"),
                )
            )
    return content


def _files(
    folder: Path, prefix: str, problems: list[Problem]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(_BY_THE_WAY) or name.lower() in _OF_THE_SYSTEM:
                continue
            path = prefix + name
            if entry.is_symlink():
                problems.append(
                    Problem(
                        path,
                        0,
                        0,
                        N_("symbolic links are not followed"),
                        {},
                        N_("put the file itself here"),
                    )
                )
            elif entry.is_dir():
                yield from _files(Path(entry.path), path + "/", problems)
            elif not name.endswith(_LEFT_OVERS):
                yield path, entry
