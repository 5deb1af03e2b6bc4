"""What is no mistake and still deserves a look: warnings, which `--strict` makes problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.model.page import Asset
from zhuanlan.model.post import Post
from zhuanlan.model.site import Site

UNUSED = "unused-file"


def next_change(site: Site) -> datetime | None:
    """Return the first moment after the build date at which the output would change by itself.

    That is when a post appears, expires or is repealed, a phase or mourning starts or ends, or data
    change; None if nothing is to come.
    """
    moments: list[datetime | None] = [*site.data_moments]
    for item in (*site.posts, *site.unpublished):
        if isinstance(item, Post) and item.path not in site.taken_down and _may_come(site, item):
            matter = item.matter
            moments += [matter.date, matter.publish_at, _after(matter.expires_at), matter.repealed]
    for campaign in site.campaigns.values():
        for phase in campaign.phases:
            moments += [phase.start, _after(phase.end)]
        moments += [document.repealed for document in campaign.documents]
    for span in site.config.mourning:
        moments += [span.start, _after(span.end)]
    return min((moment for moment in moments if moment and moment > site.now), default=None)


def next_report(site: Site) -> datetime | None:
    """Return the first moment after the build date at which the time of a report is over."""
    ends = (
        _after(report.next_end(campaign.phases, site.now))
        for campaign in site.campaigns.values()
        for report in campaign.reports
    )
    return min((end for end in ends if end), default=None)


def _may_come(site: Site, post: Post) -> bool:
    """Tell whether a post may appear by itself; a draft does not, unless drafts are shown."""
    return post.path in site.by_path or post.matter.status != "draft"


def _after(moment: datetime | None) -> datetime | None:
    """An end is part of what it ends; the change comes right after it."""
    last = datetime.max  # noqa: DTZ901 - naive as all of the site's moments
    return moment + timedelta(microseconds=1) if moment and moment < last else None


_TEXTS = ("doc", "docx", "wps", "pdf", "ofd", "odt")


def _unused(path: str) -> Problem:
    message = N_("the file is used nowhere, so it is not published")
    name = path.rpartition("/")[2]
    office = name.rpartition(".")[2].lower() in _TEXTS
    name = f'"{name}"' if " " in name else name
    hint = N_("as a story copy its text into an .md file; as a download write ::attachment {name}")
    return Problem(path, 0, 0, message, {"name": name}, hint if office else "", rule=UNUSED)


def advice(site: Site, assets: Sequence[Asset]) -> list[Problem]:
    """Return warnings: unused files, and phases that contradict the date of their post."""
    used = {asset.source for asset in assets}
    for item in site.unpublished:
        used |= {ref.target for ref in (*item.references, *item.mentions)}
    warnings = [
        _unused(path)
        for path in site.assets
        if site.on_disk.get(path, path) not in used and path not in used
    ]
    for post in site.posts:
        campaign = site.campaigns[post.campaign]
        if post.matter.phase is None or post.phase is None:
            continue
        phase = campaign.phase(post.phase)
        if phase.start and not phase.holds(post.matter.date):
            values = {"phase": phase.name, "date": f"{post.matter.date:%Y-%m-%d}"}
            message = N_("the date {date} lies outside phase “{phase}”")
            warnings.append(Problem(post.path, 0, 0, message, values, rule="date-phase"))
    return [warning for warning in warnings if not site.ignores(warning.rule, warning.path)]
