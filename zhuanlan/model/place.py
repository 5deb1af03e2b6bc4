"""Places: regions as stories name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import refuse
from zhuanlan.model.near import suggestion
from zhuanlan.model.region import ROOT, Regions
from zhuanlan.model.registered import Context


@dataclass(frozen=True, slots=True)
class Surroundings(Context):
    """What a declaration is checked against: the regions, and the scope it stands in.

    `unsure` are keys of `config.yaml` and `campaign.yaml` that have a mistake: what a story says of
    them is believed, since nobody knows what is declared there.
    """

    regions: Regions
    scope: str
    unsure: frozenset[str] = field(default=frozenset(), kw_only=True)
    language: str = field(default="zh-Hans", kw_only=True)
    """That of the site."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region as a story names it: today's code, and the name of the story's own time.

    `former_code` is set where the name is a retired one; its address redirects to today's.
    """

    code: str
    name: str
    former_code: str = ""


def resolve_place(text: str, around: Surroundings, scope: str) -> Place:
    """Turn a written region into a `Place`, or say which regions it may mean."""
    match = around.regions.match(text, scope)
    if match.region and text == match.region.name:
        return Place(match.region.code, text)
    if match.region:
        own = (
            match.former_code
            or text in match.region.aliases
            or ("/" not in text and around.regions.simplify(text) == match.region.name)
        )
        return Place(match.region.code, text if own else match.region.name, match.former_code)
    if around.unsure & {"regions", "scope"}:
        return Place(scope, text)
    if match.found:
        raise refuse(
            N_("region “{value}” is ambiguous"),
            N_("write one of: {candidates}"),
            value=text,
            candidates=", ".join(around.regions.path(region.code) for region in match.found),
        )
    elsewhere = around.regions.match(text).found if scope != ROOT else ()
    if elsewhere:
        raise refuse(
            N_("region “{value}” lies outside the campaign's scope, {scope}"),
            N_("it was found as {candidates}"),
            value=text,
            scope=around.regions[scope].name,
            candidates=", ".join(around.regions.path(region.code) for region in elsewhere),
        )
    hint, values = suggestion(text, around.regions, scope)
    raise refuse(N_("unknown region “{value}”"), hint, (), value=text, **values)


_SEVERAL = re.compile("[、，,]")


def _place(text: Any, info: ValidationInfo) -> Place:
    if isinstance(text, Place):
        return text
    if isinstance(text, (list, tuple)) and all(isinstance(one, str) for one in text):
        text = "、".join(text)
    if not isinstance(text, str):
        raise refuse(N_("one region is written here, as a text"))
    if _SEVERAL.search(text):
        message = N_("“{value}” is more than one region")
        raise refuse(message, N_("write the main one, and tags for the others"), value=text)
    around: Surroundings = info.context  # type: ignore[assignment]
    return resolve_place(str(text), around, _scope(info, around))


def _scope(info: ValidationInfo, around: Surroundings) -> str:
    """Within a campaign's own file, its scope counts for the keys after it."""
    declared = info.data.get("scope")
    return declared.code if isinstance(declared, Place) else around.scope


Region = Annotated[
    Place, BeforeValidator(_place), WithJsonSchema({"type": "string", "x-names": "region"})
]
"""A region as written: by code, path, name or alias, within the campaign's scope."""
