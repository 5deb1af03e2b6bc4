"""What rules look at: one source, all stories, or the site as it was published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from zhuanlan.check.manuscript import Manuscript
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.load.content import CAMPAIGN_FILE, is_markdown
from zhuanlan.load.published import Known
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import CONFIG, Config
from zhuanlan.model.post import Body, Post, StandalonePage
from zhuanlan.model.site import Site

Read = Callable[[str], Manuscript]
"""Reads a source by its path below the content folder; raises ProblemError."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that people write: a post, a page, `campaign.yaml` or `config.yaml`."""

    manuscript: Manuscript
    config: Config
    now: datetime
    """The build date."""
    campaign: Campaign | None = None
    """The campaign in whose folder it lies."""
    item: Post | StandalonePage | None = None
    """What it holds, if it is a post or a page."""
    registry: Registry = field(default_factory=registry_of)

    @property
    def path(self) -> str:
        """Its path below the content folder."""
        return self.manuscript.path

    @property
    def is_markdown(self) -> bool:
        """Whether it is a post or a page, and so written by contributors."""
        return is_markdown(self.path)

    @property
    def post(self) -> Post | None:
        """The post that it holds."""
        return self.item if isinstance(self.item, Post) and self.campaign else None

    @property
    def declared(self) -> Campaign | None:
        """The campaign that it declares."""
        return self.campaign if self.path.endswith(f"/{CAMPAIGN_FILE}") else None

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return (self.campaign.language if self.campaign else None) or self.config.language


@dataclass(frozen=True, slots=True)
class Stories:
    """A site with all that is published, or would be: rules look at it twice.

    First with what appears by itself, then with drafts, too. What is only found then is marked, as
    readers do not meet it.
    """

    site: Site
    read: Read


@dataclass(frozen=True, slots=True)
class Published:
    """A site as it was just built, with its output."""

    site: Site
    read: Read
    folder: Path
    """The output."""
    files: Collection[str]
    """The paths of all files below `folder`."""
    known: Sequence[Known]
    """The addresses that readers know."""
    text: Callable[[str, bytes], Body]
    """Finds the text of a source, by its path and the key that its item has as `body`."""
    progress: Callable[[Sequence[str]], Iterable[str]]
    """Yields paths of sources one by one, and shows how far a rule is."""

    @property
    def sources(self) -> list[str]:
        """The paths of all files that people write."""
        return [*self.site.all_by_path, *campaign_files(self.site), CONFIG]


def campaign_files(site: Site) -> list[str]:
    """Return the paths of the files that declare campaigns."""
    return [f"{folder}/{CAMPAIGN_FILE}" for folder in site.folders.values()]
