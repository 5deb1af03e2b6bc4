"""Checked values from YAML: pydantic's findings become problems at their line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import (
    Problem,
    ProblemError,
    likely,
    meant,
    meant_of_allowed,
    meant_of_registered,
)
from zhuanlan.load.allowed import descriptions, example_at, keys_at, parent_of
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_slips import of_quotes
from zhuanlan.model.config import Config
from zhuanlan.model.fields import Written, fields_of
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.registered import Context
from zhuanlan.model.registered_fields import in_chinese
from zhuanlan.model.renamed import new_name, present

_MESSAGES = {
    "string_type": N_("“{key}” must be a text"),
    "int_parsing": N_("“{key}” must be a whole number, not “{value}”"),
    "int_type": N_("“{key}” must be a whole number, not “{value}”"),
    "bool_parsing": N_("“{key}” must be true or false, not “{value}”"),
    "bool_type": N_("“{key}” must be true or false, not “{value}”"),
    "tuple_type": N_("“{key}” must be a list, each item after a “- ”"),
    "list_type": N_("“{key}” must be a list, each item after a “- ”"),
    "dict_type": N_("“{key}” must hold keys and values"),
    "model_type": N_("“{key}” must hold keys and values"),
    "model_attributes_type": N_("“{key}” must hold keys and values"),
    "greater_than_equal": N_("“{key}” must be {ge} or more"),
    "less_than_equal": N_("“{key}” must be {le} or less"),
    "literal_error": N_("“{value}” is not allowed for “{key}”"),
}

_SHAPES = frozenset({"tuple_type", "list_type", "dict_type", "model_type", "model_attributes_type"})
"""Kinds of mistakes in which a text stands where a list, or keys and values are needed."""

_AS_OF_MODELS = {
    "unexpected_keyword_argument": "extra_forbidden",
    "dataclass_type": "model_type",
}
"""What pydantic says of dataclasses, by what it says of models in the same case."""

_OF_UNIONS = {"union_tag_invalid": "literal_error", "union_tag_not_found": "missing"}

M = TypeVar("M")


def validate(model: type[M], document: Document, around: Context | None = None) -> M:
    """Return the checked value; raises ProblemError with every finding at its line."""
    data = {} if document.data is None else document.data
    try:
        checked: M = _adapter(model).validate_python(data, context=around)
        return checked
    except ValidationError as error:
        raise ProblemError(
            _problems(model, document, error.errors(include_url=False), around)
        ) from None


class Mended(NamedTuple):
    """What can be known of a declaration with mistakes.

    `value` is what the keys without mistakes declare. `unsure` are the other ones: those with a
    mistake, and those that a misspelt key may stand for.
    """

    value: Any
    unsure: frozenset[str]
    problems: list[Problem]


def mended(
    model: type, document: Document, around: Context | None, needed: Mapping[str, str]
) -> Mended:
    """Return the checked value of a document without the keys that have a mistake.

    `needed` are values for keys that must not be missing. Of an empty document all is unsure.
    """
    data = {} if document.data is None else document.data
    unsure = set() if data else set(fields_of(model))
    problems: list[Problem] = []
    while True:
        try:
            return Mended(
                _adapter(model).validate_python(data, context=around), frozenset(unsure), problems
            )
        except ValidationError as error:
            details = error.errors(include_url=False)
        # what else comes up in a document with parts left out may be wrong only because of that
        problems = problems or _problems(model, document, details, around)
        for detail in details:
            unsure |= _at_fault(model, data, detail)
        kept = data if isinstance(data, dict) else {}
        data = {**needed, **{key: value for key, value in kept.items() if key not in unsure}}


def _at_fault(model: type, data: Any, detail: ErrorDetails) -> set[str]:
    """Return the keys that a mistake leaves unsure."""
    place = detail["loc"] or detail.get("ctx", {}).get("at", ())
    fields = set(fields_of(model))
    if not place:
        return fields
    key = str(place[0])
    if key in fields:
        return {key}
    if new := new_name(model, (key,)):
        return {key, new}
    alike = {name for name in fields - set(data) if likely(key, [name], _ALIKE)}
    return {key} | (alike or fields - set(data))


_ALIKE = 50
"""Per cent from which on a misspelt key may stand for another one."""

_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(model: type) -> TypeAdapter[Any]:
    if model not in _adapters:
        _adapters[model] = TypeAdapter(model)
    return _adapters[model]


def _problems(
    model: type, document: Document, details: list[ErrorDetails], around: Context | None
) -> list[Problem]:
    """Say what is wrong; a key that is written by its old name is not missing, too."""
    renamed = {present(model, key) for key in document.keys if new_name(model, key)}
    return [
        _problem(model, document, detail, around)
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in renamed
    ]


def _problem(
    model: type, document: Document, detail: ErrorDetails, around: Context | None
) -> Problem:
    around = around or Context()
    context = detail.get("ctx", {})
    values: dict[str, Any]
    kind = _AS_OF_MODELS.get(detail["type"], detail["type"])
    path = _written(detail["loc"], document.data, kind)
    if kind in _OF_UNIONS:  # which of several models is meant
        kind, path = _OF_UNIONS[kind], (*path, context["discriminator"].strip("'"))
        detail["input"], context["expected"] = context.get("tag"), context.get("expected_tags")
        context["registered"] = True  # of each kind that has a table (`model.registered.OfKind`)
    if kind == "zhuanlan":
        path += context["at"]
    line, column = document.spot(path, key=kind == "extra_forbidden")
    if kind == "zhuanlan":
        values = context["values"]
        hint = of_quotes(str(values.get("value", ""))) or context["hint"]
        return Problem(document.path, line, column, context["message"], values, hint)
    key = ".".join(str(p + 1 if isinstance(p, int) else p) for p in path) or document.path
    value = detail["input"] if isinstance(detail["input"], str) else ""
    values = {"key": key, "value": value, **context}
    if kind == "extra_forbidden":
        return _unknown_key(model, document, path, detail["loc"][:-1], (line, column), around)
    if kind == "literal_error":
        return _not_allowed(model, document, path, (line, column), values, around)
    if kind == "string_type" and detail["input"] is None:
        return Problem(document.path, line, column, N_("the value is empty"))
    if kind in ("model_type", "dict_type", "model_attributes_type") and not path:
        return Problem(document.path, line, column, N_("the file must hold keys and values"))
    if kind == "missing":
        return _missing(model, document, path, (line, column), around)
    message = _MESSAGES.get(kind, N_("“{key}” is not valid: {reason}"))
    values |= {"reason": detail["msg"]}
    hint = of_quotes(value)
    if kind in _SHAPES and (example := example_at(model, path, around)):
        values |= {"example": example if isinstance(path[-1], int) else f"{path[-1]}: {example}"}
        hint = N_("write it such as {example}")
    return Problem(document.path, line, column, message, values, hint)


def _not_allowed(
    model: type,
    document: Document,
    path: tuple[str | int, ...],
    spot: tuple[int, int],
    values: dict[str, Any],
    around: Context,
) -> Problem:
    """Say which words a value may be, and what they stand for."""
    expected = values["expected"].replace(" or ", ",").split(",")
    allowed = [name.strip("' ") for name in expected]
    guess = likely(values["value"], allowed)
    about = descriptions(model, path, around)
    registered = "registered" in values
    hint = (meant_of_registered if registered else meant_of_allowed)(guess)
    if about and not guess:
        hint = N_("allowed: {allowed} ({about})")
        if registered:
            hint = N_("no plug-in of this site brings it; allowed: {allowed} ({about})")
    values |= {"allowed": ", ".join(allowed), "guess": guess, "about": about}
    message = _MESSAGES["literal_error"]
    return Problem(document.path, *spot, message, values, of_quotes(values["value"]) or hint)


def _unknown_key(
    model: type,
    document: Document,
    path: tuple[str | int, ...],
    where: tuple[str | int, ...],
    spot: tuple[int, int],
    around: Context,
) -> Problem:
    """Say that a key is not known; `where` leads to its place as pydantic names it."""
    key = document.written.get(path, str(path[-1]))
    if new := new_name(model, path):
        message, hint = N_("“{key}” is now called “{new}”"), N_("run zhuanlan migrate")
        return Problem(document.path, *spot, message, {"key": key, "new": new}, hint)
    allowed = keys_at(model, where, around)
    above = next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")
    chinese = in_chinese(around.registry).get(above, {})
    words = {word: name for word, name in chinese.items() if name in allowed}
    guess = likely(key, allowed, 70) or words.get(likely(key, words, 75), "")
    of_plugins = len(path) == 1 and issubclass(model, (Config, FrontMatter))
    hint = meant(guess) or (meant_of_registered if of_plugins else meant_of_allowed)(guess)
    if "：" in key:
        hint = N_("write a half-width colon and a space after the key, not “：”")
    elif len(path) == 1 and (parent := parent_of(model, key)):
        guess, hint = parent, N_("indent it below “{guess}:”")
    values = {"key": key, "guess": guess, "allowed": ", ".join(allowed)}
    if not key.isascii() and issubclass(model, Written):
        meanings = {name: word for word, name in reversed(words.items())}
        shown = (f"{name} ({meanings[name]})" if name in meanings else name for name in allowed)
        values["allowed"] = ", ".join(shown)
    return Problem(document.path, *spot, N_("unknown key “{key}”"), values, hint)


def _missing(
    model: type,
    document: Document,
    path: tuple[str | int, ...],
    spot: tuple[int, int],
    around: Context,
) -> Problem:
    """Say which key is missing, in which item of a list, and how it may be written."""
    key = str(path[-1])
    example = example_at(model, path, around)
    values: dict[str, Any] = {"key": ".".join(map(str, path)), "last": key, "example": example}
    message = N_("“{key}” is missing")
    above = max((n for n, part in enumerate(path) if isinstance(part, int)), default=-1)
    if above > 0:
        item = document.data
        for part in path[: above + 1]:
            item = item[part]
        texts = [text for text in item.values() if isinstance(text, str)]
        named = [item[word] for word in _NAMING if isinstance(item.get(word), str)]
        values |= {
            "key": ".".join(map(str, path[above + 1 :])),
            "list": path[above - 1],
            "number": int(path[above]) + 1,
            "name": next(iter([*named, *texts]), "–"),
        }
        message = N_("item {number} of “{list}” ({name}) has no “{key}”")
    hint = N_("add it, such as {last}: {example}") if example else ""
    return Problem(document.path, *spot, message, values, hint)


_NAMING = ("name", "title", "person")
"""Keys by which an item of a list is told from the others."""


def _written(loc: tuple[str | int, ...], data: Any, kind: str) -> tuple[str | int, ...]:
    """Return a place as it is written, without the parts that pydantic puts between."""
    path: list[str | int] = []
    for number, part in enumerate(loc, 1):
        last = number == len(loc)
        there = part in data if isinstance(data, dict) else isinstance(part, int)
        if not there and (not last or kind != "missing"):
            continue
        path.append(part)
        if isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return tuple(path)
