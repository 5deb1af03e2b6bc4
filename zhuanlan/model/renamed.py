"""Keys that have a new name: the validation names it, and `zhuanlan migrate` writes it."""

from __future__ import annotations

from typing import NamedTuple

KeyPath = tuple[str | int, ...]


class Renamed(NamedTuple):
    """One key that has a new name.

    `model` is the name of the class that declares the file, such as `FrontMatter`. `old` is the
    path of the key in it as it was, such as `person.honor`, without the numbers of items; `new` is
    the new name of its last part. Whatever is below the key moves with it.
    """

    model: str
    old: str
    new: str


RENAMED: tuple[Renamed, ...] = ()
"""All keys that were ever renamed, the oldest first; entries stay, so that any version upgrades."""


def present(model: type, path: KeyPath) -> KeyPath:
    """Return the path of a key as it is called today."""
    places = [place for place, part in enumerate(path) if isinstance(part, str)]
    found = list(path)
    names_of = {one.__name__ for one in model.__mro__}  # one with keys of features is derived
    for one in RENAMED:
        old = one.old.split(".")
        names = [found[place] for place in places[: len(old)]]
        if one.model in names_of and names == old:
            found[places[len(old) - 1]] = one.new
    return tuple(found)


def new_name(model: type, path: KeyPath) -> str:
    """Return the new name of the last key of a path; empty if it has none."""
    if not RENAMED:
        return ""
    name = present(model, path)[-1]
    return "" if name == path[-1] else str(name)
