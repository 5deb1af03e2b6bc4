"""Campaigns: phases, their states, and what follows from a date."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.model.campaign import Campaign
from zhuanlan.model.declared import Phase


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


def campaign(**changes: object) -> Campaign:
    phases = (
        Phase(slug="start", name="启动", start="2012-03-01", end="2012-03-31"),
        Phase(slug="advance", name="推进", when="无确切日期"),
        Phase(slug="year-end", name="总结", start="2012-11-01", end="2013-01-31"),
        Phase(slug="after", name="常态", start="2013-01-15"),
    )
    fields = {"slug": "x", "title": "专题", "phases": phases, **changes}
    return Campaign.model_construct(**fields)


@pytest.mark.parametrize(
    ("moment", "rule", "found"),
    [
        ("2012-03-31 23:59", {}, ["start"]),
        ("2012-04-01", {}, []),
        ("2012-04-01", {"outside_phases": "nearest"}, ["start"]),
        ("2012-10-30", {"outside_phases": "nearest"}, ["year-end"]),
        ("2012-12-31", {}, ["year-end"]),
        ("2013-01-20", {}, ["year-end", "after"]),
        ("2013-01-20", {"overlapping_phases": "earlier"}, ["year-end"]),
        ("2013-01-20", {"overlapping_phases": "later"}, ["after"]),
        ("2030-01-01", {}, ["after"]),
    ],
)
def test_the_phase_follows_from_the_date(moment: str, rule: dict, found: list[str]) -> None:
    phases = campaign(**rule).phases_at(day(moment))
    assert [phase.slug for phase in phases] == found


@pytest.mark.parametrize(
    ("now", "states"),
    [
        ("2012-02-01", "planned planned planned planned"),
        ("2012-03-15", "running planned planned planned"),
        ("2012-06-01", "finished running planned planned"),
        ("2012-12-01", "finished finished running planned"),
        ("2013-06-01", "finished finished finished running"),
    ],
)
def test_each_phase_has_a_state(now: str, states: str) -> None:
    one = campaign()
    assert [one.state_of(phase, day(now)) for phase in one.phases] == states.split()


def test_an_archived_campaign_is_finished() -> None:
    one = campaign(archived=True)
    assert one.state(day("2012-03-15")) == "archived"
    assert {one.state_of(phase, day("2012-03-15")) for phase in one.phases} == {"finished"}


@given(st.datetimes(day("2011-01-01"), day("2015-01-01")))
def test_states_only_move_forward(now: datetime) -> None:
    order = ["planned", "running", "finished"]
    one = campaign()
    for phase in one.phases:
        before, after = one.state_of(phase, now), one.state_of(phase, now + timedelta(days=40))
        assert order.index(before) <= order.index(after)
