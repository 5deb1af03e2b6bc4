"""Which reports are wanted: those that are declared, and one that the command line describes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.report import ReportSpec, phase_named

_PLACE = "zhuanlan report"
"""Where a mistake of the command line is."""


def campaign_named(written: str | None, campaigns: Sequence[Campaign]) -> Campaign:
    """Return a campaign by its slug or title, or the only one; raises ProblemError."""
    if written is None and len(campaigns) == 1:
        return campaigns[0]
    names = {name: one for one in campaigns for name in (one.title, one.name, one.slug)}
    if written in names:
        return names[written]
    allowed = ", ".join(f"{one.slug} ({one.name})" for one in campaigns) or "–"
    if written is None:
        message, hint = N_("the name of the campaign is missing"), N_("name one of: {allowed}")
        raise ProblemError([Problem(_PLACE, 0, 0, message, {"allowed": allowed}, hint)])
    raise unknown(N_("unknown campaign “{value}”"), written, [*names], allowed)


def unknown(message: str, written: str, names: Sequence[str], allowed: str = "") -> ProblemError:
    """Return the problem of a name that nobody declared."""
    guess = likely(written, names)
    values = {"value": written, "guess": guess, "allowed": allowed or ", ".join(names) or "–"}
    return ProblemError([Problem(_PLACE, 0, 0, message, values, meant_of_allowed(guess))])


def saved(campaign: Campaign, slug: str) -> ReportSpec:
    """Return a report that a campaign declares; raises ProblemError where there is none."""
    names = {name: one for one in campaign.reports for name in (one.name, one.slug)}
    if slug not in names:
        allowed = ", ".join(f"{one.slug} ({one.name})" for one in campaign.reports) or "–"
        raise unknown(N_("the campaign declares no report “{value}”"), slug, [*names], allowed)
    return names[slug]


def described(campaign: Campaign, given: Mapping[str, Any]) -> ReportSpec:
    """Return the report that the command line describes; its title is made of its range."""
    phase = given.get("phase")
    if phase and phase_named(phase, campaign.phases) is None:
        names = [name for one in campaign.phases for name in (one.slug, one.name)]
        raise unknown(N_("unknown phase “{value}”"), phase, names)
    fields = {"slug": "asked", "name": "", **given}
    return ReportSpec.model_construct(
        **{key: value for key, value in fields.items() if value != ()}
    )


def changed(spec: ReportSpec, given: Mapping[str, Any]) -> ReportSpec:
    """Return a declared report with what the command line says otherwise."""
    return spec.model_copy(update={key: value for key, value in given.items() if value})


def moment_of(spec: ReportSpec, now: datetime) -> datetime:
    """Return as of when a report counts: never later than now."""
    return min(spec.as_of, now) if spec.as_of else now


def check_letterheads(specs: Iterable[tuple[str, ReportSpec]], folder: Path) -> None:
    """Raise ProblemError where letterheads of reports are missing; each comes with its file."""
    problems = []
    for file, spec in specs:
        if spec.letterhead and not (folder / spec.letterhead).is_file():
            message = N_("the letterhead “{value}” of the report “{name}” does not exist")
            values = {"value": spec.letterhead, "name": spec.name}
            hint = N_("it lies below the folder of config.yaml")
            problems.append(Problem(file, 0, 0, message, values, hint))
    if problems:
        raise ProblemError(problems)
