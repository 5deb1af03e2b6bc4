"""Files → site: what the last build already read is taken from the index, the rest from disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.cache.index import Item, Row
from zhuanlan.build.declaring import Declared, declare, within
from zhuanlan.build.reader import Faulty, Fresh, Reader
from zhuanlan.core.executors import Executor, batches
from zhuanlan.core.i18n import N_
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.content import Content, walk
from zhuanlan.load.data import load_data
from zhuanlan.load.site import Declarations
from zhuanlan.model.gaps import Gaps
from zhuanlan.model.page_maker import PageMaker
from zhuanlan.model.post import Post, Reference, StandalonePage, as_of
from zhuanlan.model.privacy import Takedown
from zhuanlan.model.registered_fields import fields_in
from zhuanlan.model.site import Site
from zhuanlan.plan.absent import absent

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
    """The site at the build date, with the state of each of its files.

    Where there are `problems`, the site is only what is sound, and `gaps` tells what it lacks.
    """

    site: Site
    declared: Declarations
    rows: dict[str, Row]
    gaps: Gaps = Gaps()  # noqa: RUF009 - it is frozen
    problems: tuple[Problem, ...] = ()


def read(
    options: Options,
    bodies: Bodies,
    known: Mapping[str, Row],
    executor: Executor,
    progress: Progress = quietly,
    data: Mapping[str, Any] | None = None,
) -> Reading:
    """Read everything that is not `known`; `data` are those of the last build.

    Problems are returned; ProblemError is raised where nothing can be read.
    """
    started = time.time_ns()
    content = walk(options.content) if options.content.is_dir() else None
    problems = content.problems if content else []
    try:
        declared = declare(options, content, data)
    except ProblemError as error:
        wrong = [within(options.content, problem) for problem in problems]
        raise ProblemError([*error.problems, *wrong]) from error
    if content is None:
        hint = N_("run this in the folder of the site; zhuanlan new site makes one")
        missing = Problem(str(options.content), 0, 0, N_("the folder does not exist"), {}, hint)
        raise ProblemError([*declared.problems, missing])
    problems += declared.of_content
    sources = _Sources(options, content, declared.declarations, bodies, known, started - RACY_NS)
    rows, faulty = sources.read(executor, progress)
    problems += [problem for found in faulty for problem in found.problems]
    makers: Mapping[str, PageMaker] = dict(declared.declarations.registry.pages)
    files, of_data = load_data(
        options.data, (name for maker in makers.values() for name in maker.data)
    )
    wrong = [*declared.problems, *of_data]
    wrong += [within(options.content, problem) for problem in problems]
    site = _with_data(_site(declared, content, options), files, declared)
    site = replace(site, makers=makers)
    if not wrong:
        return Reading(_complete(site, rows, options), declared.declarations, rows)
    return _with_gaps(site, declared, rows, faulty, content, options, wrong)


def _with_data(site: Site, files: Mapping[str, Any], declared: Declared) -> Site:
    """Return a site with its data files and what the sources of data read."""
    values = dict(files)
    references: dict[str, tuple[tuple[str, Reference], ...]] = {}
    moments: list[datetime] = []
    for data in declared.data.values():
        values.update(data.values)
        references.update(data.references)
        moments += data.moments
    return replace(site, data=values, data_references=references, data_moments=tuple(moments))


def _complete(site: Site, rows: Mapping[str, Row], options: Options) -> Site:
    """Return a site at a moment, with the addresses that lead to a page at other times only."""
    site = at_moment(site, rows, options)
    return replace(site, absent=absent(site))


def _with_gaps(
    site: Site,
    declared: Declared,
    rows: dict[str, Row],
    faulty: list[Faulty],
    content: Content,
    options: Options,
    problems: list[Problem],
) -> Reading:
    """Return what is sound of a site with problems, and what it lacks."""
    apart = {path for path, row in rows.items() if row.item and not _in_whole(declared, path)}
    sound = {path: row for path, row in rows.items() if path not in apart}
    lacking = at_moment(site, {path: rows[path] for path in apart}, options)
    references = {item.path: (*item.references, *item.mentions) for item in lacking.items}
    references |= dict.fromkeys(apart - references.keys(), ())
    off = site.taken_down
    for one in faulty:
        shown = one.path not in off and (options.drafts or not one.draft)
        references[one.path] = one.references if shown else ()
    addresses = {address for one in faulty for address in one.addresses}
    addresses |= {address for item in lacking.items for address in (item.url, *item.matter.aliases)}
    folders = {one.path.partition("/")[0] for one in faulty if "/" in one.path}
    folders |= {f for f in declared.declarations.campaigns if not declared.declarations.whole(f)}
    addresses |= {_addresses_of(declared, folder) for folder in folders}
    known = all(maker.knows_its_data(site) for maker in site.makers.values())
    if declared.declarations.unsure.get("") or not known:
        addresses.add("")
    sure = declared.declarations.slug_is_sure
    items = tuple(item for item in lacking.items if sure(item.path.partition("/")[0]))
    drafts = {one.path for one in faulty if one.draft and not options.drafts}
    drafts |= {one.path for one in lacking.unpublished if one.matter.status == "draft"}
    unread = frozenset(content.unread)
    gaps = Gaps(references, frozenset(drafts), unread, frozenset(addresses), items)
    reading = Reading(_complete(site, sound, options), declared.declarations, rows)
    return replace(reading, gaps=gaps, problems=tuple(problems))


def _in_whole(declared: Declared, path: str) -> bool:
    """Tell whether a source belongs to a campaign that is known as it is meant."""
    return "/" not in path or declared.declarations.whole(path.partition("/")[0])


def _addresses_of(declared: Declared, folder: str) -> str:
    """Return where the pages are that a campaign may have."""
    if not declared.declarations.slug_is_sure(folder):
        return "/"
    return f"{declared.declarations.campaigns[folder].slug}/"


@dataclass(frozen=True, slots=True)
class _Sources:
    options: Options
    content: Content
    declared: Declarations
    bodies: Bodies
    known: Mapping[str, Row]
    settled: int
    """The time in nanoseconds before which a file's time stamp proves something."""

    def read(self, executor: Executor, progress: Progress) -> tuple[dict[str, Row], list[Faulty]]:
        """Return a row for each content file, and the sources that are faulty."""
        content, known = self.content, self.known
        rows = {path: self._row(path) for path in content.assets}
        unread: list[str] = []
        digests: dict[str, bytes] = {}
        for path in content.sources:
            row = known.get(path)
            usable = row is not None and row.governing == self.declared.governing(path)
            if not usable or row is None:
                unread.append(path)
            elif (row.size, row.time) == content.states[path] and not self.options.verify:
                rows[path] = row  # a time of 0 never agrees
            else:
                digests[path] = row.digest
                unread.append(path)
        bodies = self.bodies if self.bodies.any else None  # a first build looks for nothing
        reader = Reader(self.options.content, self.declared, content.real_names, digests, bodies)
        faulty: list[Faulty] = []
        texts: list[tuple[bytes, bytes]] = []
        with executor.mapped(reader, batches(unread), len(unread)) as results:
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


def _site(found: Declared, content: Content, options: Options) -> Site:
    """Return the site without its posts."""
    declared = found.declarations
    campaigns = {f: one for f, one in declared.campaigns.items() if declared.whole(f)}
    return Site(
        config=declared.config,
        regions=declared.regions,
        campaigns={campaign.slug: campaign for campaign in campaigns.values()},
        posts=(),
        pages=(),
        assets={},
        folders={campaign.slug: folder for folder, campaign in campaigns.items()},
        on_disk=content.real_names,
        unpublished=(),
        now=options.now,
        takedowns=declared.ledgers.takedowns,
        edition=options.edition,
        taxonomies=dict(declared.registry.taxonomies),
        kinds=tuple(declared.registry.kinds.values()),
        fields=fields_in(declared.registry),
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
