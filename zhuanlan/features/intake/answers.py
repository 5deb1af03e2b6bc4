"""What somebody answers about a guess → the value of its field, or a problem."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely
from zhuanlan.features.intake.reception import Reception
from zhuanlan.features.intake.recognise.days import days_in


def answered(field: str, answer: str, folder: str, site: Reception) -> Any:
    """Return the value that an answer gives a field of a story in a campaign.

    Days are read as letters write them; regions, columns and activities are those of the campaign,
    by slug or name. Raises ProblemError for an answer that is none of them.
    """
    campaign = site.campaigns[folder]
    if field == "date":
        return _day(answer, campaign.year or site.now.year)
    if field == "region":
        if not site.regions.match(answer, campaign.scope.code).region:
            raise _unknown(answer, [])
        return answer
    if field == "column":
        return _chosen(answer, {one.slug: one.name for one in campaign.columns})
    if field == "activity":
        activities = (one for one, _ in campaign.all_activities())
        return _chosen(answer, {one.slug: one.name for one in activities})
    return answer


def _day(answer: str, year: int) -> date:
    for day in days_in(answer):
        if found := day.on(year):
            return found
    message = N_("“{value}” is no day")
    hint = N_("write it as 2013-03-12 or 2013年3月12日")
    raise ProblemError([Problem("--interactive", 0, 0, message, {"value": answer}, hint)])


def _chosen(answer: str, names: dict[str, str]) -> str:
    for slug, name in names.items():
        if answer in (slug, name):
            return slug
    raise _unknown(answer, [f"{name} ({slug})" for slug, name in names.items()])


def _unknown(answer: str, allowed: list[str]) -> ProblemError:
    guess = likely(answer, allowed)
    hint = N_("did you mean “{guess}”?") if guess else N_("allowed: {allowed}") if allowed else ""
    values = {"value": answer, "guess": guess, "allowed": ", ".join(allowed)}
    return ProblemError([Problem("--interactive", 0, 0, N_("unknown: “{value}”"), values, hint)])
