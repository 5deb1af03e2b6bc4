"""The stages in their order: the only module that knows it.

A build reads as a story: declarations, posts, the site at one moment, the plan, the bytes, the
output. Every stage returns all of its problems at once; the first that has any ends the build
before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from zhuanlan.i18n import N_
from zhuanlan.load.assets import check_asset
from zhuanlan.load.content import Content, walk
from zhuanlan.load.files import read_bytes
from zhuanlan.load.post import FaultyPostError, load_page, load_post
from zhuanlan.load.site import Declarations, check_together, load_campaign, load_config
from zhuanlan.model.page import Asset, Page, Plan
from zhuanlan.model.post import Post, Reference, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.plan import plan
from zhuanlan.plan.advice import advice, next_change
from zhuanlan.plan.references import CONFIG, published
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, StaticFile, find_theme
from zhuanlan.workers import mapped
from zhuanlan.write.output import Output, Staged, Written, check_folder
from zhuanlan.write.seal import fingerprint, seal

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Shows how far a stage is: its name, what it works through, and how many that are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    posts: int
    pages: int
    output: Written
    warnings: list[Problem] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Sources that are not published now, each with the reason: draft, future or expired."""


def _quietly(name: str, items: Iterable[Any], count: int) -> Iterable[Any]:
    return items


def build(options: Options, progress: Progress = _quietly) -> Report:
    """Build the site; raises ProblemError with all problems, and nothing is written then."""
    check_folder(options.output, options.content, options.themes, options.config)
    seen = fingerprint(options)
    site = load(options, progress)
    theme = find_theme(site.config.theme, [options.themes, BUNDLED])
    planned, warnings = _plan(site, options)
    recipe = Recipe(site.config, theme, site.campaigns, planned.furniture, options.relative)
    files: list[File] = [*planned.pages, *planned.assets, *theme.files]
    output = Output(options.output)
    try:
        output.open(file.file for file in files)
        make = Make(recipe, output, options.content)
        with mapped(make, files, options.jobs) as results:
            made = [*progress(N_("Rendering"), results, len(files))]
        problems = [result for result in made if isinstance(result, Problem)]
        if problems:
            raise ProblemError(_once_per_cause(problems))
        written = output.commit(result for result in made if isinstance(result, Staged))
    finally:
        output.close()
    if seen and not warnings:  # warnings are to be seen at every build
        seal(options, seen, next_change(site))
    left_out = [(item.path, _why_left_out(item, options)) for item in site.unpublished]
    return Report(len(site.posts), len(planned.pages), written, warnings, left_out)


File = Page | Asset | StaticFile


class Make:
    """Turns one file of the plan into bytes and lays it aside; in any process."""

    def __init__(self, recipe: Recipe, output: Output, content: Path) -> None:
        self.recipe, self.output, self.content = recipe, output, content

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.recipe)  # each process compiles its own templates

    def __call__(self, file: File) -> Staged | Problem:
        """Return the file laid aside, or the problem that a template has with it."""
        try:
            return self.output.put(file.file, self._bytes(file))
        except ProblemError as error:
            return error.problems[0]

    def _bytes(self, file: File) -> bytes:
        if isinstance(file, StaticFile):
            return file.data
        if isinstance(file, Asset):
            return read_bytes(self.content / file.source, (self.content / file.source).as_posix())
        return self._renderer.render(file)


def load(options: Options, progress: Progress = _quietly) -> Site:
    """Read everything and keep what is published at `options.now`; raises ProblemError."""
    config, regions = load_config(options.config, str(options.config))
    overrides = {"theme": options.theme, "url": options.base_url}
    config = config.model_copy(update={key: value for key, value in overrides.items() if value})
    if not options.content.is_dir():
        raise ProblemError([Problem(str(options.content), 0, 0, N_("the folder does not exist"))])
    with _located_in(options.content):
        content = walk(options.content)
        problems = content.problems
        declared = Declarations(config, regions, {})
        for folder in content.campaigns:
            with _collecting(problems):
                campaign = load_campaign(options.content, folder, config, regions)
                declared.campaigns[folder] = campaign
        problems += check_together(options.content, declared.campaigns)
        posts: list[Post] = []
        pages: list[StandalonePage] = []
        unread: dict[str, tuple[Reference, ...]] = {}
        # a folder whose campaign.yaml cannot be read is a problem already
        sources = [
            p for p in content.sources if "/" not in p or p.split("/")[0] in declared.campaigns
        ]
        reader = Load(options.content, declared, content.real_names)
        with mapped(reader, sources, options.jobs) as results:
            for item in progress(N_("Reading"), results, len(sources)):
                if isinstance(item, Post):
                    posts.append(item)
                elif isinstance(item, StandalonePage):
                    pages.append(item)
                else:
                    problems += item.problems
                    unread[item.path] = item.references
        site = _at_one_moment(declared, content, posts, pages, options)
        if problems:
            problems += published(site, unread=unread)[1]
            raise ProblemError(problems)
    return site


@dataclass(frozen=True, slots=True)
class Faulty:
    """A source with problems, and what it refers to all the same."""

    path: str
    problems: list[Problem]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """Reads one source; in any process."""

    content: Path
    declared: Declarations
    on_disk: Mapping[str, str]

    def __call__(self, path: str) -> Post | StandalonePage | Faulty:
        """Return what the source holds, or what is wrong with it."""
        is_post = path.count("/") > 1
        try:
            data = read_bytes(self.content / self.on_disk.get(path, path), path)
            return (load_post if is_post else load_page)(path, data, self.declared)
        except FaultyPostError as error:
            return Faulty(path, error.problems, error.references)
        except ProblemError as error:
            return Faulty(path, error.problems, ())


def _at_one_moment(
    declared: Declarations,
    content: Content,
    posts: list[Post],
    pages: list[StandalonePage],
    options: Options,
) -> Site:
    """Keep what is published at `options.now`."""
    items: list[Post | StandalonePage] = [*posts, *pages]
    hidden = {item.path for item in items if _why_left_out(item, options)}
    return Site(
        config=declared.config,
        regions=declared.regions,
        campaigns={campaign.slug: campaign for campaign in declared.campaigns.values()},
        posts=tuple(post for post in posts if post.path not in hidden),
        pages=tuple(page for page in pages if page.path not in hidden),
        assets=content.assets,
        folders={campaign.slug: folder for folder, campaign in declared.campaigns.items()},
        on_disk=content.real_names,
        unpublished=tuple(item for item in items if item.path in hidden),
        now=options.now,
    )


def _why_left_out(item: Post | StandalonePage, options: Options) -> str:
    """Return why something is not published now, or an empty string if it is."""
    if item.matter.status == "draft" and not options.drafts:
        return N_("draft")
    if isinstance(item, StandalonePage):
        return ""
    matter = item.matter
    if matter.expires_at and matter.expires_at < options.now:
        return N_("expired")
    due = (matter.publish_at or matter.date) <= options.now
    return "" if due or options.future else N_("future")


def _plan(site: Site, options: Options) -> tuple[Plan, list[Problem]]:
    with _located_in(options.content):
        planned = plan(site)
        problems: list[Problem] = []
        for asset in planned.assets:
            with _collecting(problems):
                data = read_bytes(options.content / asset.source, asset.source)
                check_asset(asset.source, data)
        warnings = advice(site, planned.assets)
        if options.strict:
            problems += warnings
        if problems:
            raise ProblemError(problems)
    return planned, [_within(options.content, warning) for warning in warnings]


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


@contextmanager
def _collecting(problems: list[Problem]) -> Iterator[None]:
    """Go on with the next file after a problem, so that all are found at once."""
    try:
        yield
    except ProblemError as error:
        problems += error.problems


@contextmanager
def _located_in(content: Path) -> Iterator[None]:
    """Name content files from the project's folder on, as editors know them."""
    try:
        yield
    except ProblemError as error:
        raise ProblemError(_within(content, problem) for problem in error.problems) from error


def _within(content: Path, problem: Problem) -> Problem:
    if problem.path == CONFIG:  # not in the content folder, but beside it
        return problem
    return replace(problem, path=(content / problem.path).as_posix())
