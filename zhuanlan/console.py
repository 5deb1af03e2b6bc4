"""What the terminal shows: progress, the summary of a build, problems."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from zhuanlan.i18n import N_, Translator

if TYPE_CHECKING:
    from zhuanlan.pipeline import Report


def summary(report: Report, given: argparse.Namespace, seconds: float, _: Translator) -> None:
    """Say what a build did, as far as the command line `given` asks for it."""
    if given.verbose:
        for mark, files in (("+", report.output.written), ("-", report.output.removed)):
            for file in files:
                print(mark, file)
        for source, reason in report.left_out:
            print(f"({_(reason)})", source)
    if given.explain:
        for file, why in report.reasons:
            text = _(why.message).format(parts=", ".join(why.parts))
            which = file or _(N_("every page"))
            print(f"{which}: {text}")
    for warning in report.warnings:
        say(_(N_("warning: {text}")).format(text=warning.text(_)))
    if report.left_out:
        reasons = Counter(reason for _source, reason in report.left_out)
        counts = ", ".join(f"{_(reason)} {count}" for reason, count in sorted(reasons.items()))
        print(_(N_("not published now: {counts}")).format(counts=counts))
    print(
        _(
            N_(
                "{posts} posts, {pages} pages rendered: {written} files written, "
                "{unchanged} unchanged, {removed} removed, in {seconds:.1f} s → {output}"
            )
        ).format(
            posts=report.posts,
            pages=report.rendered,
            written=len(report.output.written),
            unchanged=report.output.unchanged,
            removed=len(report.output.removed),
            seconds=seconds,
            output=given.output,
        )
    )


def progress(quiet: bool, _: Translator) -> Any:
    """Return what shows progress: a bar on a terminal once a stage takes long, else nothing."""

    def show(name: str, items: Iterable[Any], count: int) -> Iterator[Any]:
        if quiet or count < _LONG:
            yield from items
            return
        if not sys.stderr.isatty():
            say(f"{_(name)}: {count}")
            yield from items
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(items, _(name), total=count, console=Console(stderr=True), transient=True)

    return show


_LONG = 500
"""Items from which on a stage is long enough for a bar."""


def say(text: str) -> None:
    """Say what is no result: to standard error."""
    print(text, file=sys.stderr)
