"""All rules on one site: what is wrong, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from zhuanlan.cache.store import FOLDER
from zhuanlan.check.baseline import fingerprint
from zhuanlan.check.finding import Finding
from zhuanlan.check.later import Later, later
from zhuanlan.check.look import Job, Look
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.rules import addresses, alike, freshness, labels, names, posts
from zhuanlan.check.rules.external import dead_links
from zhuanlan.check.rules.pages import Pages, tags_once
from zhuanlan.i18n import N_
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.published import PUBLISHED, Known, read_published
from zhuanlan.model.config import CONFIG
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.pipeline import Built, Stores, build_with
from zhuanlan.pipeline.declaring import within
from zhuanlan.pipeline.reading import Progress, quietly
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.workers import Processes, batches
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
            crew = Processes(options.jobs)
            built = build_with(stores, crew, options, progress, "")
            known = read_published(options.ledgers)
            return look_at(built, known, options, progress, external=external)
    except ProblemError as error:
        return [Finding("problem", problem) for problem in error.problems]


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
    return located(_all(built, known, options, progress, external), options)


def located(found: Iterable[Finding], options: Options) -> list[Finding]:
    """Name files from the project's folder on, as editors know them, and sort by them."""
    named = []
    for one in found:
        if one.problem.path == CONFIG:
            named.append(one.at(str(options.config)))
        elif one.problem.path == addresses.LEDGER:
            named.append(one.at((options.ledgers / PUBLISHED).as_posix()))
        else:
            named.append(one.at(within(options.content, one.problem).path))
    return sorted(named, key=lambda one: (one.problem.sort_key, one.rule))


def _all(
    built: Built, known: Sequence[Known], options: Options, progress: Progress, external: bool
) -> Iterator[Finding]:
    site = built.reading.site
    look = Look.at(site, options.content)
    read = lru_cache(maxsize=256)(partial(_read, look, options.config))
    found = [*_of_sources(site, look, options, progress)]
    found += look.one_of(read(CONFIG))
    found += _of_build(built, options)
    found += _of_site(site, read)
    found += _of_bodies(built)
    coming, whole = later(built, options, progress)
    unread = site.all_by_path.keys() - coming.site.by_path.keys()
    found += _with_unread(_of_items(coming, read), _of_items(whole, read))
    files = files_of(options.output, manifest_bytes(options.output))
    found += addresses.findings(site, files, known, read)
    pages = Pages(site, options.output, read)
    show = partial(progress, N_("Looking at pages"))
    found += pages.findings(lambda paths: show(paths, len(site.by_path)))
    if external:
        found += dead_links([*site.all_by_path, *_declared(site), CONFIG], read, site.config.url)
    found = [replace(one, unread=True) if one.problem.path in unread else one for one in found]
    return tags_once(switched_on(found, site, read))


def _with_unread(coming: Iterable[Finding], whole: Iterable[Finding]) -> list[Finding]:
    """Return what is found in the site with its drafts; what is due to these is marked."""
    of_readers = {fingerprint(one) for one in coming}
    return [replace(one, unread=fingerprint(one) not in of_readers) for one in whole]


def _read(look: Look, config: Path, path: str) -> Manuscript:
    if path != CONFIG:
        return look.read(path)
    return Manuscript.of(CONFIG, config.read_bytes(), look.config.limits)


def _declared(site: Site) -> list[str]:
    return [f"{folder}/{CAMPAIGN_FILE}" for folder in site.folders.values()]


def _of_sources(site: Site, look: Look, options: Options, progress: Progress) -> Iterator[Finding]:
    # drafts and what is not published now, too
    work: list[Job] = [*site.all_by_path.items(), *((path, None) for path in _declared(site))]
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


def _of_site(site: Site, read: Callable[[str], Manuscript]) -> Iterator[Finding]:
    yield from freshness.home(site, CONFIG)
    for slug, groups in site.of_campaign.items():
        declared = read(f"{site.folders[slug]}/{CAMPAIGN_FILE}")
        yield from freshness.campaign(site, groups, declared)


def _of_items(found: Later, read: Callable[[str], Manuscript]) -> Iterator[Finding]:
    yield from (Finding("problem", problem) for problem in found.problems)
    yield from posts.pictures(found.site)
    yield from labels.ai_pictures(found.site)
    for groups in found.site.of_campaign.values():
        yield from names.two_ways(groups.posts, read)
        yield from alike.titles(groups.posts, read)
        yield from alike.people(groups.posts, read)


def _of_bodies(built: Built) -> Iterator[Finding]:
    for path, item in built.reading.site.all_by_path.items():
        if any(ref.kind == "picture" for ref in item.mentions):
            body = built.text(path, item.body)
            yield from posts.picture_texts(path, body.html, item.mentions)


def switched_on(
    found: Iterable[Finding], site: Site, read: Callable[[str], Manuscript]
) -> Iterator[Finding]:
    """Leave out what is switched off: for a line, a post, a column or the site."""
    for one in found:
        path, line = one.problem.path, one.problem.line
        if one.rule != "problem":
            if site.ignores(one.rule, path):
                continue
            text = path == CONFIG or path.endswith((".md", ".yaml"))
            if line and text and any(s[0] == one.rule for s in read(path).switches.get(line, ())):
                continue
        yield one


def lost_addresses(
    site: Site, options: Options, files: Collection[str], known: Sequence[Known]
) -> list[Problem]:
    """Return a problem for each known address that the `files` of an output do not answer."""
    read = Look.at(site, options.content).read
    found = switched_on(addresses.findings(site, files, known, read), site, read)
    return [one.problem for one in located(found, options)]


def counts(found: Iterable[Finding]) -> Mapping[str, int]:
    """Return how many findings there are of each rule, by its id."""
    return Counter(one.rule for one in found)
