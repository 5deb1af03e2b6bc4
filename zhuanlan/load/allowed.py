"""What a model allows at a place, by following the annotations of its fields.

What is registered is allowed, too: `around` knows the registry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from zhuanlan.model.fields import fields_of
from zhuanlan.model.registered import Context, KeysOf, OfKind


def keys_at(model: type, path: tuple[str | int, ...], around: Context) -> list[str]:
    """Return the keys that are allowed at a place."""
    return list(
        dict.fromkeys(key for one in _models_at(model, path, around) for key in fields_of(one))
    )


def example_at(model: type, path: tuple[str | int, ...], around: Context) -> str:
    """Return an example of a value, as it is written after its key; empty without one."""
    found = _fields_at(model, path, around)
    examples = [field.examples[0] for field in found if field.examples]
    if isinstance(path[-1], int):
        examples = [one[0] for one in examples if isinstance(one, list)]
    if not examples:
        needed = [_needed(one) for field in found for one in _models_in(field.annotation, around)]
        examples = [one for one in needed if one]
    return _flow(examples[0]) if examples else ""


def _needed(model: type) -> dict[str, Any]:
    """Return examples of the keys that a model needs, or of its first one."""
    fields = [(key, field) for key, field in fields_of(model).items() if field.examples]
    needed = [pair for pair in fields if pair[1].is_required()] or fields[:1]
    return {key: field.examples[0] for key, field in needed if field.examples}


def _fields_at(model: type, path: tuple[str | int, ...], around: Context) -> list[FieldInfo]:
    """Return the fields of a key; of an item in a list, those of the list."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    if not path:
        return []
    fields = (fields_of(one).get(str(path[-1])) for one in _models_at(model, path[:-1], around))
    return [field for field in fields if field]


def descriptions(model: type, path: tuple[str | int, ...], around: Context) -> tuple[str, ...]:
    """Return what is said of a key, which tells what its values stand for."""
    said = [field.description for field in _fields_at(model, path, around) if field.description]
    return tuple(dict.fromkeys(said))


def _models_at(model: type, path: tuple[str | int, ...], around: Context) -> list[type]:
    """Return the models that may be at a place."""
    models = [model]
    for part in path:
        fields = [fields_of(one)[part] for one in models if part in fields_of(one)]
        inner = [found for field in fields for found in _models_of(field, around)]
        models = inner or [one for one in models if _is_called(one, part)] or models
    return models


def _is_called(model: type, tag: str | int) -> bool:
    """Tell whether a tag is what tells a model from others that may be at its place."""
    return any(
        tag in getattr(field.annotation, "__args__", ()) for field in fields_of(model).values()
    )


def _models_of(field: FieldInfo, around: Context) -> Iterator[type]:
    for mark in field.metadata:
        if isinstance(mark, KeysOf):
            yield from mark.models(around.registry)
    yield from _models_in(field.annotation, around)


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


def parent_of(model: type, key: str) -> str:
    """Return the key below which a key belongs that was written at the left edge."""
    for name, field in fields_of(model).items():
        inner = _model_in(field.annotation)
        if name in ("person", "cover") and inner and key in fields_of(inner):
            return name
    return ""


def _flow(value: Any) -> str:
    """Return a value as it may stand after a key."""
    if isinstance(value, str):
        return value
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1000
    )
    return str(text).partition("\n")[0]
