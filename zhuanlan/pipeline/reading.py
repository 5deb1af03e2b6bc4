"""Files → site: what the last build already read is taken from the index, the rest from disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhuanlan.cache.bodies import Bodies
from zhuanlan.cache.index import Item, Row
from zhuanlan.i18n import N_
from zhuanlan.load.content import Content, walk
from zhuanlan.load.ledgers import load_ledgers
from zhuanlan.load.site import (
    Declarations,
    check_columns,
    check_together,
    load_campaign,
    load_config,
)
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import CONFIG, Config
from zhuanlan.model.post import Post, StandalonePage, as_of
from zhuanlan.model.privacy import Takedown
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.pipeline.reader import Faulty, Fresh, Reader
from zhuanlan.plan.references import published
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.version import version
from zhuanlan.workers import Crew, batches

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Shows how far a stage is: its name, what it works through, and how many that are."""

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again within the same time stamp."""


_TEXTS = 256
"""Rendered texts that wait to be kept together."""


def quietly(name: str, items: Iterable[Any], count: int) -> Iterable[Any]:
    """Show nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Reading:
    """The site at the build date, with the state of each of its files."""

    site: Site
    declared: Declarations
    rows: dict[str, Row]


def read(
    options: Options,
    bodies: Bodies,
    known: Mapping[str, Row],
    crew: Crew,
    progress: Progress = quietly,
) -> Reading:
    """Read everything that is not `known`; raises ProblemError with all problems."""
    config, regions = load_config(options.config, str(options.config))
    overrides = {"theme": options.theme, "url": options.base_url}
    config = config.model_copy(update={key: value for key, value in overrides.items() if value})
    precompress = options.precompress and options.edition == "web"
    asked = {"search": options.search, "precompress": precompress}
    config = config.model_copy(update={key: False for key, wanted in asked.items() if not wanted})
    if not options.content.is_dir():
        raise ProblemError([Problem(str(options.content), 0, 0, N_("the folder does not exist"))])
    ledgers = load_ledgers(options.ledgers, options.now)
    with located_in(options.content):
        started = time.time_ns()
        content = walk(options.content)
        problems = content.problems
        campaigns, wrong = campaigns_of(options.content, content.campaigns, config, regions)
        problems += wrong
        if not wrong:
            problems += check_columns(options.config, config, campaigns)
        declared = Declarations(config, regions, campaigns, version(), ledgers)
        problems += check_together(options.content, declared.campaigns)
        sources = _Sources(options, content, declared, bodies, known, started - RACY_NS)
        rows, faulty = sources.read(crew, progress)
        problems += [problem for found in faulty for problem in found.problems]
        site = at_moment(_site(declared, content, options), rows, options)
        if problems:
            unread = {found.path: found.references for found in faulty}
            problems += published(site, unread=unread)[1]
            raise ProblemError(problems)
    return Reading(site, declared, rows)


def campaigns_of(
    content: Path, folders: Iterable[str], config: Config, regions: Regions
) -> tuple[dict[str, Campaign], list[Problem]]:
    """Read the campaigns of some folders; return those that are sound, and what is wrong."""
    campaigns: dict[str, Campaign] = {}
    problems: list[Problem] = []
    for folder in folders:
        with collecting(problems):
            campaigns[folder] = load_campaign(content, folder, config, regions)
    return campaigns, problems


def declared_in(content: Path, config: Config, regions: Regions) -> dict[str, Campaign]:
    """Read all campaigns of a content folder; raises ProblemError with all that is wrong.

    A folder that does not exist holds none.
    """
    with located_in(content):
        folders = walk(content).campaigns if content.is_dir() else []
        campaigns, problems = campaigns_of(content, folders, config, regions)
        if problems:
            raise ProblemError(problems)
    return campaigns


@dataclass(frozen=True, slots=True)
class _Sources:
    options: Options
    content: Content
    declared: Declarations
    bodies: Bodies
    known: Mapping[str, Row]
    settled: int
    """The time in nanoseconds before which a file's time stamp proves something."""

    def read(self, crew: Crew, progress: Progress) -> tuple[dict[str, Row], list[Faulty]]:
        """Return a row for each content file, and the sources that are faulty."""
        content, known = self.content, self.known
        rows = {path: self._row(path) for path in content.assets}
        unread: list[str] = []
        digests: dict[str, bytes] = {}
        for path in content.sources:
            if "/" in path and path.split("/")[0] not in self.declared.campaigns:
                continue  # a campaign.yaml that cannot be read is a problem already
            row = known.get(path)
            usable = row is not None and row.governing == self.declared.governing(path)
            if not usable or row is None:
                unread.append(path)
            elif (row.size, row.time) == content.states[path] and not self.options.verify:
                rows[path] = row  # a time of 0 never agrees
            else:
                digests[path] = row.digest
                unread.append(path)
        reader = Reader(
            self.options.content, self.declared, content.real_names, digests, self.bodies
        )
        faulty: list[Faulty] = []
        texts: list[tuple[bytes, bytes]] = []
        with crew.mapped(reader, batches(unread), len(unread)) as results:
            for found in progress(N_("Reading"), results, len(unread)):
                if isinstance(found, Faulty):
                    faulty.append(found)
                else:
                    rows[found.path] = self._row_of(found)
                    self._keep(found, texts)
        self.bodies.put(texts)
        self.bodies.save()
        return {path: rows[path] for path in content.states if path in rows}, faulty

    def _row_of(self, found: Fresh) -> Row:
        item = found.item or self.known[found.path].item
        governing = self.declared.governing(found.path)
        row = self._row(found.path)
        return row._replace(digest=found.digest, governing=governing, item=item)

    def _keep(self, found: Fresh, texts: list[tuple[bytes, bytes]]) -> None:
        if found.text:
            texts.append((found.key, found.text))
        if len(texts) >= _TEXTS:
            self.bodies.put(texts)
            texts.clear()

    def _row(self, path: str) -> Row:
        size, changed = self.content.states[path]
        return Row(size, changed if changed < self.settled else 0)


def _site(declared: Declarations, content: Content, options: Options) -> Site:
    """Return the site without its posts."""
    return Site(
        config=declared.config,
        regions=declared.regions,
        campaigns={campaign.slug: campaign for campaign in declared.campaigns.values()},
        posts=(),
        pages=(),
        assets={},
        folders={campaign.slug: folder for folder, campaign in declared.campaigns.items()},
        on_disk=content.real_names,
        unpublished=(),
        now=options.now,
        takedowns=declared.ledgers.takedowns,
        edition=options.edition,
    )


def at_moment(site: Site, rows: Mapping[str, Row], options: Options) -> Site:
    """Return a site with what of its files is published at `options.now`."""
    site = replace(site, takedowns=(*site.takedowns, *_renamed(site, rows)))
    items = [as_of(row.item, options.now) for row in rows.values() if row.item]
    hidden = {item.path for item in items if why_left_out(item, options, site.taken_down)}
    shown = [item for item in items if item.path not in hidden]
    return replace(
        site,
        posts=tuple(item for item in shown if isinstance(item, Post)),
        pages=tuple(item for item in shown if isinstance(item, StandalonePage)),
        assets={path: row.size for path, row in rows.items() if not row.item},
        unpublished=tuple(item for item in items if item.path in hidden),
        now=options.now,
    )


def _renamed(site: Site, rows: Mapping[str, Row]) -> Iterator[Takedown]:
    """Yield what was taken down and came back under another name."""
    off = {one.digest: one for one in site.takedowns if one.digest}
    for path, row in rows.items() if off else ():
        taken = off.get(row.digest.hex())
        if taken and path not in site.taken_down:
            yield taken.model_copy(update={"source": path})


def why_left_out(item: Item, options: Options, taken_down: Collection[str] = ()) -> str:
    """Return why something is not published now, or an empty string if it is.

    `taken_down` are the sources that are to stay off the site.
    """
    if item.path in taken_down:
        return N_("taken down")
    if item.matter.status == "draft" and not options.drafts:
        return N_("draft")
    if isinstance(item, StandalonePage):
        return ""
    matter = item.matter
    if matter.expires_at and matter.expires_at < options.now:
        return N_("expired")
    due = (matter.publish_at or matter.date) <= options.now
    return "" if due or options.future else N_("future")


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
