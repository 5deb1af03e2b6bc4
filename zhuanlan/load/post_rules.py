"""Rules for the front matter of a post that its keys together, or its campaign, decide."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, likely, meant_of_allowed
from zhuanlan.load.phases import refuses_date
from zhuanlan.load.yaml import Document
from zhuanlan.load.yaml_plain import KeyPath
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.declared import ColumnSpec
from zhuanlan.model.front_matter import FrontMatter


def found_together(
    matter: FrontMatter, document: Document, around: InCampaign, column: ColumnSpec
) -> list[Problem]:
    """Find what only several keys together, or key and campaign together, show."""
    problems: list[Problem] = []
    campaign = around.campaign

    def found(key: KeyPath, message: str, hint: str = "", **values: str) -> None:
        problems.append(Problem(document.path, *document.spot(key), message, values, hint))

    sure = not around.unsure & {"phases", "overlapping_phases", "outside_phases"}
    if matter.phase is None and sure and refuses_date(campaign, matter.date):
        found(
            ("date",),
            N_("the date falls in no phase of the campaign"),
            N_("write phase: with one of {phases}"),
            phases=", ".join(phase.name for phase in campaign.phases),
        )
    for place, honour in enumerate(matter.person.honours if matter.person else ()):
        if campaign.honours and honour not in campaign.honours:
            guess = likely(honour, campaign.honours)
            found(
                ("person", "honours", place),
                N_("“{value}” is not among the honours of the campaign"),
                meant_of_allowed(guess),
                value=honour,
                guess=guess,
                allowed=", ".join(campaign.honours),
            )
    if matter.expires_at and matter.expires_at < (matter.publish_at or matter.date):
        found(("expires_at",), N_("the post expires before it is published"))
    if matter.repealed and matter.repealed < matter.date:
        found(("repealed",), N_("it is repealed before it is dated"))
    for place, correction in enumerate(matter.corrections):
        if correction.date.date() < matter.date.date():
            message = N_("the correction is older than the post, which is of {date}")
            found(("corrections", place, "date"), message, date=f"{matter.date:%Y-%m-%d}")
    for one in column.of_kind.missing(matter):
        found((), one.message, one.hint)
    return problems
