"""Arguments of directives: `story.mp4 "宣讲实录" poster=cover.jpg` → the directive's model."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.registry import Registry
from zhuanlan.load.validate import validate
from zhuanlan.load.yaml import Document
from zhuanlan.model.fields import fields_of
from zhuanlan.model.markup import Directive, RefersTo
from zhuanlan.model.registered import Context

_PARTS = re.compile(r'(?:(?P<key>[a-z]+)=)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"=]+))(?:\s+|$)')


class RefusedError(Exception):
    """A directive that cannot be used as it is written; the texts are untranslated."""

    def __init__(self, message: str, hint: str = "", **values: str) -> None:
        self.message, self.hint, self.values = message, hint, values


@lru_cache(maxsize=256)
def files_of(model: type) -> dict[str, str]:
    """Return the arguments that name files, each with the kind of its references."""
    return {
        name: mark.kind
        for name, field in fields_of(model).items()
        for mark in field.metadata
        if isinstance(mark, RefersTo)
    }


def parsed(directive: Directive, text: str) -> dict[str, str]:
    """Return the arguments as they are written, by their names; raises RefusedError."""
    keys = sorted(fields_of(directive.arguments).keys() - set(directive.words))
    words, values = _split(directive.name, text, keys)
    files = files_of(directive.arguments)
    first = directive.words[0] if directive.words else ""
    if first in files:
        if not words and fields_of(directive.arguments)[first].is_required():
            raise RefusedError(N_("“{name}” needs a file"), name=directive.written)
        if words and "." not in words[0] and "." in "".join(words):
            raise _unreadable(text)  # a file name with a space, not between quotes
    if words and not directive.words:
        raise _unreadable(text)
    *names, last = directive.words or ("",)
    values |= dict(zip(names, words, strict=False))
    rest = words[len(names) :]
    return values | ({last: " ".join(rest)} if rest else {})


def _split(name: str, text: str, keys: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the words without a key, and the values of those that have one of `keys`."""
    words: list[str] = []
    values: dict[str, str] = {}
    at = 0
    while at < len(text):
        part = _PARTS.match(text, at)
        if not part:
            raise _unreadable(text[at:])
        at = part.end()
        value = part["quoted"] if part["quoted"] is not None else part["plain"]
        if not part["key"]:
            words.append(value)
        elif part["key"] in keys:
            values[part["key"]] = value
        else:
            raise RefusedError(
                N_("“{name}” has no option “{value}”"),
                N_("allowed: {allowed}"),
                name=name,
                value=part["key"],
                allowed=", ".join(keys) or "–",
            )
    return words, values


def checked(
    directive: Directive, values: dict[str, str], path: str, line: int, registry: Registry
) -> Any:
    """Return the arguments as the directive's model; raises ProblemError for what it refuses."""
    document = Document(path, values, values={(): (line, 1)})
    return validate(directive.arguments, document, Context(registry=registry))


def _unreadable(text: str) -> RefusedError:
    hint = N_("put texts with spaces between quotes")
    return RefusedError(N_("“{value}” cannot be read here"), hint, value=text)
