"""What may only be shown with a consent that is recorded: pictures of children, stories of people.

Showing the study or life of a child under 14 needs a guardian's consent: not the portrait alone,
every picture of the story (《可能影响未成年人身心健康的网络信息分类办法》, 2026).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.features.privacy.minors import Child
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.load.yaml import Document
from zhuanlan.model.files import beside
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.post import LABELLED, Reference

_SHOWING = frozenset("avif gif jpeg jpg png svg webp mp4 webm".split())
"""Kinds of files in which somebody is seen."""

_HINT = N_("record it in ledgers/consents.yaml")


def pictures_without_consent(
    matter: FrontMatter,
    document: Document,
    references: Sequence[Reference],
    children: Sequence[Child],
    ledgers: Ledgers,
) -> Iterator[Problem]:
    """Find each picture of a child that may not be shown yet; drafts may wait for a consent.

    `references` are the files that front matter and text name. Of a child of 14 and more only the
    portrait and the cover count.
    """
    lacking = [one for one in children if "portrait" not in ledgers.covered(one.name, minor=True)]
    if not lacking or matter.status == "draft":
        return
    portraits = _portraits(matter, document)
    names = "、".join(dict.fromkeys(one.name for one in lacking))
    young = any(one.under_14 for one in lacking)
    of_person = any(one.is_person for one in lacking)
    told: set[str] = set()
    for ref in references:
        seen = ref.target.rpartition(".")[2].lower() in _SHOWING and ref.kind != LABELLED
        if not seen or ref.target in told:
            continue
        told.add(ref.target)
        spot = (ref.line, ref.column)
        if ref.target in portraits and of_person:
            message = N_("no consent to show the portrait of a minor is recorded")
            yield Problem(document.path, *portraits[ref.target], message, {}, _HINT)
        elif young:
            message = N_("no consent to show “{file}” in the story of a child is recorded: {names}")
            values = {"file": ref.target.rpartition("/")[2], "names": names}
            yield Problem(document.path, *spot, message, values, _HINT)


def _portraits(matter: FrontMatter, document: Document) -> dict[str, tuple[int, int]]:
    """Return the pictures that front matter names, with the places of their keys."""
    person = matter.person
    named = (
        (matter.cover, ("cover",)),
        (person.portrait if person else None, ("person", "portrait")),
    )
    return {beside(document.path, one.file): document.spot(key) for one, key in named if one}


def story_without_consent(
    matter: FrontMatter, document: Document, name: str, ledgers: Ledgers
) -> Iterator[Problem]:
    """Find a story of somebody who has not consented, for sites where everyone has to."""
    person = matter.person
    if person is None or person.group or matter.status == "draft":
        return
    if "story" not in ledgers.covered(name, minor=person.is_minor):
        spot = document.spot(("person", "name"))
        message = N_("no consent of “{name}” is recorded")
        yield Problem(document.path, *spot, message, {"name": name}, _HINT)
