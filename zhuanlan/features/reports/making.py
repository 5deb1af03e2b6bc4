"""Facts → a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhuanlan.build.reading import Reading
from zhuanlan.core.catalogues import messages
from zhuanlan.core.i18n import N_
from zhuanlan.core.loading import blaming
from zhuanlan.core.options import Options
from zhuanlan.features.reports.best import best_stories
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.reading import Office
from zhuanlan.features.reports.report import Report, Table
from zhuanlan.features.reports.span import day, span_of
from zhuanlan.features.reports.table import TableMaker
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.report import ReportSpec


@dataclass(frozen=True)
class Wish:
    """A report that is wanted: of a campaign, as one is declared; `saved` is the slug of that."""

    campaign: Campaign
    spec: ReportSpec
    saved: str = ""
    log: Path | None = None
    office: Office = field(default_factory=dict)

    @property
    def is_as_declared(self) -> bool:
        """Whether it counts as of the day that its declaration says."""
        declared = (one.as_of for one in self.campaign.reports if one.slug == self.saved)
        return self.spec.as_of in declared


@blaming()
def made(wish: Wish, reading: Reading, options: Options) -> Report:
    """Return a report of the site as it was read."""
    spec, site, registry = wish.spec, reading.site, reading.declared.registry
    campaign = site.campaigns[wish.campaign.slug]  # with what its books declare
    language = campaign.language or site.config.language
    catalogue = messages(registry, language)
    facts = Facts(
        site,
        campaign,
        span_of(spec, campaign, site.now),
        options,
        lambda text: str(catalogue.gettext(text)),  # a text, also where it was a Word
        spec.internal,
        wish.log,
        wish.office,
    )
    tables = [*_tables(facts, registry.report_tables, spec.tables)]
    name = facts.span.name(campaign, language, facts.translate)
    internal = any(table.internal for table in tables)
    then = f"as-of-{spec.as_of:%Y-%m-%d}" if spec.as_of and not wish.is_as_declared else ""
    parts = (campaign.slug, wish.saved or facts.span.slug, then, "internal" if internal else "")
    start, end = facts.span.start, facts.span.end
    return Report(
        slug="-".join(filter(None, parts)),
        title=spec.name or _title(facts, name, as_of=bool(spec.as_of)),
        campaign=campaign.title,
        start=start.date() if start else None,
        end=end.date() if end else None,
        made=site.now,
        phase=facts.span.phase or "",
        issuer="、".join(campaign.organisers.hosts or site.config.organisers.hosts),
        recipients=spec.recipients,
        notes=tuple(_notes(facts, name)),
        tables=tuple(tables),
        sources=facts.sources.all(),
        stories=best_stories(facts),
        internal=internal,
    )


def _tables(facts: Facts, registered: object, wanted: Sequence[str]) -> Iterator[Table]:
    """Yield the tables that have data; those that are wanted in their order."""
    known: dict[str, TableMaker] = registered  # type: ignore[assignment]
    for name in wanted or known:
        yield from known[name].tables(facts)


def _title(facts: Facts, time: str, *, as_of: bool) -> str:
    """Return the title of a report that has none of its own."""
    _ = facts.translate
    if as_of:
        time = _("{time}, as of {day}").format(time=time, day=day(facts.now, facts.language))
    return _("{campaign}: figures ({time})").format(campaign=facts.campaign.name, time=time)


_REASONS = {
    "draft": N_("drafts: {count}"),
    "future": N_("still to come: {count}"),
    "expired": N_("expired: {count}"),
    "taken down": N_("taken off the site: {count}"),
}


def _notes(facts: Facts, name: str) -> Iterator[str]:
    _, span, campaign = facts.translate, facts.span, facts.campaign
    blank = " " if facts.language == "en" else ""
    at = f"{day(facts.now, facts.language)}{blank}{facts.now:%H:%M}"
    yield _("Counted are the stories that the site showed on {moment}, by their dates.").format(
        moment=at
    )
    if span.phase:
        text = _("Counted are the stories that the site puts into the phase “{phase}”.")
        yield text.format(phase=name)
        if campaign.phase(span.phase).start is None:
            yield _("The phase has no dates: deadlines and books count whatever their dates.")
    if any(moment > facts.now for moment in (span.start, span.end) if moment):
        yield _("This time is not over yet: the figures are preliminary.")
    if below := [one.title for one in facts.site.campaigns.values() if one.parent == campaign.slug]:
        text = _("Not counted: stories of the campaigns below this one, {names}.")
        yield text.format(names="、".join(below))
    if left_out := facts.left_out:
        parts = [
            _(_REASONS[reason]).format(count=left_out[reason])
            for reason in _REASONS
            if reason in left_out
        ]
        yield _("Not counted: {parts}.").format(parts=_("; ").join(parts))
