"""Rules of the keys of a post: its summary, and who sent it in."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant
from zhuanlan.model.checks import Rule


def summary(source: Source) -> Iterator[Finding]:
    """Find a post without a summary: lists then show the beginning of its text.

    A draft may still get one.
    """
    post = source.post
    if post and not post.matter.summary and post.matter.status == "published":
        spot = source.manuscript.spot("title")
        hint = N_("write summary: and one sentence")
        yield finding("summary", post.path, spot, N_("the post has no summary"), hint)


def units(source: Source) -> Iterator[Finding]:
    """Find units that the campaign does not declare, where it declares any."""
    post, campaign = source.post, source.campaign
    if not post or not campaign or not campaign.units:
        return
    person = post.matter.person
    written = [(post.matter.unit, ("unit",)), (person.unit if person else None, ("person", "unit"))]
    for unit, key in written:
        if unit and unit not in campaign.units:
            guess = likely(unit, campaign.units)
            yield finding(
                "unit",
                post.path,
                source.manuscript.value_spot(*key),
                N_("the campaign declares no unit “{value}”"),
                meant(guess) or N_("declare it under units in campaign.yaml"),
                value=unit,
                guess=guess,
            )


SUMMARY = Rule("summary", "notice", N_("a post has no summary"), {"source": summary})
UNIT = Rule("unit", "warning", N_("a unit that is not declared"), {"source": units})
