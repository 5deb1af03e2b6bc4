"""The stages in their order: the only package that knows it.

A build reads as a story: what is known from last time, the site at one moment, what has to be made,
the bytes, the output. Once a stage has a problem, all others are asked for theirs (`faults`), and
nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from zhuanlan.cache.bodies import Bodies
from zhuanlan.cache.index import Index
from zhuanlan.cache.pictures import Pictures
from zhuanlan.cache.store import FOLDER
from zhuanlan.i18n import N_
from zhuanlan.model.page import Asset
from zhuanlan.model.post import Body
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.pipeline.before import Before, recipe_of
from zhuanlan.pipeline.declaring import located_in, within
from zhuanlan.pipeline.faults import all_faults, of_files, of_signatures
from zhuanlan.pipeline.labelling import labels_of
from zhuanlan.pipeline.making import Make, body_of, work
from zhuanlan.pipeline.picturing import Develop, with_pictures
from zhuanlan.pipeline.reader import Reader
from zhuanlan.pipeline.reading import Progress, Reading, quietly, read, why_left_out
from zhuanlan.pipeline.recipe import recipe_for
from zhuanlan.pipeline.searching import search_index
from zhuanlan.pipeline.todo import Work, everything, what_changed, with_all_forms, with_search
from zhuanlan.plan.advice import advice, next_change
from zhuanlan.plan.changes import Reason
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, find_theme
from zhuanlan.workers import Crew, Processes
from zhuanlan.write.lock import alone
from zhuanlan.write.output import Output, Written
from zhuanlan.write.place import check_folder
from zhuanlan.write.precompressed import check_available
from zhuanlan.write.seal import fingerprint, seal


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
    _check_output(options)
    cache = options.config.parent / FOLDER
    with (
        alone(options.output, cache, waiting),
        closing(Stores(options)) as stores,
        _crew(options) as crew,
    ):
        seen = fingerprint(options) if seen is None else seen
        yield build_with(stores, crew, options, progress, seen)


def _check_output(options: Options) -> None:
    keep = (options.content, options.themes, options.config, options.ledgers)
    check_folder(options.output, *keep)


@contextmanager
def _crew(options: Options) -> Iterator[Crew]:
    if options.scheduler is None:
        yield Processes(options.jobs)
        return
    from zhuanlan.cluster import Cluster  # slow to import: only for who has one

    with closing(Cluster(options.scheduler)) as cluster:
        yield cluster


class Stores:
    """Where builds leave what they made: the output, and the caches beside the settings."""

    def __init__(self, options: Options) -> None:
        _check_output(options)
        folder = options.config.parent / FOLDER
        self.output = Output(options.output, whole=options.atomic)
        self.bodies = Bodies(folder)
        self.pictures = Pictures(folder)
        self.index = Index(folder, options.output)
        self._spare = ExitStack()

    def spare(self) -> Path:
        """Make a folder that is there until they are closed."""
        return Path(self._spare.enter_context(TemporaryDirectory(prefix="zhuanlan-")))

    def close(self) -> None:
        """Let go of them."""
        self._spare.close()
        self.output.close()
        self.index.close()
        self.pictures.close()
        self.bodies.close()


@dataclass(frozen=True, slots=True)
class Built:
    """A build, and what it was made from: `recipe` as a digest in `made_by`.

    `text` finds the text of a source by its path and key, until the stores are closed.
    """

    report: Report
    reading: Reading
    recipe: Recipe
    made_by: bytes
    develop: Develop
    text: Callable[[str, bytes], Body]


def build_with(
    stores: Stores, crew: Crew, options: Options, progress: Progress, seen: str
) -> Built:
    """Build the site into `stores`."""
    bodies, index, output = stores.bodies, stores.index, stores.output
    record, rows = index.read()
    reading = read(options, bodies, rows, crew, progress)
    config, on_disk = reading.site.config, reading.site.on_disk
    privacy = reading.declared.privacy_of_folders
    labels = labels_of((row.item for row in reading.rows.values()), reading.site)
    develop = Develop(options.content, on_disk, config.pictures, privacy, stores.pictures, labels)
    reading = with_pictures(reading, rows, develop, options.jobs, progress, verify=options.verify)
    site = reading.site
    try:
        if reading.problems or (unsigned := of_signatures(site, options)):
            raise ProblemError(reading.problems or unsigned)
        theme = find_theme(site.config.theme, [options.themes, BUNDLED])
        recipe = recipe_for(site, theme, options)
        made_by = recipe_of(recipe, site, options)
        before = Before(record, rows, made_by, output, develop)
        with located_in(options.content):
            todo = what_changed(before, reading, options) or everything(site, recipe, before)
            warnings = _checked(site, todo, options)
        # a change of the theme renders the whole site
        if todo.gone is None and (slips := Renderer(recipe).theme_problems({*todo.names})):
            raise ProblemError(slips)
    except ProblemError as error:
        raise ProblemError([*error.problems, *all_faults(reading, options)]) from error
    reader = Reader(options.content, reading.declared, site.on_disk)
    text = partial(body_of, reader, bodies)
    if site.config.search and site.edition == "web":
        kept = options.config.parent / FOLDER / f"search-{index.key}"
        found = search_index(site, text, kept, progress, stores.spare, anew=options.verify)
        todo = with_search(todo, found, output)
        warnings += [found.problem] if found.problem else []
    if site.config.precompress:
        check_available(options.config)
        todo = with_all_forms(todo)
    output.open(todo.names)
    pages = sum(section.count for section in todo.sections)
    jobs = work(todo.sections, todo.files)
    make = Make(recipe, output, reader, bodies, develop, shared=crew.shares(options.output))
    count = pages + len(todo.files)
    with crew.mapped(make, jobs, count) as results:
        made = [*progress(N_("Rendering"), results, count)]
    problems = [result for result in made if isinstance(result, Problem)]
    if problems:
        raise ProblemError(_once_per_cause(problems))
    index.begin()  # from here on the output is between two states
    staged = [file for result in made if isinstance(result, list) for file in result]
    written = output.commit(staged, todo.gone)
    changed = {path: row for path, row in reading.rows.items() if rows.get(path) != row}
    gone = rows.keys() - reading.rows.keys()
    index.finish(made_by, output.manifest, options.now, changed, gone)
    if todo.gone is None:
        bodies.prune({row.item.body for row in reading.rows.values() if row.item})
        stores.pictures.prune({picture.key for picture in site.pictures.values()})
    output.close()  # the seal is set on the folders as they stay
    if seen and not warnings:  # warnings are to be seen at every build
        seal(options, seen, next_change(site), output.files)
    mended = any(store.damaged for store in (bodies, index, stores.pictures))
    left_out = [
        (item.path, why_left_out(item, options, site.taken_down)) for item in site.unpublished
    ]
    report = Report(
        len(site.posts), pages, written, warnings, left_out, todo.reasons, mended=mended
    )
    return Built(report, reading, recipe, made_by, develop, text)


def _checked(site: Site, todo: Work, options: Options) -> list[Problem]:
    """Look into the files that are to be published; return the warnings."""
    assets = tuple(asset for asset in todo.files if isinstance(asset, Asset))
    problems = of_files(assets, options)
    warnings = advice(site, todo.assets)
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
