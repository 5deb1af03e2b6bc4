"""A plug-in of everything: 便民服务, what volunteers offer. All names are invented (示例)."""

from __future__ import annotations

from zhuanlan.plugin import API as KNOWN
from zhuanlan.plugin import (
    N_,
    ColumnKind,
    Field,
    Needed,
    Registry,
    Rule,
    Settings,
    Taxonomy,
    finding,
)

API = 1
assert API == KNOWN


class Services(Settings):
    """Services: what the volunteers of this site offer."""

    hotline: str = "12345"
    limit: int = 3


class ByUnit(Taxonomy):
    """Posts by the unit that sent them in."""

    name, title, prefix = "unit-of-service", N_("unit"), "service-units"
    more = N_("More services of this unit")

    def terms(self, post, campaign, regions):
        return [post.matter.unit] if post.matter.unit else []


def shouting(piece, source):
    at = piece.text.find("！！！")
    if at >= 0:
        yield finding("shouting", source.path, piece.spot(at), N_("three exclamation marks"))


def spaced(number: str) -> str:
    """Write a number in groups of three."""
    return " ".join(number[n : n + 3] for n in range(0, len(number), 3))


def register(registry: Registry) -> None:
    registry.settings.add("services", Services)
    registry.kinds.add(
        "services",
        ColumnKind(
            "services",
            N_("services"),
            chinese=("便民服务",),
            needs=(Needed("unit", N_("a service needs “unit”"), N_("write unit: who offers it")),),
            macro="services",
        ),
    )
    registry.fields.add(
        "offered",
        Field(
            name="offered",
            meaning=N_("Offered: when somebody is there"),
            example="每周六上午",
            byline=N_("Offered"),
            chinese=("服务时间",),
        ),
    )
    registry.pages.add("services", ".overview:OVERVIEW")
    registry.taxonomies.add("unit-of-service", ByUnit())
    registry.rules.add(
        "shouting", Rule("shouting", "warning", N_("three exclamation marks"), {"piece": shouting})
    )
    registry.hosts.add("shelf", ".shelf:SHELF")
    registry.commands.add("services", ".listing")
    registry.filters.add("spaced", spaced, pure=True)
    registry.globals.add("service_word", "service")
    registry.importers.add("vcard", ".vcard:VCARD")
    registry.catalogues.add(
        "services",
        {
            "zh-Hans": {
                "services": "便民服务",
                "unit": "单位",
                "Offered": "服务时间",
                "More services of this unit": "本单位更多服务",
                "three exclamation marks": "连用三个叹号",
            }
        },
    )
