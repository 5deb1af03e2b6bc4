"""What the terminal shows: progress, the summary of a build, problems."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO
from zoneinfo import ZoneInfo

from zhuanlan.i18n import N_, Translator

if TYPE_CHECKING:
    from zhuanlan.pipeline import Report
    from zhuanlan.problems import Problem


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
    if report.mended:
        say(_(N_("a cache was damaged, or of another version; it has been made anew")))
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


def as_json(report: Report | None, problems: Iterable[Problem], _: Translator) -> str:
    """Return what a build did as JSON: its problems, or its pages, files and warnings."""

    def plain(found: Iterable[Problem]) -> list[dict[str, Any]]:
        return [
            {
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                "message": problem.said(_),
                "rule": problem.rule or "problem",
            }
            for problem in found
        ]

    data: dict[str, Any] = {"problems": plain(problems)}
    if report:
        data |= {
            "warnings": plain(report.warnings),
            "posts": report.posts,
            "pages_rendered": report.rendered,
            "written": report.output.written,
            "removed": report.output.removed,
            "unchanged": report.output.unchanged,
            "not_published": [{"path": p, "reason": _(why)} for p, why in report.left_out],
            "reasons": [
                {"file": file, "reason": _(why.message).format(parts=", ".join(why.parts))}
                for file, why in report.reasons
            ],
        }
    return json.dumps(data, ensure_ascii=False, indent=1)


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


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table whose columns align whatever the width of their characters."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        shown.add_column(Text(head))
    for row in rows:
        shown.add_row(*map(Text, row))
    Console(stderr=True, highlight=False).print(shown)


def now() -> datetime:
    """The moment of this run, in the site's time zone."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None, microsecond=0)


def say_problems(problems: Iterable[Problem], _: Translator) -> None:
    """Say what is wrong, a line each."""
    for problem in problems:
        say(problem.text(_))


def say_unwritable(error: OSError, _: Translator) -> None:
    """Say which file cannot be written, and why."""
    text = _(N_("{file} cannot be written: {reason}"))
    say(text.format(file=error.filename, reason=error.strerror))


def say(text: str) -> None:
    """Say what is no result: to standard error."""
    print(text, file=sys.stderr)


class Seen:
    """A stream to the terminal that remembers whether it could be written.

    It never fails: a command does not stop half-way because whoever read its output went away.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream  # none where a program has no console
        self._failure: OSError | None = None
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every character

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, if that is still of use."""
        if self._stream and not self._failure:
            try:
                self._stream.write(text)
            except OSError as error:
                self._note(error)
        return len(text)

    def flush(self) -> None:
        """Write out what waits, if that is still of use."""
        if self._stream and not self._failure:
            try:
                self._stream.flush()
            except OSError as error:
                self._note(error)

    def unseen(self) -> OSError | None:
        """Write out what waits; return why something could not be written."""
        self.flush()
        return self._failure

    def _note(self, error: OSError) -> None:
        self._failure = error
        # leads to nowhere from here on: Python tries once more when it ends, and complains
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
