"""`config.yaml` and `campaign.yaml` → checked declarations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zhuanlan.i18n import N_
from zhuanlan.load import yaml
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.files import read_bytes
from zhuanlan.load.ledgers import Ledgers
from zhuanlan.load.regions import load_regions
from zhuanlan.load.source import decode
from zhuanlan.load.validate import validate
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import CONFIG, Config
from zhuanlan.model.place import Surroundings
from zhuanlan.model.privacy import PrivacySettings
from zhuanlan.model.region import ROOT, Regions
from zhuanlan.model.signoff import OTHERS
from zhuanlan.model.slug import slugify
from zhuanlan.problems import Problem, likely, meant, meant_of_allowed


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a site declares before its first post: the settings that posts are read by."""

    config: Config
    regions: Regions
    campaigns: dict[str, Campaign]
    """By the name of their folder."""
    version: bytes = b""
    """That of the code and its libraries."""
    ledgers: Ledgers = field(default_factory=Ledgers)
    """What the office has recorded about people."""

    def governing(self, path: str) -> bytes:
        """Return a digest of all that a source is read by, besides its own bytes."""
        folder = path.partition("/")[0] if "/" in path else ""
        if folder not in self._digests:
            config = self.config
            campaign = self.campaigns.get(folder)
            told = (
                config.regions,
                config.pinyin,
                config.limits,
                config.markdown,
                config.columns,
                config.privacy,
                self.ledgers.consents,
            )
            digest = hashlib.blake2b(self.version, digest_size=16)
            digest.update(repr((told, campaign)).encode())
            self._digests[folder] = digest.digest()
        return self._digests[folder]

    def privacy(self, path: str) -> PrivacySettings:
        """Return what happens to personal data in a source, or a drawing, of the content."""
        campaign = self.campaigns.get(path.partition("/")[0])
        return privacy_of(self.config, campaign)

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


def load_config(file: Path, shown: str) -> tuple[Config, Regions]:
    """Read `config.yaml` and the regions it declares; raises ProblemError."""
    document = read_yaml(file, shown)
    config = validate(Config, document)
    return config, load_regions(config.regions, document)


def load_campaign(root: Path, folder: str, config: Config, regions: Regions) -> Campaign:
    """Read one `campaign.yaml`; raises ProblemError."""
    document = read_yaml(root / folder / CAMPAIGN_FILE, f"{folder}/{CAMPAIGN_FILE}")
    if document.data is None:
        document.data = {}
    if isinstance(document.data, dict) and "slug" not in document.data:
        document.data["slug"] = slugify(folder, config.pinyin)
    campaign = validate(Campaign, document, Surroundings(regions, ROOT))
    return campaign if campaign.columns else campaign.model_copy(update={"columns": config.columns})


def check_together(root: Path, campaigns: Mapping[str, Campaign]) -> list[Problem]:
    """Find what is wrong between campaigns: parents that do not exist, or go in a circle."""
    problems: list[Problem] = []
    parents = {campaign.slug: campaign.parent for campaign in campaigns.values()}

    def found(folder: str, message: str, hint: str = "", **values: str) -> None:
        path = f"{folder}/{CAMPAIGN_FILE}"
        spot = read_yaml(root / path, path).spot(("parent",))
        problems.append(Problem(path, *spot, message, values, hint))

    folders: dict[str, str] = {}
    for folder, campaign in campaigns.items():
        first = folders.setdefault(campaign.slug, folder)
        if first != folder:
            path = f"{folder}/{CAMPAIGN_FILE}"
            message = N_("the address of the campaign, {value}, is also that of {other}")
            values = {"value": campaign.slug, "other": f"{first}/{CAMPAIGN_FILE}"}
            spot = read_yaml(root / path, path).spot(("slug",))
            problems.append(Problem(path, *spot, message, values))
        if campaign.parent and campaign.parent not in parents:
            guess = likely(campaign.parent, parents)
            hint = meant(guess)
            message = N_("unknown parent campaign “{value}”")
            found(folder, message, hint, value=campaign.parent, guess=guess)
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
    known = {column.slug for campaign in campaigns.values() for column in campaign.columns}
    for slug in config.signoff.columns:
        if slug != OTHERS and slug not in known:
            guess = likely(slug, known)
            values = {"value": slug, "guess": guess, "allowed": ", ".join(sorted(known)) or "–"}
            spot = read_yaml(file, file.as_posix()).spot(("signoff", "columns", slug), key=True)
            message = N_("no campaign has a column “{value}”")
            yield Problem(CONFIG, *spot, message, values, meant_of_allowed(guess))
