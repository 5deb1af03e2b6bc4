"""Rule of personal data: what a build masks, so that somebody looks whether that is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from html import unescape

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, set_of
from zhuanlan.core.registry import Registry
from zhuanlan.features.privacy.guard import Guard
from zhuanlan.load import markdown
from zhuanlan.load.site import privacy_of
from zhuanlan.model.checks import Rule
from zhuanlan.model.privacy import KINDS, PrivacySettings, Treatment


class _Listing(Guard):
    """Lists all that it has refused, also what somebody else took notice of."""

    def __init__(self, settings: PrivacySettings, path: str) -> None:
        super().__init__(settings, path)
        self.listed: list[Problem] = []

    def found(self) -> list[Problem]:
        refused = super().found()
        self.listed += refused
        return refused


def personal_data(source: Source) -> Iterator[Finding]:
    """Find what a build masks, so that somebody looks whether that is right.

    What masks it finds it: the same guard, told to name all that it keeps from the page. What the
    office declares is its own to show.
    """
    if not source.is_markdown:
        return
    manuscript, path = source.manuscript, source.path
    settings = privacy_of(source.config, source.campaign)
    told: dict[Treatment, Treatment] = {"mask": "refuse", "refuse": "refuse", "show": "show"}
    named: dict[str, Treatment] = {kind: told[settings.treatment(kind)] for kind in KINDS}
    guard = _Listing(settings.model_copy(update=named), path)
    guard.matter(deepcopy(manuscript.matter))
    registry = source.registry
    written = _MARKUP.sub("", unescape(manuscript.body))
    if guard.holds(written) or _bring_texts(registry):
        place = (path, manuscript.body_line)
        with suppress(ProblemError):  # of what else is wrong with the text the build tells
            markdown.render(manuscript.body, *place, guard=guard, registry=registry)
    guard.found()
    for problem in set_of(guard.listed):  # a text is looked at by itself and within its block
        if "kind" in problem.values:
            yield finding(
                "personal-data",
                path,
                (problem.line, problem.column),
                N_("{kind} is shown as {value}"),
                _IF_PUBLIC,
                **problem.values,
            )


def _bring_texts(registry: Registry) -> bool:
    """Tell whether plug-ins may bring texts that no source holds."""
    tables = (registry.directives, registry.body_passes)
    return any(not table.is_ours(name) for table in tables for name in table)


_IF_PUBLIC = N_("if it is public, say so under contact in campaign.yaml or privacy in config.yaml")
_MARKUP = re.compile(r"<[^<>]*>|[*_~`\\]")
"""Markdown's own characters and tags, which may stand within a number."""

PERSONAL_DATA = Rule(
    "personal-data",
    "notice",
    N_("personal data that readers see masked"),
    {"source": personal_data},
)
