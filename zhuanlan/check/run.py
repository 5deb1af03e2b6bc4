"""All rules on one site: what is wrong, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from zhuanlan.build import Built, build_with
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.build.declaring import within
from zhuanlan.build.reading import Progress, quietly
from zhuanlan.build.stores import Stores
from zhuanlan.check.baseline import fingerprint
from zhuanlan.check.finding import LEDGER, Finding, found_by
from zhuanlan.check.later import Later, later
from zhuanlan.check.look import Job, Look, functions
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Published, Read, Stories, campaign_files
from zhuanlan.core.executors import Processes, batches
from zhuanlan.core.i18n import N_
from zhuanlan.core.loading import blaming
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.load.content import is_markdown
from zhuanlan.load.published import PUBLISHED, Known, read_published
from zhuanlan.model.checks import PROBLEM, Rule
from zhuanlan.model.config import CONFIG
from zhuanlan.model.site import Site
from zhuanlan.write.lock import alone
from zhuanlan.write.manifest import files_of, manifest_bytes


def check(
    options: Options, progress: Progress = quietly, *, external: bool = False
) -> list[Finding]:
    """Build the site into a folder of the cache, and return all that is wrong with it.

    Paths are named from the project's folder on. Where a build would fail, its problems are all
    that is returned. `external` asks other sites, too; it raises NoLycheeError without lychee.
    """
    output = options.config.parent / FOLDER / "check"
    options = replace(options, output=output, search=False, precompress=False)
    try:
        with (
            alone(options.output, options.config.parent / FOLDER),
            closing(Stores(options)) as stores,
        ):
            executor = Processes(options.jobs)
            built = build_with(stores, executor, options, progress, "")
            known = read_published(options.ledgers)
            return look_at(built, known, options, progress, external=external)
    except ProblemError as error:
        return [Finding(PROBLEM, problem) for problem in error.problems]


@blaming()
def look_at(
    built: Built,
    known: Sequence[Known],
    options: Options,
    progress: Progress = quietly,
    *,
    external: bool = False,
) -> list[Finding]:
    """Return all that is wrong with a site that was just built.

    `known` are the addresses that readers know.
    """
    rules = built.reading.declared.registry.rules
    return located(_all(built, known, options, progress, external), options, rules)


def located(found: Iterable[Finding], options: Options, rules: Mapping[str, Rule]) -> list[Finding]:
    """Name files from the project's folder on, as editors know them, and sort by them.

    What a finding means is added from its rule; raises ProblemError where there is no such rule.
    """
    named = []
    for one in found:
        if one.problem.path == CONFIG:
            path = str(options.config)
        elif one.problem.path == LEDGER:
            path = (options.ledgers / PUBLISHED).as_posix()
        else:
            path = within(options.content, one.problem).path
        if one.rule not in rules:
            message = N_("a rule found something as “{value}”, which is no rule")
            raise ProblemError([Problem(path, 0, 0, message, {"value": one.rule})])
        rule = rules[one.rule]
        named.append(replace(one.at(path), severity=rule.severity, idle=rule.idle))
    return sorted(named, key=lambda one: (one.problem.sort_key, one.rule))


def _all(
    built: Built, known: Sequence[Known], options: Options, progress: Progress, external: bool
) -> Iterator[Finding]:
    site, registry = built.reading.site, built.reading.declared.registry
    look = Look.at(site, options.content, registry)
    read = lru_cache(maxsize=256)(partial(_read, look, options.config))
    found = [*_of_sources(site, look, options, progress)]
    found += look.one_of(read(CONFIG))
    found += _of_build(built, options)
    coming, whole = later(built, options, progress)
    unread = site.all_by_path.keys() - coming.site.by_path.keys()
    found += _with_unread(_of_stories(coming, read, registry), _of_stories(whole, read, registry))
    files = files_of(options.output, manifest_bytes(options.output))
    show = partial(progress, N_("Looking at pages"))
    published = Published(
        site, read, options.output, files, known, built.text, lambda paths: show(paths, len(paths))
    )
    for function in functions(registry, "published", online=external):
        found += found_by(function, published)
    found = [replace(one, unread=True) if one.problem.path in unread else one for one in found]
    return _gathered(switched_on(found, site, read), registry.rules)


def _gathered(found: Iterable[Finding], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Let rules count what has one cause."""
    together: dict[str, list[Finding]] = {}
    for one in found:
        if one.rule in rules and rules[one.rule].gathered:
            together.setdefault(one.rule, []).append(one)
        else:
            yield one
    for rule, findings in together.items():
        gathered = rules[rule].gathered
        yield from gathered(findings) if gathered else findings


def _with_unread(coming: Iterable[Finding], whole: Iterable[Finding]) -> list[Finding]:
    """Return what is found in the site with its drafts; what is due to these is marked."""
    of_readers = {fingerprint(one) for one in coming}
    return [replace(one, unread=fingerprint(one) not in of_readers) for one in whole]


def _read(look: Look, config: Path, path: str) -> Manuscript:
    if path != CONFIG:
        return look.read(path)
    return Manuscript.of(CONFIG, config.read_bytes(), look.config.limits)


def _of_sources(site: Site, look: Look, options: Options, progress: Progress) -> Iterator[Finding]:
    # drafts and what is not published now, too
    declared = ((path, None) for path in campaign_files(site))
    work: list[Job] = [*site.all_by_path.items(), *declared]
    with Processes(options.jobs).mapped(look, batches(work), len(work)) as results:
        yield from progress(N_("Looking at texts"), results, len(work))


def _of_build(built: Built, options: Options) -> Iterator[Finding]:
    """What a build warns of, named as the content names it."""
    for problem in built.report.warnings:
        if not problem.rule:
            continue  # of the program, not of the site
        path = Path(problem.path)
        inner = path.relative_to(options.content).as_posix() if problem.path != CONFIG else CONFIG
        yield Finding(problem.rule, problem).at(inner)


def _of_stories(found: Later, read: Read, registry: Registry) -> Iterator[Finding]:
    yield from (Finding(PROBLEM, problem) for problem in found.problems)
    for function in functions(registry, "stories"):
        yield from found_by(function, Stories(found.site, read))


def switched_on(found: Iterable[Finding], site: Site, read: Read) -> Iterator[Finding]:
    """Leave out what is switched off: for a line, a post, a column or the site."""
    for one in found:
        path, line = one.problem.path, one.problem.line
        if one.rule != PROBLEM:
            if site.ignores(one.rule, path):
                continue
            text = path == CONFIG or is_markdown(path) or path.endswith(".yaml")
            if line and text and any(s[0] == one.rule for s in read(path).switches.get(line, ())):
                continue
        yield one


def summary(found: Iterable[Finding], rules: Mapping[str, Rule]) -> list[tuple[Rule, int]]:
    """Return how many findings there are of each rule, in the order of the handbook."""
    counts = Counter(one.rule for one in found)
    return [(rules[name], counts[name]) for name in rules if name in counts]
