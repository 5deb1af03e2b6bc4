"""Children in stories: who is one, what is shown for their names, how these may be spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhuanlan.features.privacy.spelling import UNSEEN
from zhuanlan.features.privacy.surnames import without_given_name
from zhuanlan.load.ledgers import Ledgers, bare
from zhuanlan.model.person import NO_NAMES, UNDER


def name_of(data: Any) -> str:
    """Return the name of the person as it is written in front matter, or an empty string."""
    person = data.get("person") if isinstance(data, dict) else None
    name = person.get("name") if isinstance(person, dict) else None
    return name.strip() if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a story: its person, or one that `minors` names; `age` in years, where given."""

    name: str
    age: int | None
    is_person: bool

    @property
    def under_14(self) -> bool:
        """Whether the child is under 14, or may be."""
        return self.age is None or self.age < UNDER


def children_of(data: Any) -> list[Child]:
    """Return the children whom front matter names, before their names may be hidden."""
    if not isinstance(data, dict) or not ("person" in data or "minors" in data):
        return []
    return [*_children_of(data)]


def _children_of(data: dict[str, Any]) -> Iterator[Child]:
    if name := name_of(data):
        age = _age(data["person"].get("age"))
        if _is_true(data["person"].get("minor")) or (age is not None and age < UNDER):
            yield Child(name, age, is_person=True)
    named = data.get("minors")
    for one in named if isinstance(named, list) else [named]:
        written = one.get("name") if isinstance(one, dict) else one
        age = _age(one.get("age")) if isinstance(one, dict) else None
        if isinstance(written, str) and written.strip() and written not in NO_NAMES:
            yield Child(written.strip(), age, is_person=False)


def hidden_names(children: list[Child], ledgers: Ledgers) -> dict[str, str]:
    """Return the names of children whose consent is not recorded, with what is shown instead."""
    names = [name for child in children if (name := bare(child.name))]
    return {
        name: without_given_name(name)
        for name in names
        if "name" not in ledgers.covered(name, minor=True)
    }


def _age(written: Any) -> int | None:
    text = str(written).strip()
    return int(text) if text.isdecimal() and len(text) < 4 else None


def spelt(name: str) -> re.Pattern[str]:
    """Return what finds a name however it is spaced."""
    return re.compile(rf"[\s{UNSEEN}·•]*".join(map(re.escape, name)))


def _is_true(value: Any) -> bool:
    """Tell what pydantic takes for true; what it does not take for a truth is a problem anyway."""
    return str(value).strip().casefold() in ("true", "t", "yes", "y", "on", "1")
