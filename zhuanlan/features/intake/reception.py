"""Where stories are received: a site with its campaigns, and what somebody asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from zhuanlan.build.declaring import declared_in
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely
from zhuanlan.core.registry import Registry
from zhuanlan.features.intake.kept import Kept
from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.settings import IntakeSettings
from zhuanlan.load.ledgers import TAKEDOWNS, read_ledger
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.site import load_config
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.privacy import Takedowns
from zhuanlan.model.region import Regions

Ask = Callable[[Guess, str, Callable[[str], Any]], Guess | None]
"""Shows somebody a guess that is not sure, of a story with a title; returns what is right.

None stands for nothing. The function that it is given reads an answer; it raises ProblemError.
"""


@dataclass
class Reception:
    """What receiving a story needs to know of a site."""

    content: Path
    config_file: Path
    registry: Registry
    config: Config
    regions: Regions
    campaigns: Mapping[str, Campaign]
    now: datetime
    folder: str = ""
    """The folder of the campaign that was asked for."""
    column: str = ""
    """The slug of the column that was asked for."""
    split: bool = False
    """Whether a file may hold several stories."""
    dry_run: bool = False
    again: bool = False
    """Whether files that were imported already are imported again."""
    hosts: tuple[str, ...] = ()
    """Whose pictures are fetched."""
    ask: Ask | None = None
    kept: Kept = field(init=False)

    def __post_init__(self) -> None:
        self.kept = Kept(self.config_file)

    @property
    def settings(self) -> IntakeSettings:
        """What the office says of intake."""
        found: IntakeSettings = self.config.of_plugins["intake"]
        return found

    @cached_property
    def taken_down(self) -> frozenset[str]:
        """The posts that were taken down, by their paths within the content."""
        ledger = read_ledger(self.config_file.parent / "ledgers" / TAKEDOWNS, Takedowns)
        return frozenset(one.source for one in ledger.takedowns if one.source)

    @cached_property
    def _people(self) -> dict[str, frozenset[str]]:
        return {}

    def around(
        self, folder: str, file: str, folders: tuple[str, ...], properties: Mapping[str, str]
    ) -> Around:
        """Return what recognition is given."""
        return Around(
            self.campaigns[folder],
            self.regions,
            file,
            folders,
            properties,
            self.people(folder),
            self.column,
        )

    def people(self, folder: str) -> frozenset[str]:
        """Return the names of those whom stories of a campaign tell of already."""
        if folder not in self._people:
            columns = [one for one in self.campaigns[folder].columns if one.of_kind.people]
            places = (self.content / folder / column.slug for column in columns)
            sources = (file for place in places for file in place.rglob("*.md"))
            names = (_person_of(file) for file in sources)
            self._people[folder] = frozenset(name for name in names if name)
        return self._people[folder]

    def post_of(self, folder: str, digest: str, known: Iterable[str]) -> Path | None:
        """Return the post that a file was made into, wherever it was moved within its campaign."""
        for path in known:
            file = self.content / path
            if file.exists() and digest in file.read_text("utf-8", "replace"):
                return file
        for file in sorted((self.content / folder).rglob("*.md")):
            if digest in file.read_text("utf-8", "replace")[:_FRONT]:
                return file
        return None


_FRONT = 8_000
"""Characters of a post among which its front matter is looked for."""


def _person_of(file: Path) -> str:
    """Return the name below `person:` in a post, without reading all of it.

    A name that nobody has confirmed is none: one wrong guess would be the reason for the next.
    """
    head = file.read_text("utf-8", "replace")[:_FRONT]
    if "field: person\n" in head:
        return ""
    _, found, rest = head.partition("\nperson:")
    name = rest.partition("name:")[2].partition("\n")[0] if found else ""
    return name.strip(" '\"{}").partition(",")[0].strip(" '\"")


def reception(
    content: Path, config_file: Path, now: datetime, campaign: str = "", column: str = ""
) -> Reception:
    """Read what a site declares; raises ProblemError, also for a campaign or column that is not.

    `campaign` is its folder, slug or title, `column` its slug or name; both may be left empty.
    """
    registry = registry_for(config_file, content)
    config, regions = load_config(config_file, str(config_file), registry)
    campaigns = declared_in(content, config, regions, registry)
    if not campaigns:
        hint = N_("begin one with: new campaign")
        message = N_("there is no campaign yet")
        raise ProblemError([Problem(str(content), 0, 0, message, {}, hint)])
    found = Reception(content, config_file, registry, config, regions, campaigns, now)
    found.folder = _campaign(campaigns, campaign) if campaign else ""
    if not found.folder and len(campaigns) == 1:
        found.folder = next(iter(campaigns))
    found.column = _column(found, column) if column else ""
    return found


def _campaign(campaigns: Mapping[str, Campaign], written: str) -> str:
    for folder, one in campaigns.items():
        if written in (folder, one.slug, one.title, one.short):
            return folder
    raise _unknown("--campaign", written, [*campaigns])


def _column(found: Reception, written: str) -> str:
    campaigns = [found.campaigns[found.folder]] if found.folder else [*found.campaigns.values()]
    columns = [column for one in campaigns for column in one.columns]
    for column in columns:
        if written in (column.slug, column.name):
            return column.slug
    raise _unknown("--column", written, [column.slug for column in columns])


def _unknown(option: str, written: str, allowed: list[str]) -> ProblemError:
    message = N_("unknown: “{value}”")
    guess = likely(written, allowed)
    hint = N_("did you mean “{guess}”?") if guess else N_("allowed: {allowed}")
    values = {"value": written, "guess": guess, "allowed": ", ".join(allowed)}
    return ProblemError([Problem(option, 0, 0, message, values, hint)])
