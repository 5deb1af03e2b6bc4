"""`campaign.yaml`: one campaign with its phases, activities, columns and documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from zhuanlan.core.i18n import N_
from zhuanlan.model.book import Books
from zhuanlan.model.declared import (
    Activity,
    ColumnSpec,
    Document,
    KeyDate,
    Organisers,
    Phase,
    Picture,
    State,
    check_chain,
)
from zhuanlan.model.fields import (
    Colour,
    Declared,
    Slug,
    Text,
    Texts,
    refuse,
)
from zhuanlan.model.place import Place, Region, Surroundings
from zhuanlan.model.region import ROOT
from zhuanlan.model.report import Reports, check_reports
from zhuanlan.model.unit import Unit, Units, check_units


class Campaign(Declared):
    """The whole of a `campaign.yaml`."""

    slug: Slug = Field(
        description=N_("Slug: its name in addresses; the folder’s unless given"),
        examples=["chun-feng"],
    )
    title: Text = Field(
        description=N_("Title: the full name of the campaign"), examples=["“春风行动”学雷锋专题"]
    )
    short: Text | None = Field(
        None, description=N_("Short name: where space is short"), examples=["春风行动"]
    )
    slogan: Text | None = Field(
        None,
        description=N_("Slogan: what stands on the banner"),
        examples=["人人学雷锋，处处有春风"],
    )
    introduction: Text | None = Field(
        None,
        description=N_("Introduction: what the campaign is about"),
        examples=["全省学雷锋活动的图文报道。"],
    )
    language: Literal["zh-Hans", "zh-Hant", "en"] | None = Field(
        None, description=N_("Language: the site’s unless given"), examples=["zh-Hant"]
    )
    year: Annotated[int, Field(ge=1949, le=2999)] | None = Field(
        None, description=N_("Year: of the campaign"), examples=[2013]
    )
    colour: Colour | None = Field(
        None, description=N_("Colour: the main one, the site’s unless given"), examples=["#b3261e"]
    )
    banner: Picture | None = Field(
        None,
        description=N_("Banner: a picture; hills are drawn without one"),
        examples=[{"file": "banner.jpg", "alt": "志愿者在山坡上植树"}],
    )
    organisers: Organisers = Field(
        Organisers(),
        description=N_("Organisers: hosts, executors, supporters"),
        examples=[{"hosts": ["某省文明办"]}],
    )
    scope: Annotated[Region, Field(validate_default=True)] = Field(
        Place(ROOT, "全国"),
        description=N_("Scope: the region that its stories come from"),
        examples=["黑龙江省"],
    )
    channels: tuple[Region, ...] = Field(
        (),
        description=N_("Channels: regions that are shown in a row"),
        examples=[["哈尔滨市", "齐齐哈尔市"]],
    )
    units: Units = Field(
        (),
        description=N_("Units: those that send stories in; others are pointed out"),
        examples=[[{"name": "哈尔滨市文明办", "aliases": ["哈市文明办"]}]],
    )
    contact: Texts = Field(
        (),
        description=N_("Contact: telephones and mailboxes of its office, which its posts may show"),
        examples=[["0451-82345678", "xlf@example.cn"]],
    )
    parent: Text | None = Field(
        None,
        description=N_("Parent: the slug of the campaign above it"),
        examples=["chun-feng-province"],
    )
    archived: bool = Field(
        False,
        description=N_("Archived: it is over, and exempt from the checks of freshness"),
        examples=[True],
    )
    phases: tuple[Phase, ...] = Field(
        (),
        description=N_("Phases: its stretches of time, in order"),
        examples=[[{"slug": "start", "name": "启动", "start": "2013-03-01"}]],
    )
    overlapping_phases: Literal["error", "earlier", "later"] = Field(
        "error",
        description=N_("Overlap: which phase a date in several belongs to"),
        examples=["later"],
    )
    outside_phases: Literal["error", "none", "nearest"] = Field(
        "error",
        description=N_("Outside: which phase a date in none belongs to"),
        examples=["nearest"],
    )
    activities: tuple[Activity, ...] = Field(
        (),
        description=N_("Activities: with their formal names"),
        examples=[[{"slug": "service", "name": "惠民服务"}]],
    )
    columns: tuple[ColumnSpec, ...] = Field(
        (),
        description=N_("Columns: the site’s unless given"),
        examples=[[{"slug": "news", "name": "活动动态", "kind": "news"}]],
    )
    key_dates: tuple[KeyDate, ...] = Field(
        (),
        description=N_("Key dates: those that the campaign turns on"),
        examples=[[{"title": "启动仪式", "date": "2013-03-05"}]],
    )
    documents: tuple[Document, ...] = Field(
        (),
        description=N_("Documents: what it rests on"),
        examples=[[{"title": "关于开展学雷锋活动的通知", "issuer": "某省文明办"}]],
    )
    honours: Texts = Field(
        (), description=N_("Honours: those that are awarded"), examples=[["先进个人"]]
    )
    books: Books = Field(
        (),
        description=N_("Books: tables that it keeps, such as its stations or its honours"),
        examples=[[{"slug": "stations", "name": "示范点", "kind": "stations"}]],
    )
    reports: Reports = Field(default=())

    def having(self, keys: Mapping[str, Any]) -> Campaign:
        """Return the campaign with other values of some keys, which nothing checks."""
        return Campaign.model_construct(_fields_set=self.model_fields_set, **{**dict(self), **keys})

    @property
    def name(self) -> str:
        """The name where space is short."""
        return self.short or self.title

    @property
    def key_dates_in_order(self) -> tuple[KeyDate, ...]:
        """The key dates by their date; those without any come last, as they are written."""
        last = datetime.max  # noqa: DTZ901 - compared only
        return tuple(sorted(self.key_dates, key=lambda key_date: key_date.date or last))

    def column(self, slug: str) -> ColumnSpec:
        """Return a column by its slug."""
        return next(column for column in self.columns if column.slug == slug)

    def phase(self, slug: str) -> Phase:
        """Return a phase by its slug."""
        return next(phase for phase in self.phases if phase.slug == slug)

    def unit(self, written: str) -> Unit | None:
        """Return the declared unit of a name or alias."""
        return self._units.get(written)

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {name: unit for unit in self.units for name in unit.names}

    def all_activities(self) -> Iterator[tuple[Activity, Activity | None]]:
        """Yield each activity with the one above it, depth first."""
        pending: list[tuple[Activity, Activity | None]] = [(a, None) for a in self.activities]
        while pending:
            activity, above = pending.pop(0)
            yield activity, above
            pending[:0] = [(child, activity) for child in activity.activities]

    @cached_property
    def every_activity(self) -> tuple[Activity, ...]:
        """All activities, depth first."""
        return tuple(activity for activity, _ in self.all_activities())

    def activity_lineage(self, slug: str) -> tuple[Activity, ...]:
        """Return an activity and those above it, from the top down."""
        return self._activity_lineages[slug]

    @cached_property
    def _activity_lineages(self) -> Mapping[str, tuple[Activity, ...]]:
        found: dict[str, tuple[Activity, ...]] = {}
        for activity, above in self.all_activities():  # those above come first
            found[activity.slug] = (*(found[above.slug] if above else ()), activity)
        return found

    def phases_at(self, moment: datetime) -> list[Phase]:
        """Return the phases that hold a moment, following `outside_phases` where none does.

        More than one is left only if `overlapping_phases` is `error`.
        """
        found = [phase for phase in self.dated_phases if phase.holds(moment)]
        if len(found) > 1 and self.overlapping_phases != "error":
            return [found[0] if self.overlapping_phases == "earlier" else found[-1]]
        if not found and self.outside_phases == "nearest":
            dated = [phase for phase in self.phases if phase.start]
            return [min(dated, key=lambda phase: phase.distance(moment))] if dated else []
        return found

    @cached_property
    def dated_phases(self) -> tuple[Phase, ...]:
        """The phases that have dates, by their start."""
        dated = [phase for phase in self.phases if phase.start]
        return tuple(sorted(dated, key=attrgetter("start")))

    def state_of(self, phase: Phase, now: datetime) -> State:
        """Return the state of a phase at a moment.

        A phase without dates stands between its neighbours: it is finished once a later one has
        started, and runs once the dated ones before it are over. Without any date, all run.
        """
        if self.archived:
            return "finished"
        if phase.start:
            if now < phase.start:
                return "planned"
            return "finished" if phase.end and phase.end < now else "running"
        if not any(other.start for other in self.phases):
            return "running"
        place = self.phases.index(phase)
        if any(later.start and later.start <= now for later in self.phases[place + 1 :]):
            return "finished"
        dated = [before for before in self.phases[:place] if before.start]
        over = all(before.end and before.end < now for before in dated)
        return "running" if dated and over else "planned"

    def state(self, now: datetime) -> State | Literal["archived"]:
        """Return the state of the campaign at a moment."""
        if self.archived:
            return "archived"
        states: set[State] = {self.state_of(phase, now) for phase in self.phases}
        if not states or "running" in states or states == {"planned", "finished"}:
            return "running"
        return states.pop()

    @model_validator(mode="after")
    def _unique(self) -> Self:
        for where, slugs in (
            ("columns", [column.slug for column in self.columns]),
            ("phases", [phase.slug for phase in self.phases]),
            ("activities", [activity.slug for activity, _ in self.all_activities()]),
            ("books", [book.slug for book in self.books]),
            ("reports", [report.slug for report in self.reports]),
        ):
            for place, slug in enumerate(slugs):
                if slug in slugs[:place]:
                    at = (where,) if where == "activities" else (where, place, "slug")
                    message = N_("“{value}” occurs twice in {where}")
                    raise refuse(message, at=at, value=slug, where=where)
        return self

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        check_chain(self.documents)
        check_units(self.units)
        check_reports(self.reports, self.phases)
        return self

    @model_validator(mode="before")
    @classmethod
    def _no_tables_of_rows(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise refuse(N_("the file must hold keys and values"))
        return data


@dataclass(frozen=True, slots=True)
class InCampaign(Surroundings):
    """What the front matter of a post is checked against: its campaign, too."""

    campaign: Campaign
