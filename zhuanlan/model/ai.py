"""AI-generated content: what editors declare, what readers see, what machines read.

The rules are 《人工智能生成合成内容标识办法》 (in force since 2025-09-01) and GB 45438-2025:
generated texts and pictures carry a label that readers see, and one in the metadata under the key
`AIGC`.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic.dataclasses import dataclass

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, Text, Written, refuse
from zhuanlan.model.links import RelativeFiles

KEY = "AIGC"
"""The key under which the metadata of a file say that it was generated."""

_GENERATED = frozenset({"generated", "生成", "合成", "true", "yes", "是"})
_ASSISTED = frozenset({"assisted", "辅助", "辅助生成"})


def metadata(propagator: str) -> str:
    """Return the value of `AIGC` for what an editor declared, with the name of the publisher.

    `Label` 1 is “generated”, the strongest of the three values of GB 45438-2025.
    """
    value = {"Label": "1", "ContentPropagator": propagator}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _label(value: str) -> str:
    named = "人工智能" in value or "AI" in value
    if not named or not ("生成" in value or "合成" in value):
        raise refuse(
            N_("“{value}” does not say that something is AI-generated"),
            N_("keep 人工智能 or AI, and 生成 or 合成, in the text"),
            value=value,
        )
    return value


Label = Annotated[Text, AfterValidator(_label)]
"""A visible label; the law says which words it must keep."""


class AiSettings(Declared):
    """How AI-generated content is labelled."""

    label: Label = Field(
        "人工智能生成",
        description=N_("Label: what readers see at generated texts and pictures"),
        examples=["本内容由AI生成"],
    )
    assisted: Label = Field(
        "人工智能辅助生成",
        description=N_("Label of assisted texts: those that people wrote with its help"),
        examples=["AI辅助生成"],
    )
    pictures: RelativeFiles = Field(
        (),
        description=N_("Pictures: generated ones, by their paths from the content folder"),
        examples=[["share.jpg"]],
    )

    def of(self, text: str) -> str:
        """Return the label of a text that is `generated` or `assisted`."""
        return self.assisted if text == "assisted" else self.label


def _text(value: Any) -> Any:
    written = str(value)
    if written in _GENERATED:
        return "generated"
    return "assisted" if written in _ASSISTED else value


def _is_generated(value: Any) -> Any:
    return True if str(value) in _GENERATED else value


def _ai(value: Any) -> Any:
    if str(value) in ("false", "no", "否"):
        return {}
    return {"text": value} if isinstance(value, str) else value


OfPicture = Annotated[
    bool,
    BeforeValidator(_is_generated),
    WithJsonSchema({"enum": [True, False, "generated", "生成"]}),
    Field(description=N_("AI: whether the picture was generated"), examples=[True]),
]
"""Whether a picture was generated."""

_OfText = Annotated[
    Literal["generated", "assisted"] | None,
    BeforeValidator(_text),
    WithJsonSchema({"enum": ["generated", "assisted", "生成", "辅助"]}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ai(Written):
    """What of a post or page was generated; its text alone may be written without a key."""

    text: _OfText = Field(
        default=None,
        description=N_("Text: generated, or assisted where people wrote it with its help"),
        examples=["generated"],
    )
    pictures: RelativeFiles = Field(
        default=(),
        description=N_("Pictures: generated ones, by their paths from this file"),
        examples=[["poster.jpg"]],
    )


OfPost = Annotated[
    Ai | None,
    BeforeValidator(
        _ai, json_schema_input_type=Literal["generated", "assisted", "生成", "辅助"] | Ai
    ),
    Field(
        description=N_("AI: what of it was generated; readers see a label there"),
        examples=["generated", {"text": "assisted", "pictures": ["poster.jpg"]}],
    ),
]
"""What of a post or page was generated."""
