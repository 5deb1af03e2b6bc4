"""Walk through the years of the shipped campaigns: `python -m tests.calendar [FIRST LAST]`.

Every day is planned, and the site is built where its output changes by itself.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from zhuanlan.build import build
from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.reading import at_moment, read
from zhuanlan.core.executors import Processes
from zhuanlan.core.options import Options
from zhuanlan.model.page import Plan
from zhuanlan.model.site import Site
from zhuanlan.plan.absent import absent
from zhuanlan.plan.advice import next_change
from zhuanlan.plan.planning import plan

ROOT = Path(__file__).parent.parent
FIRST, LAST = datetime(2012, 1, 1), datetime(2018, 12, 31)  # noqa: DTZ001 - the site's own time


def options(now: datetime, kept: Path) -> Options:
    """Return the options of a build of the shipped site; its caches go into a folder `kept`."""
    config = kept / "config.yaml"
    config.write_bytes((ROOT / "config.yaml").read_bytes())
    return Options(
        now=now,
        content=ROOT / "content",
        output=kept / "output",
        config=config,
        themes=ROOT / "themes",
        search=False,
    )


def walk(moments: Iterable[datetime], asked: Options) -> Iterator[tuple[Site, Plan]]:
    """Yield the site and its plan at each moment; raises ProblemError where there is a problem.

    The content is read once.
    """
    with closing(Bodies(asked.config.parent / ".zhuanlan")) as bodies:
        reading = read(asked, bodies, {}, Processes(1))
    for moment in moments:
        site = at_moment(reading.site, reading.rows, replace(asked, now=moment))
        site = replace(site, absent=absent(site))
        yield site, plan(site)


def days(first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield each day from first to last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def main(first: datetime, last: datetime) -> None:
    """Walk from day to day, and tell what was seen."""
    with tempfile.TemporaryDirectory() as kept:
        asked = options(first, Path(kept))
        planned = built = 0
        due: datetime | None = first
        for site, _ in walk(days(first, last), asked):
            planned += 1
            if due and site.now >= due:
                report = build(replace(asked, now=site.now))
                built += 1
                due = next_change(site)
                print(f"{site.now:%F}: {report.posts} posts, {report.rendered} pages rendered")
        print(f"{planned} days planned, {built} built, no problem")


if __name__ == "__main__":
    main(*(map(datetime.fromisoformat, sys.argv[1:3]) if sys.argv[1:] else (FIRST, LAST)))
