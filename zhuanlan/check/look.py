"""The rules of single sources, for batches of them, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhuanlan.check.finding import Finding, found_by
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Source
from zhuanlan.core.budget import SECONDS, OverBudgetError, stopwatch
from zhuanlan.core.executors import RemoteTask
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_registered
from zhuanlan.core.registry import Registry
from zhuanlan.load.files import read_bytes
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.checks import PROBLEM, Rule, Scope, optional
from zhuanlan.model.config import Config
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site

_BUDGET = {"seconds": SECONDS}
_SIMPLER = N_("divide it, or write it more simply")
Job = tuple[str, Post | StandalonePage | None]
"""A source and what it holds; nothing for what is declared."""

Function = Callable[..., Iterable[Finding]]


def functions(registry: Registry, scope: Scope, *, online: bool = False) -> tuple[Function, ...]:
    """Return what rules look at something with, each once; `online` are those of other sites."""
    rules: Iterable[Rule] = registry.rules.values()
    wanted = (rule for rule in rules if scope in rule.finds and (online or not rule.online))
    return tuple(dict.fromkeys(rule.finds[scope] for rule in wanted))


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at sources one by one."""

    registry: Registry  # first: what follows is unpickled once plug-ins are imported
    content: Path
    config: Config
    campaigns: Mapping[str, Campaign]
    """By their folders."""
    on_disk: Mapping[str, str]
    now: datetime

    @classmethod
    def at(cls, site: Site, content: Path, registry: Registry) -> Look:
        """Return what looks at the sources of a site."""
        campaigns = {site.folders[slug]: campaign for slug, campaign in site.campaigns.items()}
        return cls(registry, content, site.config, campaigns, site.on_disk, site.now)

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
                    found.append(Finding(PROBLEM, Problem(path, 0, 0, message, _BUDGET, _SIMPLER)))
                finally:
                    watch(0)
        return found

    def remote(self) -> RemoteTask:
        """Return the same for machines that see the content, too."""
        return RemoteTask(list, self, list)

    def read(self, path: str) -> Manuscript:
        """Read a source; raises ProblemError."""
        data = read_bytes(self.content / self.on_disk.get(path, path), path)
        return Manuscript.of(path, data, self.config.limits, self.registry)

    def one(self, path: str, item: Post | StandalonePage | None) -> Iterator[Finding]:
        """Find what is wrong with one source by itself."""
        try:
            manuscript = self.read(path)
        except ProblemError as error:
            yield from (Finding(PROBLEM, problem) for problem in error.problems)
            return
        yield from self.one_of(manuscript, item)

    def one_of(
        self, manuscript: Manuscript, item: Post | StandalonePage | None = None
    ) -> Iterator[Finding]:
        """Find what is wrong with a source that was read."""
        campaign = self.campaigns.get(manuscript.path.partition("/")[0])
        source = Source(manuscript, self.config, self.now, campaign, item, self.registry)
        yield from _switches(manuscript, optional(self.registry))
        of_pieces = functions(self.registry, "piece")
        for piece in manuscript.pieces:
            for function in of_pieces:
                found = found_by(function, piece, source)
                yield from found if piece.mendable else (one.unmended() for one in found)
        for function in functions(self.registry, "source"):
            yield from found_by(function, source)


def _switches(manuscript: Manuscript, allowed: Sequence[str]) -> Iterator[Finding]:
    """A rule is switched off by its id and with a reason; anything else is a problem."""
    written = {s: line for line, held in reversed(manuscript.switches.items()) for s in held}
    for (rule, reason, column), line in written.items():
        values = {"value": rule, "guess": "", "allowed": ", ".join(allowed)}
        message = hint = ""
        if rule not in allowed:
            values["guess"] = likely(rule, allowed)
            message, hint = N_("unknown rule “{value}”"), meant_of_registered(values["guess"])
        elif not reason:
            message = N_("a rule is switched off without a reason")
            hint = N_("write why after “{value}”")
        if message:
            problem = Problem(manuscript.path, line, column, message, values, hint)
            yield Finding(PROBLEM, problem)
