"""What a site declares before its first post: settings, ledgers and campaigns, as far as known.

A file with a mistake is read without the keys at fault. Posts are read all the same, so that what
is wrong with them is known at once; only what depends on such a key is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from zhuanlan.build.cache.store import FOLDER
from zhuanlan.core.inputs import version
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.load.content import CAMPAIGN_FILE, Content, walk
from zhuanlan.load.data import Data, DataRequest, DataSource
from zhuanlan.load.ledgers import load_ledgers
from zhuanlan.load.phases import check_phases
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.site import (
    Declarations,
    check_columns,
    check_together,
    config_as_far_as_known,
    load_campaign,
    read_yaml,
)
from zhuanlan.load.targets import check_targets
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import CONFIG, Config
from zhuanlan.model.place import Surroundings
from zhuanlan.model.region import ROOT, Regions

_OF_PHASES = frozenset({"phases", "overlapping_phases", "outside_phases"})


@dataclass(frozen=True, slots=True)
class Declared:
    """All declarations, and what is wrong with them: with files of the content, and with others."""

    declarations: Declarations
    problems: list[Problem]
    of_content: list[Problem]
    data: Mapping[str, Data] = field(default_factory=dict)
    """What each source of data read, by its name."""


def declare(
    options: Options, content: Content | None, known: Mapping[str, Any] | None = None
) -> Declared:
    """Read all declarations; raises ProblemError where plug-ins or ledgers are wrong.

    Without the ledgers nobody knows who may be shown, and without the plug-ins what may be written:
    no source is read then. `known` are data of the last build.
    """
    registry = registry_for(options.config, options.content, options.plugins)
    config, regions, unsure, problems = config_as_far_as_known(
        options.config, str(options.config), registry
    )
    config = _as_asked(config, options)
    all_unsure = {"": unsure} if unsure else {}
    campaigns: dict[str, Campaign] = {}
    of_content: list[Problem] = []
    around = Surroundings(regions, ROOT, unsure=unsure, language=config.language, registry=registry)
    if content is not None:
        read = campaigns_of(options.content, content.campaigns, config, around)
        for folder, (campaign, keys, wrong) in read.items():
            campaigns[folder] = campaign
            of_content += wrong
            if not keys & _OF_PHASES and (clashes := _clashes(options.content, folder, campaign)):
                of_content += clashes
                keys |= {"phases"}
            all_unsure |= {folder: keys} if keys else {}
        for folder in content.undeclared:
            everything = frozenset(Campaign.model_fields)
            campaigns[folder] = Campaign(slug="campaign", title="–")
            all_unsure[folder] = everything
    try:
        ledgers = load_ledgers(options.ledgers, options.now)
    except ProblemError as error:
        of_content = [within(options.content, problem) for problem in of_content]
        raise ProblemError([*problems, *of_content, *error.problems]) from error
    declared = Declarations(
        config, regions, campaigns, version(), ledgers, all_unsure, registry=registry
    )
    if not all_unsure:
        problems += check_columns(options.config, config, campaigns)
    cache = options.config.parent / FOLDER  # which `clean` deletes
    own = (*options.folders, options.output, cache)
    problems += check_targets(options.config, config.publish, own)
    together = check_together(options.content, declared)
    for problem in together:  # without whom the others are planned
        folder = problem.path.partition("/")[0]
        key = "slug" if "other" in problem.values else "parent"
        all_unsure[folder] = all_unsure.get(folder, frozenset()) | {key}
    of_content += together
    found = Declared(declared, problems, of_content)
    if content is None:
        return found
    return _with_data(
        found, DataRequest(options.content, content, declared, options.now, known or {})
    )


def _with_data(found: Declared, request: DataRequest) -> Declared:
    """Return declarations with what the sources of data read, and with what these declare."""
    sources: Mapping[str, DataSource] = found.declarations.registry.data
    read: dict[str, Data] = {}
    for name, source in sources.items():
        data = read[name] = source.read(request)
        for folder, campaign in data.campaigns.items():
            found.declarations.declare(folder, campaign)
        found.of_content.extend(data.problems)
    return replace(found, data=read)


def _clashes(content: Path, folder: str, campaign: Campaign) -> list[Problem]:
    """Return what is wrong between the dates of a campaign's phases."""
    path = f"{folder}/{CAMPAIGN_FILE}"
    return [*check_phases(folder, campaign, partial(read_yaml, content / path, path))]


def _as_asked(config: Config, options: Options) -> Config:
    """Return the settings with what the command line says otherwise."""
    overrides = {"theme": options.theme, "url": options.base_url}
    config = config.model_copy(update={key: value for key, value in overrides.items() if value})
    precompress = options.precompress and options.edition == "web"
    asked = {"search": options.search, "precompress": precompress}
    return config.model_copy(update={key: False for key, wanted in asked.items() if not wanted})


def campaigns_of(
    content: Path, folders: Iterable[str], config: Config, around: Surroundings
) -> Mapping[str, tuple[Campaign, frozenset[str], list[Problem]]]:
    """Read the campaigns of some folders, each without the keys that have a mistake."""
    return {folder: load_campaign(content, folder, config, around) for folder in folders}


def declared_in(
    content: Path, config: Config, regions: Regions, registry: Registry | None = None
) -> dict[str, Campaign]:
    """Read all campaigns of a content folder; raises ProblemError with all that is wrong.

    A folder that does not exist holds none.
    """
    folders = walk(content).campaigns if content.is_dir() else []
    around = Surroundings(
        regions, ROOT, language=config.language, registry=registry or registry_of()
    )
    read = campaigns_of(content, folders, config, around)
    if problems := [problem for _, _, wrong in read.values() for problem in wrong]:
        raise ProblemError(within(content, problem) for problem in problems)
    return {folder: campaign for folder, (campaign, _, _) in read.items()}


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Go on with the next file after a problem, so that all are found at once."""
    try:
        yield
    except ProblemError as error:
        problems += error.problems


@contextmanager
def located_in(content: Path) -> Iterator[None]:
    """Name content files from the project's folder on, as editors know them."""
    try:
        yield
    except ProblemError as error:
        raise ProblemError(within(content, problem) for problem in error.problems) from error


def within(content: Path, problem: Problem) -> Problem:
    """Return a problem with its path from the project's folder on."""
    if problem.path == CONFIG:  # not in the content folder, but beside it
        return problem
    return replace(problem, path=(content / problem.path).as_posix())
