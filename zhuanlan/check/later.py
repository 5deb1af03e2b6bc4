"""Drafts, and posts whose time has not come, looked at as if they were published.

A build does not look at what they refer to: a picture that is missing would be found only when it
is too late. What a build would refuse then is asked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhuanlan.build import Built
from zhuanlan.build.faults import of_files
from zhuanlan.build.reading import Progress, at_moment
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem
from zhuanlan.features.pictures.picturing import with_pictures
from zhuanlan.model.site import Site
from zhuanlan.plan.outline import Outline
from zhuanlan.plan.references import published


@dataclass(frozen=True)
class Later:
    """A site with more of its posts, and what a build of it would refuse."""

    site: Site
    problems: tuple[Problem, ...] = ()


def later(built: Built, options: Options, progress: Progress) -> Iterator[Later]:
    """Return the site with what appears by itself, and then with its drafts, too.

    What has expired or was taken down stays out: it does not come back. Two posts with one address
    are no problem here, as one may expire before the other appears.
    """
    known = Later(built.reading.site)
    for drafts in (False, True):
        shown = replace(options, future=True, drafts=drafts)
        site = at_moment(built.reading.site, built.reading.rows, shown)
        if len(site.items) > len(known.site.items):
            known = _with_problems(site, built, shown, progress)
        yield known


def _with_problems(site: Site, built: Built, options: Options, progress: Progress) -> Later:
    reading = replace(built.reading, site=site)
    jobs, rows = options.jobs, reading.rows
    reading = with_pictures(reading, rows, built.develop, jobs, progress, verify=False)
    assets, problems = published(reading.site, Outline(reading.site))
    problems += of_files(assets, options)
    content = f"{options.content.as_posix()}/"
    of_pictures = (replace(p, path=p.path.removeprefix(content)) for p in reading.problems)
    return Later(reading.site, (*problems, *of_pictures))
