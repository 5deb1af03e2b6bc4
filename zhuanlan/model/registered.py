"""Values whose allowed forms the registry knows: what a plug-in brings is accepted, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any, Union

from pydantic import Field, GetCoreSchemaHandler, TypeAdapter, ValidationInfo
from pydantic_core import core_schema

from zhuanlan.core.registry import KEPT, Registry, registry_of
from zhuanlan.model.fields import RESERVED
from zhuanlan.model.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Context:
    """What a declaration is checked with."""

    registry: Registry = field(default_factory=registry_of, kw_only=True)


def registry_in(info: ValidationInfo) -> Registry:
    """Return the registry that a value is checked with: that of the context, or ours alone."""
    return info.context.registry if isinstance(info.context, Context) else registry_of()


@lru_cache(KEPT)
def taxonomies_of(registry: Registry) -> tuple[Taxonomy, ...]:
    """Return the taxonomies in their order."""
    return tuple(registry.taxonomies.values())


@lru_cache(KEPT)
def reserved(registry: Registry) -> frozenset[str]:
    """Return the names below a campaign that no column or page may take."""
    return RESERVED | {one.prefix for one in taxonomies_of(registry) if one.prefix}


@dataclass(frozen=True, slots=True)
class KeysOf:
    """Marks a value that is checked by one of several models, so that hints name their keys."""

    models: Callable[[Registry], tuple[type, ...]]


@dataclass(frozen=True, slots=True)
class OfKind:
    """Marks a value that is checked by the model of its `kind`, which a table names.

    What the table holds has this model as `settings`; each has a `kind: Literal[…]`.
    """

    table: Callable[[Registry], Any]

    def adapter(self, registry: Registry) -> TypeAdapter[Any]:
        """Return what checks such a value; imports the modules of all kinds."""
        return _adapter(self.models(registry))

    def models(self, registry: Registry) -> tuple[type, ...]:
        """Return the models of all kinds."""
        return tuple(thing.settings for thing in self.table(registry).values())

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def checked(value: Any, info: ValidationInfo) -> Any:
            adapter = self.adapter(registry_in(info))
            return adapter.validate_python(value, context=info.context)

        marked = {"pydantic_js_functions": [lambda *_: {"x-of-kind": self}]}
        return core_schema.with_info_plain_validator_function(checked, metadata=marked)


@lru_cache(maxsize=256)
def _adapter(models: tuple[type, ...]) -> TypeAdapter[Any]:
    union: Any = Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007
    return TypeAdapter(union)
