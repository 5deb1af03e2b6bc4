"""All that is wrong with a site, in one list: asked for once a build has found anything at all.

A build ends at its first problem. What else is wrong is looked for here, from the beginning and
without what is known of earlier builds, so the list is the same whichever build it ends. Sound
posts are planned without those that are not; what only the whole site could tell is not told.
Pages are not rendered: of the templates only what compiling shows is in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhuanlan.build.declaring import collecting, within
from zhuanlan.build.reading import Reading
from zhuanlan.build.recipe import recipe_for
from zhuanlan.build.stages import Gate
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.pictures import picturing
from zhuanlan.load.assets import check_head
from zhuanlan.load.plugins import registry_for
from zhuanlan.model.page import Asset, PageGroup
from zhuanlan.model.site import Site
from zhuanlan.plan.advice import UNUSED, advice
from zhuanlan.plan.planning import faults
from zhuanlan.render.renderer import Renderer
from zhuanlan.render.theme import BUNDLED, find_theme


def all_faults(reading: Reading, options: Options) -> list[Problem]:
    """Return all that is wrong with a site as it was read, pictures included."""
    site = reading.site
    unsure = reading.declared.unsure.get("", frozenset())
    try:
        groups, assets, found = faults(site, reading.gaps, unsure)
    except ProblemError as error:  # of a page maker
        return [*reading.problems, *error.problems]
    found += of_files(assets, options)
    if options.strict and not unsure:
        warnings = advice(site, assets)
        found += [one for one in warnings if not (reading.gaps and one.rule == UNUSED)]
    problems = [*reading.problems, *(within(options.content, problem) for problem in found)]
    problems += of_gates(site, options)
    if "theme" not in unsure or options.theme:
        with collecting(problems):
            problems += _of_theme(groups, assets, reading, options)
    return problems


def of_files(assets: tuple[Asset, ...], options: Options) -> list[Problem]:
    """Return what is wrong with the files that are published as they are."""
    problems: list[Problem] = []
    for asset in assets:
        if not asset.made and not picturing.is_picture(asset.source):  # those were developed
            with collecting(problems):
                check_head(options.content / asset.source, asset.source)
    return problems


def of_gates(site: Site, options: Options) -> list[Problem]:
    """Return what the site lacks that must not be published without it, as signatures are."""
    if not (options.strict or options.signed):
        return []
    registry = registry_for(options.config, options.content, options.plugins)
    gates: Mapping[str, Gate] = registry.gates
    return [problem for gate in gates.values() for problem in gate(site, options)]


def _of_theme(
    groups: tuple[PageGroup, ...], assets: tuple[Asset, ...], reading: Reading, options: Options
) -> Iterator[Problem]:
    """Yield what is wrong with the templates of the pages, each with the first page it is for."""
    site = reading.site
    theme = find_theme(
        site.config.theme, [options.themes, BUNDLED], reading.declared.registry.folders
    )
    renderer = Renderer(recipe_for(site, theme, options, reading.declared.registry))
    files = {page.file for group in groups for page in group}
    files |= {asset.file for asset in assets} | {file.file for file in theme.files}
    slips = renderer.theme_problems(None if reading.gaps else files)
    yield from slips
    reported = {(slip.path, slip.line) for slip in slips}
    compiled: set[tuple[str, str | None]] = set()
    causes: set[object] = set()
    for page in (page for group in groups for page in group):
        if (page.template, page.campaign) in compiled:
            continue
        compiled.add((page.template, page.campaign))
        try:
            renderer.compile(page)
        except ProblemError as error:
            for problem in error.problems:
                cause = (problem.path, problem.line, problem.values.get("reason"))
                if cause not in causes and (problem.path, problem.line) not in reported:
                    causes.add(cause)
                    yield problem
