"""The rules of `check`: what one says of itself, and how a site adapts them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema

from zhuanlan.core.i18n import N_
from zhuanlan.core.registry import Registry
from zhuanlan.model.fields import Declared, Text, refuse_choice
from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.registered import registry_in

Severity = Literal["error", "warning", "notice"]

SEVERITIES: tuple[Severity, ...] = (N_("error"), N_("warning"), N_("notice"))  # type: ignore[assignment]
"""From the gravest on; the words are translated where they are shown."""


PROBLEM = "problem"
"""The rule of what a build refuses: it cannot be switched off."""

Scope = Literal["piece", "source", "stories", "published"]
"""What a rule looks at, and what its function is called with (`check/scopes.py`):

- `piece`: a piece of the text of a source, which has no markup; `(Piece, Source)`, in any process
- `source`: one file that people write, by itself; `(Source)`, in any process
- `stories`: the site with drafts and what is still to come, as if it were published; `(Stories)`
- `published`: the site and its output as they were just built; `(Published)`
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `title` is untranslated.

    `finds` are the functions that return what breaks the rule, each with what it looks at. Rules of
    a family may name one function, which is called once. A rule without one is found by a build.
    """

    id: str
    severity: Severity
    title: str
    finds: Mapping[Scope, Callable[..., Iterable[Any]]] = field(default_factory=dict)
    fixable: bool = False
    """Whether `--fix` may mend what breaks it."""
    idle: bool = False
    """Whether it finds what was not done. Such a finding never stops a publication, which may well
    be what is missing."""
    online: bool = False
    """Whether it asks other sites, and so is only used with `--external`."""
    gathered: Callable[[Iterable[Any]], Iterable[Any]] | None = None
    """What becomes of its findings once those that are switched off are gone: to count those that
    have one cause, for example."""


def optional(registry: Registry) -> list[str]:
    """Return the ids of the rules that may be switched off."""
    return [rule for rule in registry.rules if rule != PROBLEM]


def _rule_id(value: str, info: ValidationInfo) -> str:
    allowed = optional(registry_in(info))
    if value not in allowed:
        raise refuse_choice(N_("unknown rule “{value}”"), value, allowed, registered=True)
    return value


RuleId = Annotated[
    str, AfterValidator(_rule_id), WithJsonSchema({"type": "string", "x-choices": optional})
]
"""The id of a rule that may be switched off."""

Ignored = dict[RuleId, Text]
"""Rules that are switched off, each with the reason."""


class IgnoredRule(Declared):
    """A rule that is switched off for the whole site, or for some of its files."""

    rule: RuleId = Field(description=N_("Rule: its id"), examples=["summary"])
    reason: Text = Field(
        description=N_("Reason: why it is switched off"), examples=["稿件以正文开头作摘要"]
    )
    path: Text | None = Field(
        None,
        description=N_("Files: a path below the content folder, * stands for anything"),
        examples=["chun-feng/works/*"],
    )

    def holds_for(self, rule: str, path: str) -> bool:
        """Tell whether a rule is switched off for a file, named from the content folder on."""
        return rule == self.rule and (self.path is None or fnmatchcase(path, self.path))


def _days(registry: Registry) -> dict[str, int]:
    """Return the limits of the kinds of columns that have one."""
    kinds: Mapping[str, ColumnKind] = registry.kinds
    return {name: kind.days for name, kind in kinds.items() if kind.days}


def _by_kind(schema: dict[str, Any]) -> None:
    schema["x-default"] = _days


class CheckLimits(Declared):
    """What is still accepted; days and bytes."""

    home_days: Annotated[int, Field(ge=1)] = Field(
        14,
        description=N_("Home page: days without anything new (国办秘函〔2019〕19号)"),
        examples=[14],
    )
    column_days: dict[Text, Annotated[int, Field(ge=1)]] = Field(
        default_factory=dict,
        json_schema_extra=_by_kind,
        description=N_("Columns: days without anything new, by their kind (国办秘函〔2019〕19号)"),
        examples=[{"news": 14, "notices": 180}],
    )
    blank_days: Annotated[int, Field(ge=0)] = Field(
        14,
        description=N_("Blank: days after its beginning that a column or phase may have no posts"),
        examples=[14],
    )
    picture_width: Annotated[int, Field(ge=1)] = Field(
        400, description=N_("Pictures: the least width in pixels"), examples=[400]
    )
    picture_bytes: Annotated[int, Field(ge=1024)] = Field(
        20_000_000, description=N_("Pictures: the largest file"), examples=[20_000_000]
    )
    page_bytes: Annotated[int, Field(ge=1024)] = Field(
        2_000_000,
        description=N_("Pages: what is loaded before anybody scrolls"),
        examples=[2_000_000],
    )

    def days_of(self, kind: ColumnKind) -> int | None:
        """Return the days after which a column of a kind is not updated; None for no limit."""
        written = "column_days" in self.model_fields_set
        return self.column_days.get(kind.name) if written else kind.days


class CheckSettings(Declared):
    """How `check` reads this site."""

    words: dict[Text, Text] = Field(
        default_factory=dict,
        description=N_("Word list: what not to write, and what instead"),
        examples=[{"登陆网站": "登录网站"}],
    )
    ignore: tuple[IgnoredRule, ...] = Field(
        (),
        description=N_("Switched off: rules that do not hold here, with the reason"),
        examples=[[{"rule": "summary", "reason": "稿件以正文开头作摘要"}]],
    )
    limits: CheckLimits = Field(
        CheckLimits(),
        description=N_("Limits: what is still accepted"),
        examples=[{"picture_width": 600}],
    )

    def ignores(self, rule: str, path: str) -> bool:
        """Tell whether the site switches a rule off for a file of the content."""
        return any(one.holds_for(rule, path) for one in self.ignore)
