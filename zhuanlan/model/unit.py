"""Units that send stories in, as a campaign declares them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, Slug, Text, Texts, listed, refuse
from zhuanlan.model.place import Region


class Unit(Declared):
    """A unit that sends stories in; written as a text, it has a name only."""

    name: Text = Field(description=N_("Name: as readers see it"), examples=["哈尔滨市文明办"])
    aliases: Texts = Field(
        (),
        description=N_("Aliases: other names that stories give it; they count as its own"),
        examples=[["哈市文明办"]],
    )
    region: Region | None = Field(
        None,
        description=N_("Region: where it is; its page leads there"),
        examples=["哈尔滨市"],
    )
    slug: Slug | None = Field(
        None,
        description=N_("Slug: its name in addresses; how its name is read unless given"),
        examples=["ha-er-bin"],
    )

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


Units = Annotated[
    tuple[
        Annotated[Unit, BeforeValidator(_named, json_schema_input_type=Text | Unit)],
        ...,
    ],
    BeforeValidator(listed),
]
"""Units, each with its keys or by its name alone; a single name may stand for a list of one."""


def check_units(units: Sequence[Unit]) -> None:
    """Refuse a name, alias or slug that two units have."""
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for place, unit in enumerate(units):
        for name in unit.names:
            if name in names:
                message = N_("“{value}” is already a name of “{other}”")
                raise refuse(message, at=("units", place), value=name, other=names[name])
            names[name] = unit.name
        if unit.slug and slugs.setdefault(unit.slug, unit.name) != unit.name:
            at = ("units", place, "slug")
            message = N_("“{value}” is already the slug of “{other}”")
            raise refuse(message, at=at, value=unit.slug, other=slugs[unit.slug])
