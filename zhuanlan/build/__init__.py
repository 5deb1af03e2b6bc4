"""The stages in their order: the only package that knows it.

A build reads as a story: what is known from last time, the site at one moment, what has to be made,
the bytes, the output. Once a stage has a problem, all others are asked for theirs (`faults`), and
nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.cache.index import Row
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.build.declaring import located_in, within
from zhuanlan.build.faults import all_faults, of_files, of_gates
from zhuanlan.build.making import Make, body_of, tasks
from zhuanlan.build.previous import PreviousBuild, recipe_of
from zhuanlan.build.reader import Reader
from zhuanlan.build.reading import Progress, Reading, quietly, read, why_left_out
from zhuanlan.build.recipe import recipe_for
from zhuanlan.build.stages import Stage, Workshop
from zhuanlan.build.stores import Stores, check_output
from zhuanlan.build.worklist import (
    WorkList,
    everything,
    what_changed,
    with_all_forms,
    with_extra,
)
from zhuanlan.core import catalogues
from zhuanlan.core.executors import Executor, Processes
from zhuanlan.core.i18n import N_
from zhuanlan.core.loading import blaming
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.pictures import picturing  # a spawned process imports it before this
from zhuanlan.features.pictures.labelling import labels_of
from zhuanlan.model.page import Asset
from zhuanlan.model.post import Body
from zhuanlan.model.site import Site
from zhuanlan.plan.advice import advice, next_change
from zhuanlan.plan.changes import Reason
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, find_theme
from zhuanlan.write.lock import alone
from zhuanlan.write.output import Staged, Written
from zhuanlan.write.precompressed import check_available
from zhuanlan.write.stamp import fingerprint, stamp


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    `rendered` counts the pages that were rendered, `reasons` says why each was: by its file, or
    all by one reason under an empty name.
    """

    posts: int
    rendered: int
    output: Written
    warnings: list[Problem] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Sources that are not published now, each with the reason: draft, future or expired."""
    reasons: list[tuple[str, Reason]] = field(default_factory=list)
    mended: bool = False
    """Whether a cache was damaged, and was made anew."""


def load(options: Options, progress: Progress = quietly) -> Site:
    """Read everything and keep what is published at `options.now`; raises ProblemError."""
    with closing(Bodies(options.config.parent / FOLDER)) as bodies:
        reading = read(options, bodies, {}, Processes(options.jobs), progress)
    if reading.problems:
        raise ProblemError([*reading.problems, *all_faults(reading, options)])
    return reading.site


def build(
    options: Options,
    progress: Progress = quietly,
    seen: str | None = None,
    waiting: Callable[[], object] = bool,
) -> Report:
    """Build the site; raises ProblemError with all problems, and nothing is written then.

    `seen` is the fingerprint of all files, if it was just taken; `waiting` is called if another
    build of the same output has to end first.
    """
    with built(options, progress, seen, waiting) as done:
        return done.report


@contextmanager
def built(
    options: Options,
    progress: Progress = quietly,
    seen: str | None = None,
    waiting: Callable[[], object] = bool,
) -> Iterator[Built]:
    """Build the site as `build` does, and keep others from changing its output meanwhile."""
    check_output(options)
    cache = options.config.parent / FOLDER
    with (
        alone(options.output, cache, waiting),
        closing(Stores(options)) as stores,
        _executor(options) as executor,
    ):
        seen = fingerprint(options) if seen is None else seen
        yield build_with(stores, executor, options, progress, seen)


@contextmanager
def _executor(options: Options) -> Iterator[Executor]:
    if options.scheduler is None:
        yield Processes(options.jobs)
        return
    from zhuanlan.contrib.dask import Cluster  # slow to import: only for who has one

    with closing(Cluster(options.scheduler)) as cluster:
        yield cluster


@dataclass(frozen=True, slots=True)
class Built:
    """A build, and what it was made from.

    `text` finds the text of a source by its path and key, until the stores are closed.
    """

    report: Report
    reading: Reading
    recipe: Recipe
    recipe_digest: bytes
    develop: picturing.Develop
    text: Callable[[str, bytes], Body]


@blaming()
def build_with(
    stores: Stores, executor: Executor, options: Options, progress: Progress, seen: str
) -> Built:
    """Build the site into `stores`; raises ProblemError with all problems."""
    record, rows = stores.index.read()
    data = record.data if record else {}
    reading, develop = _read(stores, executor, options, progress, rows, data)
    site = reading.site
    try:
        if problems := reading.problems or of_gates(site, options):
            raise ProblemError(problems)
        theme = find_theme(
            site.config.theme, [options.themes, BUNDLED], reading.declared.registry.folders
        )
        recipe = recipe_for(site, theme, options, reading.declared.registry)
        previous = PreviousBuild(
            record, rows, recipe_of(recipe, site, options), stores.output, develop
        )
        work, warnings = _planned(reading, recipe, previous, options)
    except ProblemError as error:
        raise ProblemError([*error.problems, *all_faults(reading, options)]) from error
    reader = Reader(options.content, reading.declared, site.on_disk)
    text = partial(body_of, reader, stores.bodies)
    stages: Mapping[str, Stage] = reading.declared.registry.stages
    for name, stage in stages.items():
        if stage.wanted(site):
            kept = options.config.parent / FOLDER / f"{name}-{stores.index.key}"
            found = stage.files(
                site, Workshop(text, kept, stores.spare, progress, verify=options.verify)
            )
            work = with_extra(work, found, stage.owns, stores.output)
            warnings += [found.problem] if found.problem else []
    if site.config.precompress:
        check_available(options.config)
        work = with_all_forms(work)
    stores.output.open(work.names)
    shared = executor.shares(options.output)
    make = Make(recipe, stores.output, reader, stores.bodies, develop, shared=shared)
    staged = _made(make, work, executor, progress)
    written = _published(stores, staged, work, previous, reading, options)
    if seen and not warnings:  # warnings are to be seen at every build
        registry = reading.declared.registry
        beside = (*registry.installed, *catalogues.files(registry))
        stamp(options, seen, next_change(site), stores.output.files, beside)
    report = Report(
        len(site.posts),
        work.pages,
        written,
        warnings,
        [(one.path, why_left_out(one, options, site.taken_down)) for one in site.unpublished],
        work.reasons,
        mended=any(one.damaged for one in (stores.bodies, stores.index, stores.pictures)),
    )
    return Built(report, reading, recipe, previous.recipe, develop, text)


def _read(
    stores: Stores,
    executor: Executor,
    options: Options,
    progress: Progress,
    rows: Mapping[str, Row],
    data: Mapping[str, Any],
) -> tuple[Reading, picturing.Develop]:
    """Read the site, and find out what is published of its pictures."""
    reading = read(options, stores.bodies, rows, executor, progress, data)
    develop = picturing.Develop(
        options.content,
        reading.site.on_disk,
        reading.site.config.pictures,
        reading.declared.privacy_of_folders,
        stores.pictures,
        labels_of((row.item for row in reading.rows.values()), reading.site),
    )
    verify = options.verify
    return picturing.with_pictures(
        reading, rows, develop, options.jobs, progress, verify=verify
    ), develop


def _planned(
    reading: Reading, recipe: Recipe, previous: PreviousBuild, options: Options
) -> tuple[WorkList, list[Problem]]:
    """Return what has to be made, and warnings; raises ProblemError."""
    site = reading.site
    with located_in(options.content):
        work = what_changed(previous, reading, options) or everything(site, recipe, previous)
        warnings = _checked(site, work, options)
    # a change of the theme renders the whole site
    if work.gone is None and (slips := Renderer(recipe).theme_problems({*work.names})):
        raise ProblemError(slips)
    return work, warnings


def _made(make: Make, work: WorkList, executor: Executor, progress: Progress) -> list[Staged]:
    """Make pages and files, and lay them aside; raises ProblemError."""
    count = work.pages + len(work.files)
    with executor.mapped(make, tasks(work.page_groups, work.files), count) as results:
        made = [*progress(N_("Rendering"), results, count)]
    if problems := [result for result in made if isinstance(result, Problem)]:
        raise ProblemError(_once_per_cause(problems))
    return [file for result in made if isinstance(result, list) for file in result]


def _published(
    stores: Stores,
    staged: list[Staged],
    work: WorkList,
    previous: PreviousBuild,
    reading: Reading,
    options: Options,
) -> Written:
    """Bring what was laid aside into the output, and note what it was made from."""
    index, output = stores.index, stores.output
    index.begin()  # from here on the output is between two states
    written = output.commit(staged, work.gone)
    rows = previous.rows
    changed = {path: row for path, row in reading.rows.items() if rows.get(path) != row}
    gone = rows.keys() - reading.rows.keys()
    index.finish(previous.recipe, output.manifest, options.now, changed, gone, reading.site.data)
    if work.gone is None:
        stores.bodies.prune({row.item.body for row in reading.rows.values() if row.item})
        stores.pictures.prune({picture.key for picture in reading.site.pictures.values()})
    output.close()  # the stamp notes the folders as they stay
    return written


def _checked(site: Site, work: WorkList, options: Options) -> list[Problem]:
    """Look into the files that are to be published; return the warnings."""
    assets = tuple(asset for asset in work.files if isinstance(asset, Asset))
    problems = of_files(assets, options)
    warnings = advice(site, work.assets)
    if options.strict:
        problems += warnings
    if problems:
        raise ProblemError(problems)
    return [within(options.content, warning) for warning in warnings]


def _once_per_cause(problems: list[Problem]) -> Iterator[Problem]:
    """A mistake in a template shows on many pages; name the first and count the others."""
    causes: dict[object, list[Problem]] = {}
    for problem in problems:
        reason = problem.values.get("reason")
        causes.setdefault((problem.path, problem.line, reason), []).append(problem)
    for first, *others in causes.values():
        if others:
            values = {**first.values, "more": len(others)}
            first = replace(first, values=values, hint=N_("and on {more} more pages"))
        yield first
