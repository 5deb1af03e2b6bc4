"""Files that front matter names, with the places where it does."""

from __future__ import annotations

from collections.abc import Iterable

from zhuanlan.core.registry import Registry
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.files import beside
from zhuanlan.model.front_matter import FrontMatter, PageMatter
from zhuanlan.model.post import LABELLED, Reference

_Named = tuple[str, str, KeyPath]
"""A file that front matter names: its path from there, its kind of reference, and its key."""


def named_files(
    matter: FrontMatter, document: Document, registry: Registry
) -> tuple[Reference, ...]:
    """Return the files that the front matter names, with the places where it does."""
    named: list[_Named] = []
    if matter.cover:
        named.append((matter.cover.file, "picture", ("cover", "file")))
    if matter.person and matter.person.portrait:
        named.append((matter.person.portrait.file, "picture", ("person", "portrait", "file")))
    for index, attachment in enumerate(matter.attachments):
        named.append((attachment.file, "attachment", ("attachments", index, "file")))
    named += _labelled(matter)
    for field in registry.fields.values():
        files = field.files(getattr(matter, field.name))
        named += [(file, "attachment", key) for file, key in files]
    for index, related in enumerate(matter.related):
        named.append((related, "related", ("related", index)))
    return _references(named, document)


def labelled_files(matter: PageMatter, document: Document) -> tuple[Reference, ...]:
    """Return the pictures that the front matter of a page calls AI-generated."""
    return _references(_labelled(matter), document)


def _labelled(matter: FrontMatter | PageMatter) -> list[_Named]:
    """Return the pictures that front matter calls AI-generated."""
    pictures = matter.ai.pictures if matter.ai else ()
    return [(file, LABELLED, ("ai", "pictures", index)) for index, file in enumerate(pictures)]


def _references(named: Iterable[_Named], document: Document) -> tuple[Reference, ...]:
    return tuple(
        Reference(beside(document.path, file), kind, *document.spot(key))
        for file, kind, key in named
    )
