"""A plug-in for tests: keys of front matter, as somebody outside would add them."""

from __future__ import annotations

from pydantic import Field as Key
from pydantic.dataclasses import dataclass

from zhuanlan.core.registry import Registry
from zhuanlan.model.fields import Moment, Text, Written
from zhuanlan.model.links import RelativeFile
from zhuanlan.model.registered_fields import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Written):
    """When a station is open."""

    opens: Text = Key(description="Opens: in the morning", examples=["8:30"])
    closes: Text = Key(description="Closes: in the evening", examples=["17:00"])


STATION = Field(
    name="station",
    meaning="Station: where volunteers serve",
    example="市图书馆服务岗",
    cards=True,
    byline="Station",
    schema_org="contentLocation",
    chinese=("服务岗",),
)
OPENED = Field(
    name="opened",
    meaning="Opened: its first day",
    example="2013-03-05",
    type=Moment,
    role="plain",
    byline="Opened",
    schema_org="temporalCoverage",
)
HOURS = Field(
    name="hours",
    meaning="Hours: when it is open",
    example={"opens": "8:30", "closes": "17:00"},
    type=Hours,
    role="plain",
)
PLAN = Field(
    name="floor_plan",
    meaning="Floor plan: a picture or document",
    example="plan.docx",
    type=RelativeFile,
    role="file",
)


def register(registry: Registry) -> None:
    for field in (STATION, OPENED, HOURS, PLAN):
        registry.fields.add(field.name, f"tests.plugins.service_points:{_NAMES[field.name]}")


_NAMES = {"station": "STATION", "opened": "OPENED", "hours": "HOURS", "floor_plan": "PLAN"}
