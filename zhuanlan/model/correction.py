"""Corrections (更正): what a published post had wrong, and what is right; readers see them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Moment, Text, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Written):
    """One correction."""

    date: Moment = Field(description=N_("Date: when it was corrected"), examples=["2013-03-14"])
    wrong: Text = Field(
        description=N_("Wrong: what the post said"), examples=["参加活动的有三百人"]
    )
    right: Text = Field(
        description=N_("Right: what it should have said"), examples=["参加活动的有二百人"]
    )


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


Corrections = Annotated[
    tuple[Correction, ...],
    BeforeValidator(_listed, json_schema_input_type=Correction | tuple[Correction, ...]),
    Field(
        description=N_("Corrections: shown at the top of the article, and in feeds"),
        examples=[[{"date": "2013-03-14", "wrong": "三百人", "right": "二百人"}]],
    ),
]
