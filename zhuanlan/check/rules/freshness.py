"""Rules of inspected sites: nothing stale, nothing blank (国办秘函〔2019〕19号).

Archived campaigns are exempt, and what has not begun yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Published
from zhuanlan.core.i18n import N_
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.checks import Rule
from zhuanlan.model.config import CONFIG
from zhuanlan.model.site import Groups, Site

_ARCHIVE = N_("publish something, or write archived: true once the campaign is over")


def home(published: Published) -> Iterator[Finding]:
    """Find a site on which nothing is new, while one of its campaigns runs."""
    site = published.site
    current = [groups for groups in site.of_campaign.values() if _is_on(groups.campaign, site.now)]
    if not current:
        return
    newest = max((groups.modified for groups in current if groups.modified), default=None)
    limit = site.config.check.limits.home_days
    if newest is None or (site.now - newest).days > limit:
        yield _stale("fresh-home", CONFIG, (0, 0), newest, limit, site.now, "")


def columns(published: Published) -> Iterator[Finding]:
    """Find columns that are blank or stale."""
    for groups, manuscript in _running(published):
        yield from _columns(published.site, groups, manuscript)


def phases(published: Published) -> Iterator[Finding]:
    """Find phases that have begun without a post."""
    for groups, manuscript in _running(published):
        yield from _phases(published.site, groups, manuscript)


def _running(published: Published) -> Iterator[tuple[Groups, Manuscript]]:
    """Yield the campaigns that are on, each with what declares it."""
    site = published.site
    for slug, groups in site.of_campaign.items():
        if _is_on(groups.campaign, site.now):
            yield groups, published.read(f"{site.folders[slug]}/{CAMPAIGN_FILE}")


def _columns(site: Site, groups: Groups, manuscript: Manuscript) -> Iterator[Finding]:
    limits, path = site.config.check.limits, manuscript.path
    starts = [phase.start for phase in groups.campaign.phases if phase.start]
    settled = not starts or min(starts) + timedelta(days=limits.blank_days) < site.now
    own = isinstance(manuscript.matter.data, dict) and "columns" in manuscript.matter.data
    for place, column in enumerate(groups.campaign.columns):
        spot = manuscript.value_spot("columns", place, "name") if own else (0, 0)
        posts = groups.by("column").get(column.slug, ())
        limit = limits.days_of(column.of_kind)
        if not posts and settled and "column-blank" not in column.ignore:
            message = N_("the column “{column}” has no posts")
            hint = N_("publish something in it, or take it away")
            yield finding("column-blank", path, spot, message, hint, column=column.name)
        if not posts or limit is None or "fresh-column" in column.ignore:
            continue
        newest = posts[0].matter.date
        if (site.now - newest).days > limit:
            yield _stale("fresh-column", path, spot, newest, limit, site.now, column.name)


def _phases(site: Site, groups: Groups, manuscript: Manuscript) -> Iterator[Finding]:
    grace = timedelta(days=site.config.check.limits.blank_days)
    for place, phase in enumerate(groups.campaign.phases):
        begun = groups.campaign.state_of(phase, site.now) != "planned"
        if phase.start and phase.start + grace > site.now:
            continue
        if begun and not groups.by("phase").get(phase.slug):
            yield finding(
                "phase-blank",
                manuscript.path,
                manuscript.value_spot("phases", place, "name"),
                N_("the phase “{phase}” has begun and has no posts"),
                N_("publish something of it"),
                phase=phase.name,
            )


def _is_on(campaign: Campaign, now: datetime) -> bool:
    return campaign.state(now) in ("running", "finished")


def _stale(
    rule: str,
    path: str,
    spot: tuple[int, int],
    newest: datetime | None,
    limit: int,
    now: datetime,
    column: str,
) -> Finding:
    if newest is None:
        return finding(rule, path, spot, N_("nothing has been published yet"), _ARCHIVE)
    message = (
        N_("the newest of “{column}” is {days} days old, the limit is {limit}")
        if column
        else N_("the newest post is {days} days old, the limit is {limit}")
    )
    days = (now - newest).days
    return finding(rule, path, spot, message, _ARCHIVE, days=days, limit=limit, column=column)


FRESH_HOME = Rule(
    "fresh-home",
    "warning",
    N_("the site has not been updated for too long"),
    {"published": home},
    idle=True,
)
FRESH_COLUMN = Rule(
    "fresh-column",
    "warning",
    N_("a column has not been updated for too long"),
    {"published": columns},
    idle=True,
)
COLUMN_BLANK = Rule(
    "column-blank", "warning", N_("a column has no posts"), {"published": columns}, idle=True
)
PHASE_BLANK = Rule(
    "phase-blank",
    "warning",
    N_("a phase that has begun has no posts"),
    {"published": phases},
    idle=True,
)
