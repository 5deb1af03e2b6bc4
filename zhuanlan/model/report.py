"""Reports that a campaign has declared: which figures, of which time, in which formats.

They are declared under `reports:` in `campaign.yaml` and change no page.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import PurePosixPath
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic import ValidationInfo as Info

from zhuanlan.core.i18n import N_
from zhuanlan.core.registry import Registry
from zhuanlan.model.declared import Phase
from zhuanlan.model.fields import (
    Declared,
    LastMoment,
    Moment,
    Slug,
    Text,
    Texts,
    listed,
    one_text,
    refuse,
    refuse_choice,
)
from zhuanlan.model.registered import registry_in

FORMATS = ("xlsx", "docx", "markdown", "html", "csv", "json", "summary")
"""The formats of reports: modules of `features/reports/formats/`."""

DEFAULT_FORMATS = ("xlsx", "docx")

FORMAT_NAMES: Mapping[str, str] = {
    "excel": "xlsx",
    "表格": "xlsx",
    "word": "docx",
    "文档": "docx",
    "md": "markdown",
    "网页": "html",
    "小结": "summary",
    "总结": "summary",
}
"""Other names that editors may write for formats."""


def format_named(written: str) -> str:
    """Return a format by one of its names, in whatever case; raises a pydantic error."""
    name = written.strip().lower()
    name = FORMAT_NAMES.get(name, name)
    if name not in FORMATS:
        words = [*FORMATS, *FORMAT_NAMES]
        raise refuse_choice(N_("unknown format “{value}”"), written, words)
    return name


def _formats(value: Any) -> Any:
    return tuple(dict.fromkeys(format_named(one_text(one)) for one in _list_of(value)))


def _tables(value: Any, info: Info) -> Any:
    known = [*registry_in(info).report_tables]
    found = [one_text(one) for one in _list_of(value)]
    for one in found:
        if one not in known:
            message = N_("unknown table of reports “{value}”")
            raise refuse_choice(message, one, known, registered=True)
    return tuple(dict.fromkeys(found))


def _list_of(value: Any) -> Sequence[Any]:
    found = listed(value)
    if not isinstance(found, (list, tuple)):
        raise refuse(N_("one text is written here, or a list of texts"))
    return found


_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
LAST_MONTH = "last"


def month_named(value: Any) -> str:
    """Return a month as `2013-03`, from `2013-03`, `2013/3` or `2013年3月`; `last` stays."""
    written = unicodedata.normalize("NFKC", one_text(value))
    if written in (LAST_MONTH, "上月", "上個月", "上个月"):
        return LAST_MONTH
    found = _MONTH.fullmatch(written)
    if not found:
        raise refuse(N_("“{value}” is no month"), N_("write 2013-03, or last"), value=written)
    if not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise refuse(N_("there is no such month: {value}"), value=written)
    return f"{found[1]}-{int(found[2]):02}"


def days_of(month: str) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a month such as `2013-03`."""
    year, number = map(int, month.split("-"))
    start = datetime(year, number, 1)  # noqa: DTZ001 - as all moments of a site
    last = start.replace(day=monthrange(year, number)[1])
    return start, datetime.combine(last, time.max)


def _letterhead(value: str) -> str:
    path = PurePosixPath(value)
    if "\\" in value or ":" in value or path.is_absolute() or ".." in path.parts:
        message = N_("“{value}” is not below the folder of config.yaml")
        hint = N_("write its path from there, such as templates/letterhead.docx")
        raise refuse(message, hint, value=value)
    if path.suffix.lower() != ".docx":
        raise refuse(N_("“{value}” is no Word file"), N_("save it as .docx"), value=value)
    return value


def _table_names(registry: Registry) -> list[str]:
    return [*registry.report_tables]


_TABLE = {"x-choices": _table_names}
_SEVERAL = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


class ReportSpec(Declared):
    """A report of a campaign: its time, its tables, and its files."""

    slug: Slug = Field(
        description=N_("Slug: its name on the command line and in the names of its files"),
        examples=["march"],
    )
    name: Text = Field(
        description=N_("Name: the title of the report"), examples=["三月份学雷锋活动情况"]
    )
    month: Annotated[
        str | None,
        BeforeValidator(month_named),
        WithJsonSchema({"type": ["string", "number"]}),
    ] = Field(
        None,
        description=N_("Month: the one that it tells of; last is the month before the report"),
        examples=["2013-03"],
    )
    phase: Text | None = Field(
        None,
        description=N_("Phase: the one that it tells of, by slug or name"),
        examples=["start"],
    )
    start: Moment | None = Field(
        None,
        description=N_("Start: its first moment; the campaign’s beginning unless given"),
        examples=["2013-03-01"],
    )
    end: LastMoment | None = Field(
        None,
        description=N_("End: its last moment; the day of the report unless given"),
        examples=["2013-03-31"],
    )
    as_of: LastMoment | None = Field(
        None,
        description=N_("As of: count what was published then; the day of the report unless given"),
        examples=["2013-04-02"],
    )
    tables: Annotated[
        tuple[str, ...],
        BeforeValidator(_tables),
        WithJsonSchema({"anyOf": [_TABLE, {"type": "array", "items": _TABLE}]}),
    ] = Field(
        (),
        description=N_("Tables: those that it shows, in order; all that have data unless given"),
        examples=[["regions", "units", "silent"]],
    )
    formats: Annotated[
        tuple[str, ...],
        BeforeValidator(_formats),
        WithJsonSchema(_SEVERAL),
    ] = Field(
        DEFAULT_FORMATS,
        description=N_("Formats: of its files; Excel and Word unless given"),
        examples=[["xlsx", "docx"]],
    )
    recipients: Texts = Field(
        (),
        description=N_("Recipients: who gets it and what they wish, shown to whoever makes it"),
        examples=[["省文明办：Word，月底前"]],
    )
    letterhead: Annotated[Text, AfterValidator(_letterhead)] | None = Field(
        None,
        description=N_("Letterhead: a Word file below the folder of config.yaml"),
        examples=["templates/letterhead.docx"],
    )
    internal: bool = Field(
        False,
        description=N_("Internal: whether it shows figures that only the office may see"),
        examples=[True],
    )

    @model_validator(mode="after")
    def _one_range(self) -> Self:
        given = [name for name in ("month", "phase", "start", "end") if getattr(self, name)]
        if len(given) > 1 and given != ["start", "end"]:
            message = N_("the report “{value}” has more than one range: {keys}")
            hint = N_("write month, or phase, or start and end")
            at = (given[1],)
            raise refuse(message, hint, at, value=self.name, keys=", ".join(given))
        if self.start and self.end and self.end < self.start:
            message = N_("the report “{value}” ends before it starts")
            raise refuse(message, at=("end",), value=self.name)
        return self

    def next_end(self, phases: Sequence[Phase], now: datetime) -> datetime | None:
        """Return the end of its range that comes next after a moment, if any does."""
        end = self.end
        if self.month:
            end = days_of(f"{now:%Y-%m}" if self.month == LAST_MONTH else self.month)[1]
        elif self.phase and (phase := phase_named(self.phase, phases)):
            end = phase.end
        return end if end and end >= now else None


Reports = Annotated[
    tuple[ReportSpec, ...],
    Field(
        description=N_("Reports: those that the office makes again and again"),
        examples=[[{"slug": "march", "name": "三月份学雷锋活动情况", "month": "2013-03"}]],
        repr=False,  # so that no digest of a build depends on them
    ),
]
"""The reports of a campaign."""


def check_reports(reports: Sequence[ReportSpec], phases: Sequence[Phase]) -> None:
    """Refuse a phase that no campaign declares."""
    for place, report in enumerate(reports):
        if report.phase is not None and phase_named(report.phase, phases) is None:
            allowed = [name for phase in phases for name in (phase.slug, phase.name)]
            error = refuse_choice(N_("unknown phase “{value}”"), report.phase, allowed)
            assert error.context is not None  # noqa: S101
            error.context["at"] = ("reports", place, "phase")
            raise error


def phase_named(written: str, phases: Sequence[Phase]) -> Phase | None:
    """Return a phase by its slug, or else by its name."""
    by_slug = next((phase for phase in phases if phase.slug == written), None)
    return by_slug or next((phase for phase in phases if phase.name == written), None)
