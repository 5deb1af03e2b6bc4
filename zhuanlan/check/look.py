"""The rules of single sources, for batches of them, in any process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhuanlan.budget import SECONDS, OverBudgetError, stopwatch
from zhuanlan.check.finding import Finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.rules import dates, due, posts
from zhuanlan.check.rules.children import named_in_class
from zhuanlan.check.rules.keys import in_chinese
from zhuanlan.check.rules.leftovers import Leftovers, text_blank
from zhuanlan.check.rules.punctuation import wrong_widths
from zhuanlan.check.rules.texts import Words, document_numbers, own_name, personal_data
from zhuanlan.i18n import N_
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.files import read_bytes
from zhuanlan.load.site import privacy_of
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.checks import OPTIONAL
from zhuanlan.model.config import Config
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.workers import Parcel

_BUDGET = {"seconds": SECONDS}
_SIMPLER = N_("divide it, or write it more simply")
Job = tuple[str, Post | StandalonePage | None]
"""A source and what it holds; nothing for what is declared."""


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at sources one by one."""

    content: Path
    config: Config
    campaigns: Mapping[str, Campaign]
    """By their folders."""
    on_disk: Mapping[str, str]
    now: datetime
    words: Words

    @classmethod
    def at(cls, site: Site, content: Path) -> Look:
        """Return what looks at the sources of a site."""
        campaigns = {site.folders[slug]: campaign for slug, campaign in site.campaigns.items()}
        words = Words(site.config.check.words)
        return cls(content, site.config, campaigns, site.on_disk, site.now, words)

    def __call__(self, batch: Sequence[Job]) -> list[Finding]:
        """Return what is found in some sources."""
        found: list[Finding] = []
        with stopwatch() as watch:
            for path, item in batch:
                watch(SECONDS)
                try:
                    found += self.one(path, item)
                except OverBudgetError:
                    message = N_("the text takes more than {seconds:.0f} seconds to check")
                    found.append(
                        Finding("problem", Problem(path, 0, 0, message, _BUDGET, _SIMPLER))
                    )
                finally:
                    watch(0)
        return found

    def parcel(self) -> Parcel:
        """Return the same for machines that see the content, too."""
        return Parcel(list, self, list)

    def read(self, path: str) -> Manuscript:
        """Read a source; raises ProblemError."""
        data = read_bytes(self.content / self.on_disk.get(path, path), path)
        return Manuscript.of(path, data, self.config.limits)

    def one(self, path: str, item: Post | StandalonePage | None) -> Iterator[Finding]:
        """Find what is wrong with one source by itself."""
        try:
            manuscript = self.read(path)
        except ProblemError as error:
            yield from (Finding("problem", problem) for problem in error.problems)
            return
        yield from self.one_of(manuscript, item)

    def one_of(
        self, manuscript: Manuscript, item: Post | StandalonePage | None = None
    ) -> Iterator[Finding]:
        """Find what is wrong with a source that was read."""
        path = manuscript.path
        campaign = self.campaigns.get(path.partition("/")[0])
        yield from _switches(manuscript)
        yield from self._text(manuscript, campaign)
        if path.endswith(".md"):  # what the office declares is its own to show
            yield from personal_data(manuscript, privacy_of(self.config, campaign))
            yield from Leftovers(manuscript).found()
            yield from in_chinese(manuscript)
        if item:
            yield from text_blank(path, item, manuscript)
        if campaign and path.endswith(f"/{CAMPAIGN_FILE}"):
            yield from dates.of_campaign(campaign, manuscript)
            yield from due.of_campaign(campaign, manuscript, self.now)
        if item:
            yield from due.of_item(item, manuscript, self.now)
        if isinstance(item, Post) and campaign:
            yield from dates.of_post(item, manuscript, self.now)
            yield from posts.summary(item, manuscript)
            yield from posts.units(item, campaign, manuscript)
            yield from own_name(manuscript)
            yield from named_in_class(item, manuscript)

    def _text(self, manuscript: Manuscript, campaign: Campaign | None) -> Iterator[Finding]:
        path = manuscript.path
        language = (campaign.language if campaign else None) or self.config.language
        for piece in manuscript.pieces:
            found = [
                *self.words.found(path, piece),
                *document_numbers(path, piece),
                *dates.in_text(path, piece),
            ]
            if language != "en":
                found += wrong_widths(path, piece)
            yield from found if piece.mendable else (one.unmended() for one in found)


def _switches(manuscript: Manuscript) -> Iterator[Finding]:
    """A rule is switched off by its id and with a reason; anything else is a problem."""
    written = {s: line for line, held in reversed(manuscript.switches.items()) for s in held}
    for (rule, reason, column), line in written.items():
        values = {"value": rule, "guess": "", "allowed": ", ".join(OPTIONAL)}
        message = hint = ""
        if rule not in OPTIONAL:
            values["guess"] = likely(rule, OPTIONAL)
            message, hint = N_("unknown rule “{value}”"), meant_of_allowed(values["guess"])
        elif not reason:
            message = N_("a rule is switched off without a reason")
            hint = N_("write why after “{value}”")
        if message:
            problem = Problem(manuscript.path, line, column, message, values, hint)
            yield Finding("problem", problem)
