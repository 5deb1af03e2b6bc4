"""What may be written where, as JSON Schema: from the models that check it, with the site's names.

An editor such as VS Code completes keys, regions, phases and columns from it. A schema is a little
more generous than the check: what is a mistake is said by `check`, with what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from zhuanlan.core.i18n import Translator, translator
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.front_matter import PageMatter
from zhuanlan.model.privacy import Consents, Takedowns
from zhuanlan.model.region import ROOT, Regions
from zhuanlan.model.registered_fields import front_matter_of
from zhuanlan.model.registered_settings import config_model
from zhuanlan.model.signoff import Signatures

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Leaves defaults out that only the model can write, and lets a key stay empty."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        default = schema.get("default")
        inner = self.generate_inner(schema["schema"])
        if isinstance(default, tuple):
            default = list(default)
        plain = isinstance(default, (str, int, dict)) or (default and isinstance(default, list))
        return {**inner, "default": default} if plain else inner


def schemas(
    regions: Regions,
    campaigns: Mapping[str, Campaign],
    translate: Translator,
    registry: Registry | None = None,
) -> dict[str, JsonSchemaValue]:
    """Return the schemas of a site by their file names.

    `campaigns` are those of the site by their folders: each gets a schema of its posts, with its
    own phases, activities and regions. Without a `registry` they allow only what we ship. Meanings
    are in both languages, the reader's first.
    """
    registry = registry or registry_of()
    places = list(regions.names_within(ROOT))
    found = {
        "config.json": schema_of(config_model(registry), {}, translate, registry),
        "campaign.json": schema_of(Campaign, {"region": places}, translate, registry),
        "page.json": schema_of(PageMatter, {}, translate, registry),
        "consents.json": schema_of(Consents, {}, translate, registry),
        "takedowns.json": schema_of(Takedowns, {}, translate, registry),
        "signoffs.json": schema_of(Signatures, {}, translate, registry),
    }
    model = front_matter_of(registry or registry_of())
    for folder, campaign in campaigns.items():
        names = {
            "region": list(regions.names_within(campaign.scope.code)),
            "phase": [name for phase in campaign.phases for name in (phase.slug, phase.name)],
            "activity": [
                name for one, _ in campaign.all_activities() for name in (one.slug, one.name)
            ],
        }
        found[f"post-{folder}.json"] = schema_of(model, names, translate, registry)
    return found


def schema_of(
    model: type,
    names: Mapping[str, Sequence[str]],
    translate: Translator,
    registry: Registry | None = None,
) -> JsonSchemaValue:
    """Return the schema of one model; `names` are those that the site declares, by their kind.

    Without a `registry` it allows only what we ship.
    """
    registry = registry or registry_of()
    schema = _of_registry(TypeAdapter(model).json_schema(schema_generator=_Generator), registry)
    if model is Campaign:
        schema["required"].remove("slug")  # the folder gives it
    return {"$schema": DIALECT, **_finished(schema, names, translate)}


def _of_registry(schema: JsonSchemaValue, registry: Registry) -> JsonSchemaValue:
    """Put what is registered into a schema: names to choose from, and models by their kind."""
    definitions = schema.pop("$defs", {})

    def filled(node: Any) -> Any:
        if isinstance(node, list):
            return [filled(item) for item in node]
        if not isinstance(node, dict):
            return node
        if choices := node.get("x-choices"):
            rest = {key: value for key, value in node.items() if key != "x-choices"}
            return {"enum": choices(registry), **rest}
        if default := node.get("x-default"):
            rest = {key: filled(value) for key, value in node.items() if key != "x-default"}
            return {"default": default(registry), **rest}
        if of_kind := node.get("x-of-kind"):
            union = of_kind.adapter(registry).json_schema(schema_generator=_Generator)
            definitions.update(union.pop("$defs"))
            return union
        return {key: filled(value) for key, value in node.items()}

    whole = filled(schema)
    for name in [*definitions]:
        definitions[name] = filled(definitions[name])
    return {"$defs": dict(sorted(definitions.items())), **whole} if definitions else whole


def _finished(node: Any, names: Mapping[str, Sequence[str]], translate: Translator) -> Any:
    """Put the site's names and the readers' languages into a schema."""
    if isinstance(node, list):
        return [_finished(item, names, translate) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _finished(value, names, translate) for key, value in node.items()}
    if kind := node.pop("x-names", ""):
        node.pop("type", None)
        known = list(dict.fromkeys(names.get(kind, ())))
        node["anyOf"] = [*([{"enum": known}] if known else []), {"type": ["string", "number"]}]
    if isinstance(node.get("properties"), dict):
        needed = node.get("required", [])
        node["properties"] = {
            key: _described(value, translate) if key in needed else _empty_too(value, translate)
            for key, value in node["properties"].items()
        }
        node.setdefault("additionalProperties", False)
        node.pop("title", None)
        node.pop("description", None)
    return node


def _described(field: dict[str, Any], translate: Translator) -> dict[str, Any]:
    """A meaning such as “Region: where the story comes from” gives the title and the rest."""
    meaning = field.pop("description", "")
    if meaning:
        texts = list(dict.fromkeys((translate(meaning), translator("zh-Hans")(meaning), meaning)))
        field["title"] = " / ".join(dict.fromkeys(split(text)[0] for text in texts[-2:]))
        field["description"] = "\n".join(texts)
    return field


def _empty_too(field: dict[str, Any], translate: Translator) -> dict[str, Any]:
    field = _described(field, translate)
    if {"type": "null"} in field.get("anyOf", []):
        return field
    around: dict[str, Any] = {key: field.pop(key) for key in _AROUND if key in field}
    return {**around, "anyOf": [field, {"type": "null"}]}


_AROUND = ("title", "description", "examples", "default")


def split(meaning: str) -> tuple[str, str]:
    """Return the title and the rest of a meaning, in any language."""
    for mark in ("：", ": "):
        title, found, rest = meaning.partition(mark)
        if found:
            return title, rest
    return meaning, ""
