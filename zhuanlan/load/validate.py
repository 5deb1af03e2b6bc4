"""Checked values from YAML: pydantic's findings become problems at their line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from zhuanlan.i18n import N_
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_slips import of_quotes
from zhuanlan.model.fields import fields_of
from zhuanlan.model.in_chinese import IN_CHINESE
from zhuanlan.model.registered import Context, OfKind
from zhuanlan.problems import Problem, ProblemError, likely, meant, meant_of_allowed

_MESSAGES = {
    "missing": N_("“{key}” is missing"),
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
            _problem(model, document, detail, around) for detail in error.errors(include_url=False)
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
        problems = problems or [_problem(model, document, detail, around) for detail in details]
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
    alike = {name for name in fields - set(data) if likely(key, [name], _ALIKE)}
    return {key} | (alike or fields - set(data))


_ALIKE = 50
"""Per cent from which on a misspelt key may stand for another one."""

_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(model: type) -> TypeAdapter[Any]:
    if model not in _adapters:
        _adapters[model] = TypeAdapter(model)
    return _adapters[model]


def _problem(
    model: type, document: Document, detail: ErrorDetails, around: Context | None
) -> Problem:
    context = detail.get("ctx", {})
    values: dict[str, Any]
    kind = _AS_OF_MODELS.get(detail["type"], detail["type"])
    path = _written(detail["loc"], document.data, kind)
    if kind in _OF_UNIONS:  # which of several models is meant
        kind, path = _OF_UNIONS[kind], (*path, context["discriminator"].strip("'"))
        detail["input"], context["expected"] = context.get("tag"), context.get("expected_tags")
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
        allowed = _keys_at(model, detail["loc"][:-1], around or Context())
        return _unknown_key(model, document, path, allowed, (line, column))
    if kind == "literal_error":
        allowed = [name.strip("' ") for name in context["expected"].replace(" or ", ",").split(",")]
        guess = likely(value, allowed)
        values |= {"allowed": ", ".join(allowed), "guess": guess}
        hint = of_quotes(value) or meant_of_allowed(guess)
        return Problem(document.path, line, column, _MESSAGES[kind], values, hint)
    if kind == "string_type" and detail["input"] is None:
        return Problem(document.path, line, column, N_("the value is empty"))
    if kind in ("model_type", "dict_type", "model_attributes_type") and not path:
        return Problem(document.path, line, column, N_("the file must hold keys and values"))
    message = _MESSAGES.get(kind, N_("“{key}” is not valid: {reason}"))
    return Problem(
        document.path, line, column, message, values | {"reason": detail["msg"]}, of_quotes(value)
    )


def _unknown_key(
    model: type,
    document: Document,
    path: tuple[str | int, ...],
    allowed: list[str],
    spot: tuple[int, int],
) -> Problem:
    """Say that a key is not known, and which are `allowed` there."""
    key = document.written.get(path, str(path[-1]))
    in_chinese = {names[key] for names in IN_CHINESE.values() if key in names}
    guess = next((name for name in allowed if name in in_chinese), "")
    guess = guess or likely(key, allowed, 70)
    hint = meant(guess) or N_("allowed: {allowed}")
    if "：" in key:
        hint = N_("write a half-width colon and a space after the key, not “：”")
    elif len(path) == 1 and (parent := _parent_of(model, key)):
        guess, hint = parent, N_("indent it below “{guess}:”")
    values = {"key": key, "guess": guess, "allowed": ", ".join(allowed)}
    return Problem(document.path, *spot, N_("unknown key “{key}”"), values, hint)


def _parent_of(model: type, key: str) -> str:
    """Return the key below which a key belongs that was written at the left edge."""
    for name, field in fields_of(model).items():
        inner = _model_in(field.annotation)
        if name in ("person", "cover") and inner and key in fields_of(inner):
            return name
    return ""


def _keys_at(model: type, path: tuple[str | int, ...], around: Context) -> list[str]:
    """Return the keys allowed at a place, by following the fields' annotations."""
    models = [model]
    for part in path:
        fields = [fields_of(one)[part] for one in models if part in fields_of(one)]
        inner = [found for field in fields for found in _models_in(field.annotation, around)]
        models = inner or [one for one in models if _is_called(one, part)] or models
    return list(dict.fromkeys(key for one in models for key in fields_of(one)))


def _is_called(model: type, tag: str | int) -> bool:
    """Tell whether a tag is what tells a model from others that may be at its place."""
    return any(
        tag in getattr(field.annotation, "__args__", ()) for field in fields_of(model).values()
    )


def _models_in(annotation: Any, around: Context) -> Iterator[type]:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, OfKind):
            yield from mark.models(around.registry)
            return
    if isinstance(annotation, type) and fields_of(annotation):
        yield annotation
        return
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument, around)


def _model_in(annotation: Any) -> type | None:
    return next(_models_in(annotation, Context()), None)


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
