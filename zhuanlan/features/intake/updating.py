"""Corrected files: the draft that an earlier version gave, and its three-way update."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.merging import Conflict, merged
from zhuanlan.features.intake.reception import Reception

_ALIKE = 0.5
"""The share of its characters that a corrected text has in common with the one before."""
_COMPARED = 3_000
"""Characters of the texts that are compared."""

_DRAFT = re.compile(r"(?m)^(?:status|状态)[:：]\s*(?:draft|草稿)\s*$")


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
    if not base or not _alike(base, text):
        return None
    campaign = entry.drafts[number].partition("/")[0]
    path = site.post_of(campaign, entry.digest, entry.drafts[number : number + 1])
    if path is None:
        return None
    if not _DRAFT.search(path.read_text("utf-8").partition("\n---")[0]):
        message = N_("“{name}” corrects this story, which is no draft any more")
        hint = N_("make the correction by hand, or import the file under another name")
        raise ProblemError([Problem(path.as_posix(), 0, 0, message, {"name": name}, hint)])
    return Earlier(path, base)


def _alike(base: str, text: str) -> bool:
    one, other = (_body(whole)[:_COMPARED] for whole in (base, text))
    if _title(base) == _title(text):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _body(text: str) -> str:
    return text.partition("\n---\n")[2]


def _title(text: str) -> str:
    return text.partition("\ntitle: ")[2].partition("\n")[0]


def updated(before: Earlier, text: str) -> tuple[str, list[Conflict]]:
    """Return a draft with what was corrected; what the editor changed stays, conflicts too."""
    return merged(before.base, before.path.read_text("utf-8"), text)
