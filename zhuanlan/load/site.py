"""`config.yaml` and `campaign.yaml` → checked declarations."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.inputs import digest, fields
from zhuanlan.core.problems import Problem, ProblemError, likely, meant
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.load import yaml
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.files import read_bytes
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.regions import load_regions
from zhuanlan.load.source import decode
from zhuanlan.load.suggest import no_column
from zhuanlan.load.validate import mended
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import CONFIG, Config
from zhuanlan.model.fields import fields_of
from zhuanlan.model.place import Surroundings
from zhuanlan.model.privacy import KINDS, PrivacySettings
from zhuanlan.model.region import Regions
from zhuanlan.model.registered import Context
from zhuanlan.model.registered_settings import config_model
from zhuanlan.model.settings import Limits
from zhuanlan.model.signoff import OTHERS
from zhuanlan.model.slug import slugify

_OF_ALL_CAMPAIGNS = frozenset({"regions", "columns", "pinyin"})
"""Keys of `config.yaml` without which no campaign is known whole."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a site declares before its first post: the settings that posts are read by."""

    registry: Registry = field(default_factory=registry_of, kw_only=True)
    """What may be named; first, as what follows is unpickled once plug-ins are imported."""
    config: Config
    regions: Regions
    campaigns: dict[str, Campaign]
    """By the name of their folder."""
    version: bytes = b""
    """That of the code and its libraries."""
    ledgers: Ledgers = field(default_factory=Ledgers)
    """What the office has recorded about people."""
    unsure: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Keys that have a mistake, by the folder of the campaign; those of `config.yaml` by ``."""

    def declare(self, folder: str, campaign: Campaign) -> None:
        """Put a campaign in the place of one that is not all that is declared."""
        if self.campaigns.get(folder) != campaign:
            self.campaigns[folder] = campaign
            self._digests.pop(folder, None)

    def unsure_in(self, folder: str) -> frozenset[str]:
        """Return the keys that have a mistake, where sources in a folder depend on them."""
        nothing: frozenset[str] = frozenset()
        return self.unsure.get("", nothing) | self.unsure.get(folder, nothing)

    def whole(self, folder: str) -> bool:
        """Tell whether the campaign of a folder is known as it is meant."""
        of_all = self.unsure.get("", frozenset()) & _OF_ALL_CAMPAIGNS
        return not of_all and not self.unsure.get(folder)

    def slug_is_sure(self, folder: str) -> bool:
        """Tell whether the slug of a campaign is known; it may be the reading of its folder."""
        return not self.unsure_in(folder) & {"slug", "pinyin"}

    def governing(self, path: str) -> bytes:
        """Return a digest of all that a source is read by, besides its own bytes."""
        folder = path.partition("/")[0] if "/" in path else ""
        if folder not in self._digests:
            values: dict[str, object] = {
                "program": self.version,
                **fields("config", "read", self.config),
                "campaign": self.campaigns.get(folder),
                "unsure": sorted(self.unsure_in(folder)),
                "ledgers.consents": self.ledgers.consents,
                "plugins": (self.registry.plugins, self.config.of_plugins),
            }
            self._digests[folder] = digest("read", values)
        return self._digests[folder]

    def privacy(self, path: str) -> PrivacySettings:
        """Return what happens to personal data in a source, or a drawing, of the content."""
        campaign = self.campaigns.get(path.partition("/")[0])
        return privacy_of(self.config, campaign)

    @property
    def privacy_of_folders(self) -> dict[str, PrivacySettings]:
        """The same by the folder of the campaign, under an empty name for all else."""
        return {"": self.config.privacy} | {
            folder: self.privacy(folder) for folder in self.campaigns
        }

    _digests: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)


def privacy_of(config: Config, campaign: Campaign | None) -> PrivacySettings:
    """Return what happens to personal data in what belongs to a campaign, or to none."""
    if campaign is None or not campaign.contact:
        return config.privacy
    return config.privacy.showing(campaign.contact, campaign.title)


def read_yaml(file: Path, shown: str) -> yaml.Document:
    """Read a YAML file; `shown` is how problems name it."""
    data = read_bytes(file, shown)
    return yaml.parse(decode(data, shown), shown)


def load_config(file: Path, shown: str, registry: Registry | None = None) -> tuple[Config, Regions]:
    """Read `config.yaml` and the regions it declares; raises ProblemError.

    Without a `registry` it may name what we ship, and what the plug-ins bring that it names.
    """
    registry = registry or registry_for(file, file.parent / "content")
    config, regions, _, problems = config_as_far_as_known(file, shown, registry)
    if problems:
        raise ProblemError(problems)
    return config, regions


def config_as_far_as_known(
    file: Path, shown: str, registry: Registry
) -> tuple[Config, Regions, frozenset[str], list[Problem]]:
    """Read `config.yaml` without the keys that have a mistake.

    Return also these keys, and what is wrong. What depends on them must not be judged: limits that
    are unknown let everything through, and so do unknown rules for personal data.
    """
    needed = {"name": "–", "url": "https://example.org/"}
    document, unreadable = _document(file, shown, needed)
    model = config_model(registry)
    config, unsure, problems = mended(model, document, Context(registry=registry), needed)
    if unreadable:
        unsure, problems = frozenset(fields_of(model)), unreadable
    try:
        regions = load_regions(config.regions, document)
    except ProblemError as error:
        regions = load_regions((), document)
        unsure |= {"regions"}
        problems += error.problems
    lenient = {key: value for key, value in _LENIENT.items() if key in unsure}
    return config.model_copy(update=lenient), regions, unsure, problems


_LENIENT: dict[str, Any] = {
    "limits": Limits.model_construct(
        post_bytes=sys.maxsize, front_matter_bytes=sys.maxsize, asset_bytes=sys.maxsize
    ),
    "privacy": PrivacySettings.model_validate(dict.fromkeys(KINDS, "show")),
}
"""Settings that let everything through, where nobody knows which ones are meant."""


def _document(
    file: Path, shown: str, needed: dict[str, str]
) -> tuple[yaml.Document, list[Problem]]:
    """Return a YAML file, or where it cannot be read only what is needed, and what is wrong."""
    try:
        return read_yaml(file, shown), []
    except ProblemError as error:
        return yaml.Document(shown, dict(needed)), error.problems


def load_campaign(
    root: Path, folder: str, config: Config, around: Surroundings
) -> tuple[Campaign, frozenset[str], list[Problem]]:
    """Read one `campaign.yaml` without the keys that have a mistake.

    Return also these keys, and what is wrong.
    """
    needed = {"slug": "campaign", "title": "–"}
    document, unreadable = _document(
        root / folder / CAMPAIGN_FILE, f"{folder}/{CAMPAIGN_FILE}", needed
    )
    empty = not document.data
    if document.data is None:
        document.data = {}
    if isinstance(document.data, dict) and "slug" not in document.data:
        document.data["slug"] = slugify(folder, config.pinyin)
    campaign, unsure, problems = mended(Campaign, document, around, needed)
    if unreadable or empty:
        unsure, problems = frozenset(fields_of(Campaign)), unreadable or problems
    if not campaign.columns and "columns" not in unsure:
        campaign = campaign.model_copy(update={"columns": config.columns})
        unsure |= around.unsure & {"columns"}
    return campaign, unsure, problems


def check_together(root: Path, declared: Declarations) -> list[Problem]:
    """Find what is wrong between campaigns: parents that do not exist, or go in a circle."""
    problems: list[Problem] = []
    named = [one for folder, one in declared.campaigns.items() if declared.slug_is_sure(folder)]
    parents = {campaign.slug: campaign.parent for campaign in named}
    all_named = len(named) == len(declared.campaigns)

    def found(folder: str, message: str, hint: str = "", **values: str) -> None:
        path = f"{folder}/{CAMPAIGN_FILE}"
        spot = read_yaml(root / path, path).spot(("parent",))
        problems.append(Problem(path, *spot, message, values, hint))

    folders: dict[str, str] = {}
    for folder, campaign in declared.campaigns.items():
        if not declared.slug_is_sure(folder):
            continue
        first = folders.setdefault(campaign.slug, folder)
        if first != folder:
            path = f"{folder}/{CAMPAIGN_FILE}"
            message = N_("the address of the campaign, {value}, is also that of {other}")
            values = {"value": campaign.slug, "other": f"{first}/{CAMPAIGN_FILE}"}
            spot = read_yaml(root / path, path).spot(("slug",))
            problems.append(Problem(path, *spot, message, values))
        if campaign.parent and campaign.parent not in parents:
            if not all_named:
                continue  # it may be the one whose name is not known
            others = {one.slug: one.title for one in named if one is not campaign}
            titled = {title: slug for slug, title in others.items()}
            guess = likely(campaign.parent, [*others, *titled])
            guess = titled.get(guess, guess)
            allowed = ", ".join(f"{slug} ({title})" for slug, title in others.items())
            hint = meant(guess) or N_("allowed: {allowed}")
            if not others:
                hint = N_("there is no other campaign; take this line away")
            message = N_("unknown parent campaign “{value}”")
            found(folder, message, hint, value=campaign.parent, guess=guess, allowed=allowed)
            continue
        seen = {campaign.slug}
        above = campaign.parent
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above:
            found(folder, N_("campaign “{value}” is its own ancestor"), value=campaign.slug)
    return problems


def check_columns(
    file: Path, config: Config, campaigns: Mapping[str, Campaign]
) -> Iterator[Problem]:
    """Find columns whose posts have to be signed, and that no campaign has."""
    known = {column.slug: column for one in campaigns.values() for column in one.columns}
    names = {column.name for one in campaigns.values() for column in one.columns}
    for written in config.signoff.columns:
        if written != OTHERS and written not in known and written not in names:
            spot = read_yaml(file, file.as_posix()).spot(("signoff", "columns", written), key=True)
            message = N_("no campaign has a column “{value}”")
            values, hint = no_column(written, known.values())
            yield Problem(CONFIG, *spot, message, values, hint)
