"""Kinds of values that editors write, each with its own check and its own words when it fails."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    WithJsonSchema,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant_of_allowed, meant_of_registered

_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Declared(BaseModel):
    """Base of what a site declares once: unknown keys are errors, values are final."""

    model_config = ConfigDict(**_STRICT, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _left_empty(cls, data: Any) -> Any:
        return _without_empty(cls, data)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Written:
    """Base of what every post declares: the same checks, in a fifth of a model's memory."""

    @model_validator(mode="before")
    @classmethod
    def _left_empty(cls, data: Any) -> Any:
        return _without_empty(cls, data)


def fields_of(model: type) -> dict[str, FieldInfo]:
    """Return the fields of something declared, by the keys that editors write."""
    fields: dict[str, FieldInfo] = getattr(model, "__pydantic_fields__", {})
    return fields


def _without_empty(model: type, data: Any) -> Any:
    """A key that is left empty counts as not written, unless it is needed."""
    if not isinstance(data, dict) or None not in data.values():
        return data
    optional = _optional(model)
    return {key: value for key, value in data.items() if value is not None or key not in optional}


@lru_cache(maxsize=256)
def _optional(model: type) -> frozenset[str]:
    return frozenset(name for name, field in fields_of(model).items() if not field.is_required())


def refuse(
    message: str, hint: str = "", at: tuple[str | int, ...] = (), **values: Any
) -> PydanticCustomError:
    """Return the error for a value.

    `message` and `hint` are untranslated, with `{name}` fields for `values`; `at` leads from the
    value that is checked to the part of it that is at fault.
    """
    context: dict[str, Any] = {"message": message, "hint": hint, "at": at, "values": values}
    return PydanticCustomError("zhuanlan", "{message}", context)


def refuse_choice(
    message: str, value: str, allowed: list[str], *, registered: bool = False
) -> PydanticCustomError:
    """Return the error for a value that is none of `allowed`, with the likeliest of them.

    Of what is `registered` a plug-in may have brought more.
    """
    guess = likely(value, allowed)
    hint = (meant_of_registered if registered else meant_of_allowed)(guess)
    if not allowed:
        hint = N_("none is declared: add it to campaign.yaml, or take this line away")
    return refuse(message, hint, value=value, guess=guess, allowed=", ".join(allowed) or "–")


CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef]"
)


def _text(value: str) -> str:
    if not value:
        raise refuse(N_("the value is empty"))
    if found := CONTROL.search(value):
        raise refuse(
            N_("the text holds an invisible control character (U+{code})"),
            N_("delete it and type the text again"),
            code=f"{ord(found[0]):04X}",
        )
    return value


_TEXT = {"type": ["string", "number"], "minLength": 1}
"""In a schema: our YAML reads `2013` as a text where one is meant, an editor's as a number."""

_SEVERAL = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}

Text = Annotated[str, AfterValidator(_text), WithJsonSchema(_TEXT)]
"""A text of at least one character, without control characters or direction overrides."""

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")

RESERVED = frozenset("assets books documents feed index matrix page people".split())
"""Names under a campaign that zhuanlan itself uses, besides the prefixes of taxonomies."""


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value) or len(value) > 80:
        raise refuse(
            N_("“{value}” cannot be part of an address"),
            N_("use a–z, 0–9 and single hyphens, 80 characters at most"),
            value=value,
        )
    if DEVICES.fullmatch(value):
        raise refuse(N_("“{value}” is a reserved file name on Windows"), value=value)
    return value


Slug = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$", "maxLength": 80}),
]
"""One part of an address: lower-case ASCII that every file system and web server takes."""

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.年])(?P<month>\d{1,2})(?:(?P=sep)|月)(?P<day>\d{1,2})日?"
    r"(?:(?:T|\s+|(?<=日))(?P<half>上午|下午)?\s*(?P<hour>\d{1,2})[:时点](?P<minute>\d{1,2})?"
    r"(?:[:分](?P<second>\d{1,2})?秒?)?(?:\+08:?00)?)?"
)
_PARTS = ("year", "month", "day", "hour", "minute", "second")


def parse_moment(value: str, *, end_of_day: bool = False) -> datetime:
    """Read a date, with or without a time of day, as editors write it.

    Accepts `2012-03-05`, `2012/3/5`, `2012年3月5日`, full-width digits, each with or without a time
    (`8:30`, `08:30:00`, `上午9时`). A date alone is its first moment, with `end_of_day` its last.
    Returns a naive datetime in the site's time zone. Raises a pydantic error otherwise.
    """
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", value).strip())
    if not found:
        raise refuse(
            N_("“{value}” is no date"), N_("write 2012-03-05 or 2012-03-05 08:30"), value=value
        )
    year, month, day, hour, minute, second = (int(found[name] or 0) for name in _PARTS)
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"] == "下午" else 0)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        raise refuse(N_("there is no such day or time: {value}"), value=value) from None
    if end_of_day and found["hour"] is None:
        return datetime.combine(moment, time.max)
    return moment


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise refuse(N_("one date is written here"), N_("write 2012-03-05 or 2012-03-05 08:30"))
    return parse_moment(value)


_MOMENT_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"^\d{4}[-/.年]"})

Moment = Annotated[datetime, BeforeValidator(_moment), _MOMENT_SCHEMA]
"""A date, optionally with a time of day, in the site's time zone."""


def _last_moment(value: Any) -> datetime:
    return parse_moment(value, end_of_day=True) if isinstance(value, str) else _moment(value)


LastMoment = Annotated[datetime, BeforeValidator(_last_moment), _MOMENT_SCHEMA]
"""The end of a span: a date alone means the whole of that day."""


def one_text(value: Any) -> str:
    """Refuse a list where one text is written."""
    if not isinstance(value, str):
        raise refuse(N_("one text is written here, not a list"))
    return value.strip()


def listed(value: Any) -> Any:
    """Let a single text stand for a list of one."""
    return [value] if isinstance(value, str) else value


_SEPARATORS = re.compile("[,，、;；]")
_NOT_IN_TAGS = re.compile('[【】\\[\\]“”"]')


def _tags(value: Any) -> Any:
    """Take tags as editors write them: a list, or a text with commas of any width between."""
    if not isinstance(value, (str, list, tuple)):
        return value
    written = [value] if isinstance(value, str) else value
    if not all(isinstance(item, str) for item in written):
        return written
    tags: list[str] = []
    for item in written:
        if _NOT_IN_TAGS.search(item):
            raise refuse(N_("“{value}” is no tag"), N_("write tags: [one, another]"), value=item)
        tags += [part.strip() for part in _SEPARATORS.split(item) if part.strip()]
    return list(dict.fromkeys(tags))


Texts = Annotated[tuple[Text, ...], BeforeValidator(listed), WithJsonSchema(_SEVERAL)]
"""One text or a list of texts."""

Tags = Annotated[tuple[Text, ...], BeforeValidator(_tags), WithJsonSchema(_SEVERAL)]
"""Tags, each once."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise refuse(N_("“{value}” is no colour"), N_("write it as #b3261e"), value=value)
    return value.lower()


Colour = Annotated[
    str,
    AfterValidator(_colour),
    WithJsonSchema({"type": "string", "pattern": f"^{_COLOUR.pattern}$", "format": "color"}),
]
"""A colour as `#rrggbb`."""
