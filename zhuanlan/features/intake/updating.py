"""Corrected files: the draft that an earlier version gave, and its three-way update."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.bundles import Bundle
from zhuanlan.features.intake.merging import Conflict, merged
from zhuanlan.features.intake.reception import Reception

_ALIKE = 0.5
"""The share of its characters that a corrected text has in common with the one before."""
_VERY_ALIKE = 0.8
"""The same, where the file has another name than the one before."""
_COMPARED = 3_000
"""Characters of the texts that are compared."""

_DRAFT = re.compile(r"(?m)^(?:status|状态)[:：]\s*(?:draft|草稿)\s*$")


class PublishedError(ProblemError):
    """A file corrects a story that is published."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A draft that an earlier version of a file gave, and how it was imported."""

    path: Path
    base: str


def earlier(
    site: Reception, name: str, folder: str, unit: str, number: int, text: str
) -> Earlier | None:
    """Return the draft that a file corrects, or None for a new story.

    A unit may call all its files alike, so the text has to be like the one before, too. Raises
    ProblemError where the story is published already: nothing of it is changed unseen.
    """
    entry = site.kept.corrected_by(name, folder, unit)
    if entry is None or number >= len(entry.drafts):
        return None
    base = site.kept.base_of(entry.digest, number)
    if not base or not _alike(base, text, same_name=entry.name == name):
        return None
    campaign = entry.drafts[number].partition("/")[0]
    path = site.post_of(campaign, entry.digest, entry.drafts[number : number + 1])
    if path is None:
        return None
    if not _DRAFT.search(path.read_text("utf-8").partition("\n---")[0]):
        message = N_("“{name}” corrects this story, which is no draft any more")
        hint = N_("make the correction by hand, or import the file under another name")
        raise PublishedError([Problem(path.as_posix(), 0, 0, message, {"name": name}, hint)])
    return Earlier(path, base)


def taken_down_before(site: Reception, bundle: Bundle, folder: str, unit: str) -> Iterator[Problem]:
    """Name the story that was taken down, of a file with the name of this one."""
    entry = site.kept.corrected_by(bundle.story.name, folder, unit)
    for draft in sorted(site.taken_down.intersection(entry.drafts if entry else ())):
        message = N_("a file of this name gave a story that was taken down: {draft}")
        hint = N_("look whether this is the same story before you publish it")
        yield Problem(bundle.path, 0, 0, message, {"draft": draft}, hint)


def _alike(base: str, text: str, *, same_name: bool) -> bool:
    """Tell whether a text is a version of another; 简讯(1) and 简讯(2) may be two stories."""
    one, other = (_body(whole)[:_COMPARED] for whole in (base, text))
    if same_name and _title(base) == _title(text):
        return True
    least = _ALIKE if same_name else _VERY_ALIKE
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least


def _body(text: str) -> str:
    return text.partition("\n---\n")[2]


def _title(text: str) -> str:
    return text.partition("\ntitle: ")[2].partition("\n")[0]


def updated(before: Earlier, text: str) -> tuple[str, list[Conflict]]:
    """Return a draft with what was corrected; what the editor changed stays, conflicts too."""
    return merged(before.base, before.path.read_text("utf-8"), text)
